"""Where I stand in each skill as co-workers' observations say, and what each of them moved."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from service.growth.estimator import Belief, Estimate, Seen, in_order
from service.growth.formula import RANGE, YEAR, Formula
from service.growth.known import Known
from service.growth.model import Missing, Sighting
from service.growth.scale import Shuttle, shuttle, shuttle_upright

DAY_SECONDS = 86_400.0
LONG_AGO = timedelta(days=183)
HARDLY = 0.05  # a move smaller than this is no move one could see
FULL = 5.5, 0.5  # the edges of the picture


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was said of one skill in the twelve months before a moment."""

    colleagues: int
    observations: int

    def is_enough(self, formula: Formula) -> bool:
        return self.colleagues >= formula.colleagues and self.observations >= formula.observations


@dataclass(frozen=True, slots=True)
class Range:
    """A level, and between what it lies 4 times out of 5."""

    level: float
    sd: float

    @property
    def low(self) -> float:
        return max(self.level - RANGE * self.sd, FULL[1])

    @property
    def high(self) -> float:
        return min(self.level + RANGE * self.sd, FULL[0])

    @property
    def names(self) -> tuple[int, int]:
        """The levels it lies between, to name them: those nearest to one sd below and above."""
        low, high = round(self.level - self.sd), round(self.level + self.sd)
        return min(max(low, 1), 5), min(max(high, 1), 5)

    @property
    def shuttle(self) -> Shuttle:
        return shuttle(self.low, self.high)

    @property
    def upright(self) -> Shuttle:
        return shuttle_upright(self.low, self.high)


@dataclass(frozen=True, slots=True)
class Standing:
    """One skill now. `found` may be shown only where `shown` has it; `change` is since a year."""

    formula: Formula
    evidence: Evidence
    found: Estimate
    change: Estimate | None

    @property
    def shown(self) -> Range | None:
        """The level with its range; None while there is not enough evidence for one."""
        if not self.evidence.is_enough(self.formula) or self.found.sd > self.formula.widest:
            return None
        return Range(self.found.level, self.found.sd)

    @property
    def is_sure_of_change(self) -> bool:
        change = self.change
        return bool(self.shown and change and abs(change.level) > self.formula.sure * change.sd)

    @property
    def grew(self) -> bool:
        return bool(self.is_sure_of_change and self.change and self.change.level > 0)

    @property
    def was(self) -> Range | None:
        """Where it was a year ago, where "grew" may be said."""
        if not (self.grew and self.change):
            return None
        return Range(self.found.level - self.change.level, self.found.sd)


def missing(standing: Standing | None, is_thanked: bool, is_practised: bool) -> Missing | None:
    """What a skill waits for; None once its level may be shown."""
    if standing is None:
        if is_thanked:
            return Missing.SIGHT
        return Missing.WORDS if is_practised else Missing.ANYTHING
    if standing.shown:
        return None
    evidence, formula = standing.evidence, standing.formula
    if not evidence.colleagues:
        return Missing.LATELY
    if evidence.colleagues < formula.colleagues:
        return Missing.COLLEAGUES
    return Missing.AGREEMENT if evidence.is_enough(formula) else Missing.OBSERVATIONS


class Moved(StrEnum):
    """What one observation did to a level, in a word."""

    RAISED = "raised"
    HARDLY = "hardly"
    LOWERED = "lowered"
    LEFT_OUT = "left_out"  #: it was lower, and the work could not show more


@dataclass(frozen=True, slots=True)
class Counted:
    """One observation with what it moved."""

    sighting: Sighting
    moved: Moved


@dataclass(frozen=True, slots=True)
class Account:
    """Why a level is where it is: the observations in order, and the evening out as one sum.

    Moves are told as if every colleague were as strict as any other: only so does no single move
    give away how strict one of them is.
    """

    counted: list[Counted]
    start: float
    moves: float
    evening: float

    @property
    def level(self) -> float:
        return self.start + self.moves + self.evening


@dataclass(frozen=True, slots=True)
class Moment:
    """What could be said of a level at some time; None: not enough then."""

    at: datetime
    shown: Range | None


def day_of(time: datetime) -> float:
    return time.timestamp() / DAY_SECONDS


def evidence(sightings: Sequence[Sighting], at: datetime) -> Evidence:
    """Of one skill, at a moment."""
    lately = [one for one in sightings if at - YEAR < one.at <= at]
    return Evidence(len({one.giver_id for one in lately}), len(lately))


def standings(sightings: Sequence[Sighting], known: Known, now: datetime) -> dict[int, Standing]:
    """By skill, from all observations of one person."""
    belief, today = known.belief(), day_of(now)
    _take_in(belief, sightings, day_of(now - YEAR))
    by_skill: defaultdict[int, list[Sighting]] = defaultdict(list)
    for sighting in sightings:
        by_skill[sighting.skill_id].append(sighting)
    return {
        skill: Standing(
            known.formula, evidence(each, now),
            belief.estimate(skill, today), belief.growth(skill, today),
        )
        for skill, each in by_skill.items()
    }  # fmt: skip


def _take_in(belief: Belief, sightings: Sequence[Sighting], year_ago: float) -> None:
    """All observations in order; levels known a year ago are remembered as they were then."""
    rows = _rows(sightings)
    early = [row for row in rows if row.day <= year_ago]
    for row in early:
        belief.observe(row)
    belief.freeze_all(year_ago)
    for row in rows[len(early) :]:
        belief.observe(row)


def track(
    sightings: Sequence[Sighting], known: Known, skill_id: int, times: Sequence[datetime]
) -> list[Moment]:
    """What could be said of one skill at each of these times, from what was known by then."""
    belief, waiting = known.belief(), _rows(sightings)[::-1]
    about = [one for one in sightings if one.skill_id == skill_id]
    return [_moment(belief, waiting, about, known.formula, skill_id, time) for time in times]


def _moment(
    belief: Belief, waiting: list[Seen], about: list[Sighting], formula: Formula,
    skill_id: int, time: datetime,
) -> Moment:  # fmt: skip
    while waiting and waiting[-1].day <= day_of(time):
        belief.observe(waiting.pop())
    then = evidence(about, time)
    if not then.is_enough(formula):
        return Moment(time, None)
    return Moment(
        time, Standing(formula, then, belief.estimate(skill_id, day_of(time)), None).shown
    )


def account(sightings: Sequence[Sighting], known: Known, skill_id: int) -> Account:
    """What each observation of one skill moved, and what evening out strictness adds to that."""
    unaware, aware = known.unaware().belief(), known.belief()
    by_row = {_row(one): one for one in sightings}
    counted, moves = [], 0.0
    for row in _rows(sightings):
        aware.observe(row)
        move = unaware.observe(row).by_how_much
        if row.skill == skill_id:
            moves += move
            counted.append(Counted(by_row[row], _in_a_word(move, by_row[row])))
    evening = aware.level(skill_id) - known.centre - moves
    return Account(counted, known.centre, moves, evening)


def _in_a_word(move: float, sighting: Sighting) -> Moved:
    if move == 0.0 and sighting.could_not_show_more:
        return Moved.LEFT_OUT
    if abs(move) < HARDLY:
        return Moved.HARDLY
    return Moved.RAISED if move > 0 else Moved.LOWERED


def _rows(sightings: Sequence[Sighting]) -> list[Seen]:
    return in_order(_row(one) for one in sightings)


def _row(one: Sighting) -> Seen:
    return Seen(
        one.skill_id, one.work_item_id, day_of(one.at), one.giver_id, float(one.level),
        one.could_not_show_more,
    )  # fmt: skip
