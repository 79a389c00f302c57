"""How much observations differ here, and why: learned each night from pairs, and shrunken.

Half the squared difference of two observations of one person and skill, close in time, holds what
they do not share: the look each was, and where they differ in it, the colleague or the work.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations
from math import sqrt

from service.growth.estimator import DAYS_A_MONTH, Noise, Seen

WINDOW = 75.0  # days in which the level hardly changes
WORTH = 150.0  # observations that the defaults count for
ENOUGH = 300  # observations, before anything is learned
LATEST = 80  # observations of one person and skill; pairs grow with the square

NONE = Noise()


@dataclass(slots=True)
class _Kind:
    """A weighed mean of half squared differences."""

    total: float = 0.0
    weight: float = 0.0

    def add(self, value: float, weight: float) -> None:
        self.total += value * weight
        self.weight += weight

    def mean(self, default: float) -> float:
        return (WORTH * default + self.total) / (WORTH + self.weight)


@dataclass(slots=True)
class Differences:
    """Of two observations: both work and colleague differ, only the colleague, only the work."""

    both: _Kind = field(default_factory=_Kind)
    colleague: _Kind = field(default_factory=_Kind)
    work: _Kind = field(default_factory=_Kind)
    number: int = 0

    def add(self, rows: Sequence[Seen]) -> None:
        """All observations of one person in one skill, in any order."""
        latest = sorted(rows, key=lambda seen: seen.day)[-LATEST:]
        self.number += len(latest)
        for one, other in combinations(latest, 2):
            days = other.day - one.day
            kind = self._kind(one, other)
            if kind is not None and days <= WINDOW:
                drift = NONE.drift * days / DAYS_A_MONTH / 2
                kind.add(max((one.level - other.level) ** 2 / 2 - drift, -1.0), 1 / len(latest))

    def _kind(self, one: Seen, other: Seen) -> _Kind | None:
        if one.by == other.by:
            return None if one.work == other.work else self.work
        return self.colleague if one.work == other.work else self.both


def refit(found: Differences, tendencies: Iterable[Sequence[float]]) -> Noise:
    """The noise of this organisation; the defaults until there is enough.

    `tendencies`: for each colleague, their mean difference from others for each person.
    """
    if found.number < ENOUGH:
        return NONE
    strictness, halo, work, look = (
        value**2 for value in (NONE.strictness, NONE.halo, NONE.work, NONE.look)
    )
    both = found.both.mean(strictness + halo + work + look)
    by_colleague = found.colleague.mean(strictness + halo + look)
    by_work = found.work.mean(work + look)
    bias = min(max(both - by_work, 0.02), 1.5)
    work = min(max(both - by_colleague, 0.01), 0.5)
    strict = _strictness(bias * strictness / (strictness + halo), tendencies)
    strict = min(max(strict, 0.1 * bias), 0.9 * bias)
    return replace(
        NONE,
        strictness=sqrt(strict),
        halo=sqrt(bias - strict),
        work=sqrt(work),
        look=sqrt(max(by_work - work, 0.1)),
    )


def _strictness(expected: float, tendencies: Iterable[Sequence[float]]) -> float:
    """What a colleague's tendencies towards two people have in common, as a variance."""
    products = number = 0.0
    for each in tendencies:
        products += sum(each) ** 2 - sum(one * one for one in each)
        number += len(each) * (len(each) - 1)
    return (WORTH * expected + products) / (WORTH + number)
