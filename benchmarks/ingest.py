"""How fast deliveries are received, worked in and seen, against `pgbench` on the same server.

    python benchmarks/ingest.py --data FILE… --json

Real issues become `jira:issue_updated` deliveries and are sent over HTTP by eight connections to
`gezel serve` while `gezel work` drains them. Runs of pgbench and of ours take turns; what is
printed are medians. Machines differ: the ratio is what counts.
"""

import json
import statistics
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import click
from rich.console import Console

from benchmarks import database, deliveries, pgbench
from benchmarks.running import Ingested, organisation

ROOT = Path(__file__).parents[1]
DATA = ROOT.parent / "shared" / "data"
console = Console(stderr=True)


@dataclass
class Measured:
    """The figures of each run, and what they say together."""

    pgbench: list[float] = field(default_factory=list)
    ingested: list[Ingested] = field(default_factory=list)
    visible_p95_s: float = 0.0
    same_when_sent_twice: bool | None = None
    same_when_reversed: bool | None = None

    def summary(self) -> dict[str, Any]:
        acknowledged = statistics.median(run.acknowledged_per_s for run in self.ingested)
        inserted = statistics.median(self.pgbench)
        return {
            "acknowledged_per_s": round(acknowledged),
            "drained_per_s": round(statistics.median(run.drained_per_s for run in self.ingested)),
            "behind": round(statistics.median(run.behind for run in self.ingested)),
            "pgbench_per_s": round(inserted),
            "acknowledged_to_pgbench": round(
                statistics.median(
                    run.acknowledged_per_s / rows
                    for run, rows in zip(self.ingested, self.pgbench, strict=True)
                ),
                3,
            ),
            "linked_after_s": round(
                statistics.median(run.linked_after_s for run in self.ingested), 1
            ),
            "visible_p95_s": round(self.visible_p95_s, 2),
            "same_when_sent_twice": self.same_when_sent_twice,
            "same_when_reversed": self.same_when_reversed,
        }


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--data",
    "files",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Issues as JSON lines, also gzipped; may be given several times. Default: ../shared/data.",
)
@click.argument("more", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--issues", "most", type=click.IntRange(100), help="Only so many issues.")
@click.option("--runs", default=3, show_default=True, type=click.IntRange(1), help="Turns taken.")
@click.option("--seconds", default=5, show_default=True, help="How long pgbench runs each turn.")
@click.option("--order/--no-order", default=True, help="Also send twice and in reverse order.")
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
def main(
    files: tuple[Path, ...],
    more: tuple[Path, ...],
    most: int | None,
    runs: int,
    seconds: int,
    order: bool,
    as_json: bool,
) -> None:
    """Measure receiving, draining and seeing against pgbench in the same run."""
    named = [*files, *more] or sorted(DATA.glob("*.jsonl.gz"))
    if not named:
        raise click.ClickException(f"There are no issues in {DATA}. Name files with --data.")
    issues = deliveries.issues(named, most)
    console.print(f"{len(issues)} issues from {len(named)} files")
    measured = Measured()
    with database.server() as url:
        _measure_rates(measured, url, issues, runs, seconds)
        if order:
            _compare_orders(measured, url, issues)
    if as_json:
        click.echo(json.dumps(measured.summary()))
    else:
        _tell(measured.summary())


def _measure_rates(
    measured: Measured, url: str, issues: Sequence[deliveries.Json], runs: int, seconds: int
) -> None:
    """Turns of pgbench and ours; after the last one, half the load for seeing it arrive."""
    bodies = [deliveries.finished(issue) for issue in issues]
    for turn in range(1, runs + 1):
        measured.pgbench.append(pgbench.per_second(url, bodies, seconds))
        with organisation(url) as ours:
            measured.ingested.append(ours.ingest(bodies))
            if turn == runs:
                rate = statistics.median(run.acknowledged_per_s for run in measured.ingested) / 2
                measured.visible_p95_s = ours.visible_p95(*_renewed(issues), rate)
        _tell_turn(turn, measured)


def _renewed(issues: Sequence[deliveries.Json]) -> tuple[list[bytes], list[str]]:
    """News about every issue, much later than all before it, and the ids of those issues."""
    bodies = [deliveries.finished(issue, timedelta(days=36_500)) for issue in issues]
    return bodies, [deliveries.issue_id(issue) for issue in issues]


def _compare_orders(measured: Measured, url: str, issues: Sequence[deliveries.Json]) -> None:
    """Two deliveries an issue: in order, all of them twice, and the last one first."""
    in_order = [
        tell(issue) for tell in (deliveries.opened, deliveries.finished) for issue in issues
    ]
    once, twice, reversed_ = (
        _digest(url, bodies) for bodies in (in_order, in_order * 2, in_order[::-1])
    )
    measured.same_when_sent_twice = once == twice
    measured.same_when_reversed = once == reversed_


def _digest(url: str, bodies: list[bytes]) -> str:
    with organisation(url) as ours:
        console.print(f"sending {len(bodies)} deliveries to compare what comes of them")
        ours.ingest(bodies)
        return ours.digest()


def _tell_turn(turn: int, measured: Measured) -> None:
    ours, theirs = measured.ingested[-1], measured.pgbench[-1]
    console.print(
        f"turn {turn}: pgbench {theirs:,.0f}/s, acknowledged {ours.acknowledged_per_s:,.0f}/s"
        f" ({ours.acknowledged_per_s / theirs:.2f} of it), drained {ours.drained_per_s:,.0f}/s"
        f" (behind by {ours.behind} at the end),"
        f" all linked after {ours.linked_after_s:.1f} s"
    )


def _tell(summary: dict[str, Any]) -> None:
    for name, figure in summary.items():
        print(f"{name.replace('_', ' '):26} {figure}")


if __name__ == "__main__":
    main()
