"""How strict each colleague is, learned each night from everybody's observations, and shrunken.

Each observation is compared with what others said of the same person and skill at about the same
time; per person that is averaged, so that one friend or foe cannot weigh more than once. What the
organisation as a whole is too mild or too strict by cannot be seen that way: vignettes, described
cases with an agreed level, say it. Without them the offsets sum to nought.
"""

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from service.growth.estimator import Noise, Offset, Seen

WINDOW = 120.0  # days in which two observations speak of about the same level
SWEEPS = 4
LENIENCY = 0.25  # how far, as a sd, a whole organisation may be off
CASES = 0.15  # how far, as a sd, described cases are from real work, whoever judges them
SLACK = 0.03  # the level itself moved a little in the meantime
USUAL, WORTH = 2.8, 10.0  # where levels lie elsewhere, and how many targets that counts for

Person = Hashable


@dataclass(frozen=True, slots=True)
class Judged:
    """What a colleague said of the vignettes: the mean of said minus agreed, and how many."""

    error: float
    number: int


@dataclass(slots=True)
class _Pair:
    """A colleague's observations of one person, beside those of others."""

    number: int = 0
    difference: float = 0.0
    others: int = 0
    share: dict[Hashable, float] = field(default_factory=lambda: defaultdict(float))

    def add(self, level: float, others: Sequence[Seen]) -> None:
        self.number += 1
        self.others += len(others)
        self.difference += level - sum(seen.level for seen in others) / len(others)
        for seen in others:
            self.share[seen.by] += 1 / len(others)

    def says(self, offsets: Mapping[Hashable, Offset], noise: Noise) -> Offset:
        """The offset that this pair alone would give, with its variance."""
        parts = {by: share / self.number for by, share in self.share.items()}
        mean = self.difference / self.number + sum(
            part * offsets[by].mean for by, part in parts.items()
        )
        look = noise.look**2 + noise.work**2
        beside = self.others / self.number
        variance = look / self.number + look / max(beside, beside / 2 + 1) + SLACK
        variance += noise.halo**2 * (1 + sum(part**2 for part in parts.values()))
        variance += sum(part**2 * offsets[by].variance for by, part in parts.items())
        return Offset(mean, variance)


class Pairs:
    """What is kept of all observations while offsets are fitted: a little for each pair."""

    def __init__(self) -> None:
        self._pairs: dict[tuple[Hashable, Person], _Pair] = defaultdict(_Pair)
        self.givers: set[Hashable] = set()

    def add(self, person: Person, rows: Sequence[Seen]) -> None:
        """All observations of one person in one skill, in any order."""
        rows = sorted(rows, key=lambda seen: seen.day)
        first = last = 0
        for seen in rows:
            self.givers.add(seen.by)
            while rows[first].day < seen.day - WINDOW:
                first += 1
            while last < len(rows) and rows[last].day <= seen.day + WINDOW:
                last += 1
            others = [other for other in rows[first:last] if other.by != seen.by]
            if others:
                self._pairs[seen.by, person].add(seen.level, others)

    def fit(
        self, noise: Noise, vignettes: Mapping[Hashable, Judged] | None = None
    ) -> dict[Hashable, Offset]:
        """The offset of everybody who said something or judged vignettes."""
        judged = vignettes or {}
        usual, aside = _organisation(judged, noise)
        own = {by: Judged(one.error - aside, one.number) for by, one in judged.items()}
        priors = {by: _prior(own.get(by), usual, noise) for by in self.givers | own.keys()}
        found = priors
        for _ in range(SWEEPS):
            found = self._sweep(priors, found, noise)
            if not judged:
                found = _centred(found)
        return found

    def tendencies(self) -> list[list[float]]:
        """For each colleague the mean difference from others, for each person."""
        found: dict[Hashable, list[float]] = defaultdict(list)
        for (by, _), pair in self._pairs.items():
            found[by].append(pair.difference / pair.number)
        return list(found.values())

    def _sweep(
        self, priors: Mapping[Hashable, Offset], known: Mapping[Hashable, Offset], noise: Noise
    ) -> dict[Hashable, Offset]:
        told: dict[Hashable, list[Offset]] = {by: [prior] for by, prior in priors.items()}
        for (by, _), pair in self._pairs.items():
            told[by].append(pair.says(known, noise))
        return {by: _together(each) for by, each in told.items()}


def _organisation(judged: Mapping[Hashable, Judged], noise: Noise) -> tuple[float, float]:
    """How much too high all say together, and how much of the vignettes' error is their own."""
    if not judged:
        return 0.0, 0.0
    each = [
        Offset(one.error, noise.strictness**2 + noise.look**2 / one.number)
        for one in judged.values()
    ]
    told = _together(each)
    spread = told.variance + CASES**2
    usual = told.mean * LENIENCY**2 / (LENIENCY**2 + spread)
    return usual, told.mean - usual


def leniency(judged: Mapping[Hashable, Judged], noise: Noise) -> float:
    """How much too high all say together, as far as the vignettes tell; 0 without them."""
    return _organisation(judged, noise)[0]


def centre(total: float, targets: int) -> float:
    """Where a level starts before anything was seen: one figure for the whole organisation.

    `total` is the sum over all targets (a person and a skill) of their mean level, offsets taken
    out. No team, age or role.
    """
    return (WORTH * USUAL + total) / (WORTH + targets)


def _prior(judged: Judged | None, usual: float, noise: Noise) -> Offset:
    prior = Offset(usual, noise.strictness**2)
    if judged is None:
        return prior
    return _together([prior, Offset(judged.error, noise.look**2 / judged.number)])


def _together(each: Sequence[Offset]) -> Offset:
    """Independent words about one number, weighed by how sure each is."""
    weight = sum(1 / one.variance for one in each)
    return Offset(sum(one.mean / one.variance for one in each) / weight, 1 / weight)


def _centred(offsets: Mapping[Hashable, Offset]) -> dict[Hashable, Offset]:
    middle = sum(one.mean for one in offsets.values()) / max(len(offsets), 1)
    return {by: replace(one, mean=one.mean - middle) for by, one in offsets.items()}
