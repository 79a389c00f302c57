"""Plans: what they assume, the wishes they weigh, and each line with its reason.

How a step is expected: the effect of each kind of learning is a prior (training shows about .62 of
a standard deviation in behaviour, Arthur et al. 2003; levels spread by .75; about half of it
reaches the work), and counts as far as the person's own next level. As everybody's next level is as
far away, it does not matter where somebody stands: no level goes into a plan, and wishes of those
who share nothing count as any other. To tell them apart, by however little, would let a planner
find out by trying who shares.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from math import erf, exp, pi, sqrt
from statistics import fmean
from typing import Any

EFFECTS: Mapping[str, float] = {
    "course": 0.22,
    "book": 0.08,
    "coaching": 0.25,
    "conference": 0.10,
    "exam": 0.40,
    "study_time": 0.12,
    "peer_exchange": 0.12,
}
REACH = 1.0  #: levels from where somebody stands to what a wish is aimed at
SPREAD = 0.75  #: levels by which a guess of where somebody stands may be off
LESS, MORE = 0.6, 1.4


class Turn(StrEnum):
    """Why a line is in a plan."""

    FIRST = "first"  #: everybody who asked comes first
    MOST = "most"  #: then what adds most for its money
    HAND = "hand"  #: a planner put it there


@dataclass(frozen=True, slots=True)
class Assumed:
    """What a plan is worked out with; amounts in minor units, or in minutes where these are all
    there is."""

    reserve_percent: int
    floor: int
    cap: int
    effects: Mapping[str, float] = field(default_factory=lambda: dict(EFFECTS))
    weights: Mapping[int, str] = field(default_factory=dict)  #: by request, as agreed in a talk
    reach: float = REACH
    spread: float = SPREAD
    less: float = LESS
    more: float = MORE

    def weight(self, request_id: int) -> float:
        """What a wish counts, as agreed in a talk; 1 when nothing was."""
        return {"less": self.less, "more": self.more}.get(self.weights.get(request_id, ""), 1.0)


@dataclass(frozen=True, slots=True)
class Option:
    """A wish as the aid sees it. `value` is the expected step in levels, times its weight."""

    id: int
    person_id: int
    cost: int
    value: float
    minutes: int = 0


@dataclass(frozen=True, slots=True)
class Wish:
    """An undecided request as planners see it: what it is and why only where the person shows
    that."""

    id: int
    person_id: int
    person: str
    title: str | None
    why: str | None
    kind: str | None
    money: int
    minutes: int
    state: str
    serves_focus: bool
    skill_en: str | None
    skill_nl: str | None

    def in_money(self) -> int:
        return self.money

    def in_minutes(self) -> int:
        return self.minutes

    def skill(self, language: str) -> str | None:
        return self.skill_nl if language == "nl" else self.skill_en


@dataclass(frozen=True, slots=True)
class Suggested:
    """A line of a suggestion, with all that its sentence says."""

    wish: Wish
    turn: Turn
    step: float  #: expected of its kind, in levels
    next_up: Wish | None  #: what would move up if this dropped out


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What the aid would do. Always free = kept + used + left, in money and in minutes."""

    free: int
    kept: int
    left: int
    kept_minutes: int
    left_minutes: int
    lines: Sequence[Suggested]
    outside: Sequence[Wish]  #: best first

    @property
    def people(self) -> int:
        return len({line.wish.person_id for line in self.lines})

    @property
    def used(self) -> int:
        return sum(line.wish.money for line in self.lines)

    @property
    def used_minutes(self) -> int:
        return sum(line.wish.minutes for line in self.lines)

    @property
    def steps(self) -> float:
        return sum(line.step for line in self.lines)


@dataclass(frozen=True, slots=True)
class Plan:
    """A kept plan. `committed_at` None: nobody decided yet."""

    id: int
    budget_id: int
    name: str
    assumed: dict[str, Any]
    made_by_id: int
    made_by: str
    made_at: datetime
    committed_by: str | None
    committed_at: datetime | None
    money: int
    minutes: int
    lines: int
    people: int
    agreed: int

    @property
    def assumes(self) -> Assumed:
        """What it was worked out with; what was not kept yet at the time was as usual."""
        weights = {int(number): weight for number, weight in self.assumed["weights"].items()}
        return Assumed(**self.assumed | {"weights": weights})


@dataclass(frozen=True, slots=True)
class PlanLine(Wish):
    """A line of a kept plan, with what was decided and what it came to."""

    planned: int
    planned_minutes: int
    turn: Turn
    is_agreed: bool | None
    reason: str | None
    real_money: int | None
    real_minutes: int | None


def expected_step(effect: float, spread: float, reach: float) -> float:
    """E[min(effect, max(0, gap))] in levels, for a gap that is normal around `reach`."""
    return _reach(reach, spread) - _reach(reach - effect, spread)


def _reach(room: float, spread: float) -> float:
    z = room / spread
    return room * (1 + erf(z / sqrt(2))) / 2 + spread * exp(-z * z / 2) / sqrt(2 * pi)


def step_of(wish: Wish, assumed: Assumed) -> float:
    """The step to expect of a wish, towards the next level. One that is kept private counts as the
    middle of all kinds, as what the aid does with it would tell its kind."""
    effect = assumed.effects[wish.kind] if wish.kind else fmean(assumed.effects.values())
    return expected_step(effect, assumed.spread, assumed.reach)
