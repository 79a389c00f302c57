"""How good suggestions are: ours beside scikit-learn's, on real issues with known components.

    python benchmarks/suggest.py --data FILE… [--json]

Of each project the oldest 80 % is learnt from and the newest 20 % tried. Recall at 3 is the share
of an issue's components among the first three suggested, precision at 1 how often the first is one
of them; over all tried issues. A model of scikit-learn learns a confirmation by learning all again,
so that is its `learn_ms`; ours is the mean of all answers of the run.
"""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from statistics import fmean, quantiles
from typing import Any

from rich.console import Console
from rich.table import Table

from benchmarks import suggest_ours, suggest_sklearn
from benchmarks.suggest_data import Labelled, Project, project

Figures = dict[str, Any]


def scores(ranked: Sequence[Sequence[str]], newest: Sequence[Labelled]) -> tuple[float, float]:
    """Recall at 3 and precision at 1."""
    pairs = list(zip(ranked, newest, strict=True))
    recall = fmean(len(issue.truth & set(best[:3])) / len(issue.truth) for best, issue in pairs)
    precision = fmean(bool(best) and best[0] in issue.truth for best, issue in pairs)
    return recall, precision


def measured(projects: Sequence[Project]) -> Figures:
    newest = [issue for one in projects for issue in one.newest]
    ours = [suggest_ours.tried(one) for one in projects]
    figures: Figures = {"ours": _ours(ours, newest)}
    by_project = {"ours": [outcome.ranked for outcome in ours]}
    for name in suggest_sklearn.MODELS:
        others = [suggest_sklearn.tried(name, one) for one in projects]
        by_project[name] = [other.ranked for other in others]
        figures[name] = _figures([best for other in others for best in other.ranked], newest) | {
            "learn_ms": 1000 * fmean(other.learn_seconds for other in others),
            "model_mb": sum(other.model_mb for other in others),
        }
    figures["projects"] = {
        one.name: {
            name: _figures(rankings[place], one.newest) for name, rankings in by_project.items()
        }
        for place, one in enumerate(projects)
    }
    shown = [one for outcome in ours for one in outcome.shown]
    figures["calibration"] = suggest_ours.calibration(shown)
    return figures


def _ours(outcomes: Sequence[suggest_ours.Outcome], newest: Sequence[Labelled]) -> Figures:
    seconds = [one for outcome in outcomes for one in outcome.seconds]
    ranked = [best for outcome in outcomes for best in outcome.ranked]
    return _figures(ranked, newest) | {
        "learn_ms": 1000 * fmean(seconds),
        "learn_p99_ms": 1000 * quantiles(seconds, n=100)[-1],
        "model_mb": sum(suggest_ours.megabytes(outcome.memory) for outcome in outcomes),
    }


def _figures(ranked: Sequence[Sequence[str]], newest: Sequence[Labelled]) -> Figures:
    recall, precision = scores(ranked, newest)
    return {"recall_at_3": recall, "precision_at_1": precision}


def show(figures: Figures, console: Console) -> None:
    table = Table("", "recall@3", "precision@1", "learn ms", "model MB")
    for name in ("ours", *suggest_sklearn.MODELS):
        one = figures[name]
        table.add_row(
            name, f"{one['recall_at_3']:.3f}", f"{one['precision_at_1']:.3f}",
            f"{one['learn_ms']:.2f}", f"{one['model_mb']:.2f}",
        )  # fmt: skip
    console.print(table)
    _show_projects(figures, console)
    sure = Table("shown with confidence", "how many", "mean confidence", "were right")
    for row in figures["calibration"]:
        sure.add_row(
            f"from {row['from']:.1f}", str(row["shown"]),
            f"{row['confidence']:.2f}", f"{row['right']:.2f}",
        )  # fmt: skip
    console.print(sure)


def _show_projects(figures: Figures, console: Console) -> None:
    table = Table("recall@3 / precision@1", "ours", *suggest_sklearn.MODELS)
    for project_name, by_model in figures["projects"].items():
        cells = [
            f"{one['recall_at_3']:.3f} / {one['precision_at_1']:.3f}" for one in by_model.values()
        ]
        table.add_row(project_name, *cells)
    console.print(table)


def main() -> None:
    parser = argparse.ArgumentParser(description="How good suggestions are, beside scikit-learn's.")
    parser.add_argument("--data", nargs="+", type=Path, required=True, metavar="FILE")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    figures = measured([project(path) for path in given.data])
    if given.json:
        print(json.dumps(figures, indent=2))
    else:
        show(figures, Console())


if __name__ == "__main__":
    main()
