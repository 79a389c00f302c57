"""How near our estimates come to the truth, beside other ways to estimate, in simulated worlds.

    python benchmarks/growth.py --worlds base,harsh,sparse,clean --seeds 900-904 --json

For each world and estimator: root mean squared error and bias against the true levels, how many of
the 90 % ranges hold the truth (percent), the interval score (wide and wrong ranges cost; Gneiting
and Raftery 2007) and milliseconds for each answer. Needs the extra `bench`.
"""

import json
from collections import defaultdict
from dataclasses import dataclass, field
from math import sqrt
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.table import Table

from benchmarks import growth_claims, growth_strictly
from benchmarks.growth_worlds import Answers, Folder, Target, timed

HERE = Path(__file__).parents[2] / "shared" / "growth-benchmark"
Z90 = 1.6448536
console = Console(stderr=True)


@dataclass
class Scores:
    """What one estimator did in one world."""

    errors: list[float] = field(default_factory=list)
    covered: list[bool] = field(default_factory=list)
    interval: list[float] = field(default_factory=list)
    ms: list[float] = field(default_factory=list)

    def add(self, answers: Answers, true: dict[Target, float], ms: float) -> None:
        self.ms.append(ms)
        for target, (level, sd) in answers.items():
            if level is not None:
                self.add_one(level, sd, true[target])

    def add_one(self, level: float, sd: float | None, truth: float) -> None:
        self.errors.append(level - truth)
        if sd is None:
            return
        low, high = level - Z90 * sd, level + Z90 * sd
        self.covered.append(low <= truth <= high)
        outside = max(low - truth, 0) + max(truth - high, 0)
        self.interval.append(high - low + 20 * outside)

    def summary(self) -> dict[str, float]:
        number = len(self.errors)
        return {
            "rmse": round(sqrt(sum(e * e for e in self.errors) / number), 3),
            "bias": round(sum(self.errors) / number, 3),
            "coverage90": round(100 * sum(self.covered) / max(len(self.covered), 1), 1),
            "interval_score": round(sum(self.interval) / max(len(self.interval), 1), 2),
            "ms": round(sum(self.ms) / len(self.ms), 3),
        }


def seeds_of(text: str) -> range:
    first, _, last = text.partition("-")
    return range(int(first), int(last or first) + 1)


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--worlds", default="base,harsh,sparse,clean", show_default=True)
@click.option("--seeds", default="900-904", show_default=True, help="The first and last seed.")
@click.option(
    "--plugin",
    "folder",
    default=HERE,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Where the worlds and the peers are. Default: ../shared/growth-benchmark.",
)
@click.option("--only", default="", help="Only these estimators, by comma.")
@click.option("--claims/--no-claims", default=True, help="Also judge what we call growth.")
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
def main(worlds: str, seeds: str, folder: Path, only: str, claims: bool, as_json: bool) -> None:
    """Compare our estimator with its peers."""
    source = Folder(folder)
    found: dict[str, dict[str, Any]] = {}
    for world in worlds.split(","):
        console.print(f"the world {world}")
        found[world] = compare(source, world, seeds_of(seeds), set(only.split(",")) - {""})
        if claims:
            found[world]["claims"] = growth_claims.judge(source, world, seeds_of(seeds))
    rows = folder / "strictly.rows.csv"
    if rows.exists() and not only:
        found["strictly"] = growth_strictly.compare(source, rows)
    if as_json:
        click.echo(json.dumps(found))
    else:
        _tell(found)


def compare(source: Folder, world: str, seeds: range, only: set[str]) -> dict[str, Any]:
    scores: dict[str, Scores] = defaultdict(Scores)
    chosen = {n: e for n, e in source.estimators().items() if not only or n in only}
    for seed in seeds:
        for past, true in source.pasts(world, seed):
            for name, estimator in chosen.items():
                answers, ms = timed(estimator, past)
                scores[name].add(answers, true, ms)
    return {name: score.summary() for name, score in scores.items()}


def _tell(found: dict[str, dict[str, Any]]) -> None:
    for world, rows in found.items():
        named = list(next(iter(rows.values())))
        table = Table(world, *named, box=None)
        for name, figures in rows.items():
            table.add_row(name, *(str(figure) for figure in figures.values()))
        Console().print(table)


if __name__ == "__main__":
    main()
