"""Where somebody stands in a skill, as co-workers' observations say together, and how sure that is.

A rater-aware local level: a Kalman filter whose state holds a level for each skill of one person, a
bias for each colleague (strictness, and the impression this colleague has of this person) and the
effect of the piece of work at hand. Levels 1 to 5 are treated as numbers; time is in days. What a
person says of themselves, and how much work they closed, are no part of it.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import sqrt

VERSION = 1
DAYS_A_MONTH = 30.4375
WIDEST = 1.2  # times the sd of the start: what is shown is never wider


@dataclass(frozen=True, slots=True)
class Noise:
    """What makes observations differ, as standard deviations on the scale of levels.

    `drift` is a variance a month. The defaults are from simulations; `noise.refit` learns the
    organisation's own.
    """

    start: float = 0.75
    drift: float = 0.018
    strictness: float = 0.40
    halo: float = 0.35
    work: float = 0.30
    look: float = 0.55
    floor: float = 0.20
    cap: float = 1.5


@dataclass(frozen=True, slots=True)
class Offset:
    """How much higher than others a colleague tends to say, and the variance of that."""

    mean: float
    variance: float


@dataclass(frozen=True, slots=True)
class Seen:
    """One observation. `day` is when the work was done; `work` and `by` are told apart only."""

    skill: Hashable
    work: Hashable
    day: float
    by: Hashable
    level: float
    could_not_show_more: bool = False


@dataclass(frozen=True, slots=True)
class Estimate:
    """A level and its standard deviation."""

    level: float
    sd: float


@dataclass(frozen=True, slots=True)
class Move:
    """What one observation did to the level of its skill; zero where it was left out."""

    seen: Seen
    by_how_much: float


@dataclass(slots=True)
class Belief:
    """What the observations so far say: means and covariances of all that is unknown.

    The first state is the effect of the piece of work at hand. `centre` is where a level starts.
    """

    centre: float
    offsets: Mapping[Hashable, Offset]
    noise: Noise = field(default_factory=Noise)
    mean: list[float] = field(default_factory=lambda: [0.0])
    cov: list[list[float]] = field(default_factory=lambda: [[0.0]])
    place: dict[Hashable, int] = field(default_factory=dict)
    day: float | None = None
    at_hand: Hashable = None

    def observe(self, seen: Seen) -> Move:
        """Take one observation in; they must come in the order of days."""
        self.wait(seen.day)
        self._take_up((seen.work, seen.skill))
        level, bias = self._level(seen.skill), self._bias(seen.by)
        if seen.could_not_show_more and seen.level - self.offset(seen.by).mean < self.mean[level]:
            return Move(seen, 0.0)
        before = self.mean[level]
        self._update((0, level, bias), seen.level)
        return Move(seen, self.mean[level] - before)

    def wait(self, day: float) -> None:
        """Time passes: levels may have changed, so that each is known a little less well."""
        months = (day - (day if self.day is None else self.day)) / DAYS_A_MONTH
        for name, state in self.place.items():
            if isinstance(name, _Level):
                self.cov[state][state] += self.noise.drift * months
        self.day = day

    def freeze(self, skill: Hashable, day: float) -> None:
        """Remember the level of a day, at or after the last observation, to tell growth from."""
        self.wait(day)
        level = self._level(skill)
        self._append(_Frozen(skill), self.mean[level], self.cov[level][level], self.cov[level])

    def freeze_all(self, day: float) -> None:
        """The same for every skill that was seen by then."""
        for name in [name for name in self.place if isinstance(name, _Level)]:
            self.freeze(name.skill, day)

    def level(self, skill: Hashable) -> float:
        """The level after the last observation."""
        found = self.place.get(_Level(skill))
        return self.centre if found is None else self.mean[found]

    def estimate(self, skill: Hashable, day: float) -> Estimate:
        """The level on a day at or after the last observation."""
        level = self._level(skill)
        variance = self.cov[level][level] + self._drift_until(day) + self.noise.floor**2
        return Estimate(self.mean[level], min(sqrt(variance), WIDEST * self.noise.start))

    def growth(self, skill: Hashable, day: float) -> Estimate | None:
        """The change since `freeze`, with its own standard deviation; None for what was not."""
        now, then = self._level(skill), self.place.get(_Frozen(skill))
        if then is None:
            return None
        cov = self.cov
        variance = cov[now][now] + cov[then][then] - 2 * cov[now][then] + self._drift_until(day)
        return Estimate(self.mean[now] - self.mean[then], sqrt(max(variance, 0.0)))

    def offset(self, by: Hashable) -> Offset:
        return self.offsets.get(by) or Offset(0.0, self.noise.strictness**2)

    def _drift_until(self, day: float) -> float:
        since = day if self.day is None else self.day
        return self.noise.drift * max(day - since, 0.0) / DAYS_A_MONTH

    def _take_up(self, work: Hashable) -> None:
        """Another piece of work: its effect is unknown, and apart from all before."""
        if work == self.at_hand:
            return
        self.at_hand, self.mean[0] = work, 0.0
        for row in self.cov:
            row[0] = 0.0
        self.cov[0] = [0.0] * len(self.mean)
        self.cov[0][0] = self.noise.work**2

    def _level(self, skill: Hashable) -> int:
        found = self.place.get(_Level(skill))
        return (
            self._append(_Level(skill), self.centre, self.noise.start**2)
            if found is None
            else found
        )

    def _bias(self, by: Hashable) -> int:
        found = self.place.get(_Bias(by))
        if found is not None:
            return found
        offset = self.offset(by)
        return self._append(_Bias(by), offset.mean, offset.variance + self.noise.halo**2)

    def _append(
        self, name: Hashable, mean: float, variance: float, like: Sequence[float] | None = None
    ) -> int:
        """One more unknown, independent of the others or moving as another does."""
        state = self.place[name] = len(self.mean)
        shared = list(like or [0.0] * state)
        self.mean.append(mean)
        for row, one in zip(self.cov, shared, strict=True):
            row.append(one)
        self.cov.append([*shared, variance])
        return state

    def _update(self, parts: tuple[int, int, int], level: float) -> None:
        """The sum of three unknowns was seen with noise; a surprise counts up to a cap."""
        one, two, three = parts
        shared = [row[one] + row[two] + row[three] for row in self.cov]
        variance = sum(shared[part] for part in parts) + self.noise.look**2
        most = self.noise.cap * sqrt(variance)
        surprise = min(max(level - sum(self.mean[part] for part in parts), -most), most)
        for state, share in enumerate(shared):
            if share:
                gain = share / variance
                self.mean[state] += gain * surprise
                self.cov[state] = [
                    c - gain * other for c, other in zip(self.cov[state], shared, strict=True)
                ]


@dataclass(frozen=True, slots=True)
class _Level:
    skill: Hashable


@dataclass(frozen=True, slots=True)
class _Bias:
    by: Hashable


@dataclass(frozen=True, slots=True)
class _Frozen:
    skill: Hashable


def believe(
    rows: Iterable[Seen],
    centre: float,
    offsets: Mapping[Hashable, Offset],
    noise: Noise,
    frozen: tuple[Hashable, float] | None = None,
) -> tuple[Belief, list[Move]]:
    """What all observations of one person say together, and what each of them moved.

    `frozen` is a skill and a day: the level of then is kept, to tell growth from.
    """
    belief, moves = Belief(centre, offsets, noise), []
    for seen in in_order(rows):
        if frozen and seen.day > frozen[1]:
            belief.freeze(*frozen)
            frozen = None
        moves.append(belief.observe(seen))
    if frozen:
        belief.freeze(*frozen)
    return belief, moves


def in_order(rows: Iterable[Seen]) -> list[Seen]:
    """The order in which they count, whatever the order in which they came."""
    return sorted(rows, key=_place)


def _place(seen: Seen) -> tuple[float, str, str, str, float, bool]:
    names = str(seen.work), str(seen.skill), str(seen.by)
    return seen.day, *names, seen.level, seen.could_not_show_more
