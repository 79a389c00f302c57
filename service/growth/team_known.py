"""What readers of pictures know of single people anyway: what these show them, or ever showed."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from service import clock
from service.db import sql
from service.growth.team_counts import Key, Known, Told

Q = sql.load(__package__)


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody in a team said of a skill."""

    team_id: int
    skill_id: int
    person_id: int
    alone: bool
    passes_on: bool
    wants: bool
    helps: bool

    @property
    def told(self) -> Told:
        return Told(self.alone, self.passes_on, self.wants, self.helps)


@dataclass(frozen=True, slots=True)
class _Showing:
    """People who show one reader where they place themselves on a skill."""

    skill_id: int
    people: list[int]


@dataclass(frozen=True, slots=True)
class _Reader:
    teams: list[int]


def known_of(
    db: sql.Connection, now: Mapping[Key, Mapping[int, Told]]
) -> defaultdict[int, list[Known]]:
    """By skill, what single readers know anyway; `now` has the counts by team and skill."""
    found = _placed(db, now)
    for skill_id, each in _named(db).items():
        found[skill_id] += each
    return found


def _placed(
    db: sql.Connection, now: Mapping[Key, Mapping[int, Told]]
) -> defaultdict[int, list[Known]]:
    told: defaultdict[int, dict[int, Told]] = defaultdict(dict)
    for (_, skill_id), each in now.items():
        told[skill_id].update(each)
    found: defaultdict[int, list[Known]] = defaultdict(list)
    for one in sql.every(db, _Showing, Q["showing"], now=clock.now()):
        placed = told[one.skill_id]
        found[one.skill_id].append({(who, placed[who]) for who in one.people if who in placed})
    return found


def _named(db: sql.Connection) -> dict[int, list[Known]]:
    """Wishes and help by name, as long as the words stood there; teammates tell each other."""
    teams: defaultdict[int, defaultdict[int, set[tuple[int, Told]]]]
    teams = defaultdict(lambda: defaultdict(set))
    for row in sql.every(db, Said, Q["said_by_name"]):
        teams[row.skill_id][row.team_id].add((row.person_id, row.told))
    readers = sql.every(db, _Reader, Q["readers"])
    return {
        skill_id: [set[tuple[int, Told]]().union(*(by[team] for team in one.teams if team in by))
                   for one in readers]
        for skill_id, by in teams.items()
    }  # fmt: skip
