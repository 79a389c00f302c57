"""The formula by version: how levels are estimated, and when a number may be shown.

A change of the formula is a new line at the end of `FORMULAS`; the line before keeps the numbers it
had, so that everybody can see what the change did to their own map.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta

from service.growth.estimator import VERSION, Noise

YEAR = timedelta(days=365)
TOLD_FOR = timedelta(days=60)  #: how long the map tells of a change of the formula
RANGE = 1.28  #: sds to each side: 4 times out of 5 the level lies within


@dataclass(frozen=True, slots=True)
class Formula:
    """One version. `widest` is the sd up to which a level is shown; `sure` the sds of "grew"."""

    version: int
    since: date
    noise: Noise = field(default_factory=Noise)
    colleagues: int = 3
    observations: int = 4
    widest: float = 0.55
    sure: float = 1.64


FORMULAS = (Formula(VERSION, date(2026, 11, 26)),)


def current() -> Formula:
    return FORMULAS[-1]


def before() -> Formula | None:
    """The version that the current one replaced."""
    return FORMULAS[-2] if len(FORMULAS) > 1 else None


def changed_lately(today: date) -> bool:
    """Did a version replace another so lately that the map should tell of it?"""
    return before() is not None and today - current().since < TOLD_FOR
