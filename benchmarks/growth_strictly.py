"""Real scores: nine judges, 207 couples, week by week. Each week is predicted from those before."""

import csv
from collections import defaultdict
from math import sqrt
from pathlib import Path
from typing import Any

from benchmarks.growth_worlds import Answers, Folder, Past, Row, learn, ours


def compare(source: Folder, file: Path) -> dict[str, dict[str, float]]:
    """Root mean squared error of the next week's scores, on the scale of 1 to 5."""
    rows = _rows(file)
    days = sorted({row[1] for row in rows})
    errors: dict[str, list[float]] = defaultdict(list)
    for day in days[1:]:
        before = [row for row in rows if row[1] < day]
        past = Past(day, before, {}, None)
        source.peers.CURRENT["mu0"] = source.peers.pooled_mu(before)
        levels = _levels(source, past)
        for target, _, by, level in (row for row in rows if row[1] == day):
            for name, (answers, offsets) in levels.items():
                if target in answers:
                    said = answers[target][0] + offsets.get(by, 0.0)
                    errors[name].append(said - level)
    return {
        name: {"rmse": round(sqrt(sum(e * e for e in found) / len(found)), 3), "n": len(found)}
        for name, found in errors.items()
    }


Offsets = dict[Any, float]


def _levels(source: Folder, past: Past) -> dict[str, tuple[Answers, Offsets]]:
    """What each makes of the past, and what it knows of the judges."""
    learned = learn(past, by_vignettes=False)
    peers = source.estimators()
    reference = {by: mean for by, (mean, _) in source.peers.fit_raters(past.rows).items()}
    return {
        "mean": (peers["mean"](past), {}),
        "ewma_90_days": (peers["ewma_90_days"](past), {}),
        "rll": (peers["rll"](past), reference),
        "gezel": (ours(past, learned), {by: one.mean for by, one in learned.offsets.items()}),
    }


def _rows(file: Path) -> list[Row]:
    with file.open(newline="") as text:
        return [
            ((row["target"], "dance"), float(row["t_days"]), row["rater"], float(row["level"]))
            for row in csv.DictReader(text)
        ]
