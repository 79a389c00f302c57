"""How often we say that somebody grew in a year, and how often the sign of that is right."""

from typing import Any

from benchmarks.growth_worlds import Folder, grown, learn

YEAR = 365.25
STEPS = (1.28, 1.5, 1.64, 1.8, 2.0, 2.2, 2.5)


def judge(source: Folder, world: str, seeds: range) -> dict[str, Any]:
    """For each threshold in sds: percent of changes that are called, and of those rightly."""
    import numpy as np

    calls: list[tuple[float, float]] = []  # the change in sds, and the true one
    for seed in seeds:
        for past, true in source.pasts(world, seed):
            since = past.day - YEAR
            if since <= 0:
                continue
            truth, days = past.generated["truth"], past.generated["days"]
            for target, change in grown(past, learn(past, by_vignettes=True), since).items():
                then = float(np.interp(since, days, truth[target]))
                calls.append((change.level / change.sd, true[target] - then))
    return {str(step): _at(step, calls) for step in STEPS}


def _at(step: float, calls: list[tuple[float, float]]) -> tuple[float, float | None]:
    called = [(said, was) for said, was in calls if abs(said) > step]
    right = sum(said * was > 0 for said, was in called)
    share = round(100 * len(called) / len(calls), 2)
    return share, round(100 * right / len(called), 1) if called else None
