"""What a year of asks is held against: each limit, worked out anew from what happened."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from service.db.sql import Connection, every
from tests.feedback.year import ZONE, Somebody, Year

ASKS = """
SELECT id, work_item_id, giver_id, receiver_id, reason, state, made_at, asked_at, opened_at,
       closes_at, closed_at, is_lead
  FROM ask
 ORDER BY id
"""
MOST_TIMES_THE_MIDDLE = 3
WEEK, FORTNIGHT, LIFE = timedelta(days=7), timedelta(days=14), timedelta(days=21)


@dataclass(frozen=True)
class Made:
    """An ask at the end of the year."""

    id: int
    work_item_id: int
    giver_id: int
    receiver_id: int
    reason: str
    state: str
    made_at: datetime
    asked_at: datetime | None
    opened_at: datetime | None
    closes_at: datetime
    closed_at: datetime | None
    is_lead: bool

    @property
    def is_by_hand(self) -> bool:
        return self.reason == "named"

    @property
    def end(self) -> datetime:
        return self.closed_at or self.closes_at


def asks(db: Connection) -> list[Made]:
    return every(db, Made, ASKS)


def faults(year: Year, made: Sequence[Made]) -> list[str]:
    """Everything that went beyond a limit; nothing, as it should be."""
    opened = sorted((one for one in made if one.opened_at), key=lambda one: (one.opened_at, one.id))
    people = {one.id: one for one in year.people}
    return [
        *_about_whom(year, people, made),
        *_at_a_bad_moment(year, people, opened),
        *_too_many_for_one(people, opened),
        *_too_often_for_a_pair(made),
        *_both_ways(opened),
        *_too_long(made),
    ]


def loads(made: Iterable[Made]) -> list[int]:
    """How many asks came before each giver who was asked at all, from few to many."""
    number: dict[int, int] = defaultdict(int)
    for one in made:
        number[one.giver_id] += one.opened_at is not None
    return sorted(count for count in number.values() if count)


def _about_whom(year: Year, people: dict[int, Somebody], made: Iterable[Made]) -> Iterator[str]:
    once = set()
    for one in made:
        item, giver, receiver = one.work_item_id, one.giver_id, one.receiver_id
        was_there = giver in year.there[item]
        if giver == receiver:
            yield f"{one.id} asks somebody about themselves"
        if (item, giver, receiver) in once:
            yield f"{one.id} asks the same twice"
        once.add((item, giver, receiver))
        if one.is_by_hand != ((item, giver, receiver) in year.named):
            yield f"{one.id} is by hand, or not"
        if not one.is_by_hand and not (was_there or giver in year.wrote[item]):
            yield f"{one.id} asks somebody who was not there"
        if one.is_lead and not was_there:
            yield f"{one.id} asks a lead who was not there"
        if not one.is_by_hand and people[receiver].asking == "by_hand":
            yield f"{one.id} is about somebody who asks by themselves"
        if receiver not in year.there[item]:
            yield f"{one.id} is about somebody who was not there"


def _at_a_bad_moment(
    year: Year, people: dict[int, Somebody], opened: Iterable[Made]
) -> Iterator[str]:
    for one in opened:
        assert one.opened_at
        local = one.opened_at.astimezone(ZONE)
        pace = people[one.giver_id].pace_at(one.opened_at)
        begin, end = pace.quiet_from, pace.quiet_until
        hours = range(begin, end) if begin <= end else (*range(begin, 24), *range(end))
        if local.hour in hours:
            yield f"{one.id} comes in quiet hours"
        if local.isoweekday() in pace.days_off:
            yield f"{one.id} comes on a day off"
        if pace.paused_until and local.date() < pace.paused_until:
            yield f"{one.id} comes in a pause"
        rhythm = year.rhythms.get(people[one.receiver_id].team)
        by_itself = not one.is_by_hand and people[one.receiver_id].asking == "ask"
        if by_itself and rhythm and local.isoweekday() != rhythm:
            yield f"{one.id} does not come on the day of the team"


def _too_many_for_one(people: dict[int, Somebody], opened: Iterable[Made]) -> Iterator[str]:
    by_giver: dict[int, list[Made]] = defaultdict(list)
    for one in opened:
        assert one.opened_at
        before = by_giver[one.giver_id]
        now = one.opened_at
        at_once = [other for other in before if other.end > now]
        if len(at_once) >= 3:
            yield f"{one.id} is a fourth open ask"
        lately = [other for other in before if other.opened_at and other.opened_at > now - WEEK]
        if len(lately) >= people[one.giver_id].pace_at(now).weekly_most:
            yield f"{one.id} is more than a week may bring"
        before.append(one)


def _too_often_for_a_pair(made: Iterable[Made]) -> Iterator[str]:
    times: dict[tuple[int, int], list[datetime]] = defaultdict(list)
    for one in made:
        if one.asked_at:
            times[one.giver_id, one.receiver_id].append(one.asked_at)
    for pair, asked in times.items():
        if any(later - earlier < FORTNIGHT for earlier, later in pairwise(sorted(asked))):
            yield f"{pair} are asked about within two weeks"


def _both_ways(opened: Iterable[Made]) -> Iterator[str]:
    seen: dict[tuple[int, int], list[Made]] = defaultdict(list)
    for one in opened:
        assert one.opened_at
        back = seen[one.receiver_id, one.giver_id]
        if any(other.end > one.opened_at for other in back):
            yield f"{one.id} is open both ways"
        seen[one.giver_id, one.receiver_id].append(one)


def _too_long(made: Iterable[Made]) -> Iterator[str]:
    for one in made:
        since = one.asked_at or one.made_at
        if one.closes_at > since + LIFE or (one.closed_at and one.closed_at > since + 2 * LIFE):
            yield f"{one.id} lives too long"
