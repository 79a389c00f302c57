"""Of how many people in a team a skill is a focus, under the same rule as its other counts.

A count holds all in the team who let their focuses be counted, those with this one and those
without. A colleague who is asked for feedback sees some focuses anyway, and so does whoever plans
in wishes: these protect nobody from that reader.
"""

from collections import defaultdict
from dataclasses import dataclass

from service import clock
from service.db import sql
from service.growth.team_counts import Count, Key, Known, by_skill, to_show

Q = sql.load(__package__)


@dataclass(frozen=True, slots=True)
class Focused:
    team_id: int
    skill_id: int
    person_id: int
    is_focus: bool


@dataclass(frozen=True, slots=True)
class CountedFocus(Focused):
    id: int


@dataclass(frozen=True, slots=True)
class SeenFocus:
    """Of whom one colleague sees that a skill is their focus."""

    skill_id: int
    people: list[int]


def count(db: sql.Connection) -> int:
    """Show what may be shown now; how many counts are new. Whoever calls counts alone."""
    now: defaultdict[Key, dict[int, bool]] = defaultdict(dict)
    for row in sql.every(db, Focused, Q["focuses_to_count"]):
        now[row.team_id, row.skill_id][row.person_id] = row.is_focus
    found = list(to_show(now, _shown(db), _known(db)))
    for key, _ in found:
        _keep(db, *key, now[key])
    return len(found)


def _shown(db: sql.Connection) -> defaultdict[int, list[tuple[int, Count]]]:
    rows = sql.every(db, CountedFocus, Q["focuses_counted"])
    return by_skill(
        (row.id, (row.team_id, row.skill_id), (row.person_id, row.is_focus)) for row in rows
    )


def _known(db: sql.Connection) -> defaultdict[int, list[Known]]:
    found: defaultdict[int, list[Known]] = defaultdict(list)
    for one in sql.every(db, SeenFocus, Q["focuses_seen"]):
        found[one.skill_id].append({(who, True) for who in one.people})
    return found


def _keep(db: sql.Connection, team_id: int, skill_id: int, now: dict[int, bool]) -> None:
    count_id = sql.value(
        db, Q["add_focus_count"],
        team_id=team_id, skill_id=skill_id, now=clock.now(), focuses=sum(now.values()),
    )  # fmt: skip
    rows = [
        {"focus_count_id": count_id, "person_id": who, "is_focus": is_focus}
        for who, is_focus in now.items()
    ]
    sql.run_many(db, Q["add_focus_counted"], rows)
