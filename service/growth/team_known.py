"""What readers of pictures know of single people anyway: what these show them, or ever showed."""

from collections import defaultdict
from dataclasses import dataclass

from service.db import sql
from service.growth.team_counts import Told, Unknown

Q = sql.load(__package__)
Words = defaultdict[
    int, defaultdict[int | None, set[Unknown]]
]  #: by skill, and by where they stood


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody said of a skill."""

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
class SaidInTeam(Said):
    team_id: int


@dataclass(frozen=True, slots=True)
class _Showed(Said):
    """While they showed one reader where they place themselves; None: everybody."""

    reader_id: int | None


@dataclass(frozen=True, slots=True)
class _Reader:
    person_id: int
    teams: list[int]


def known_of(db: sql.Connection) -> defaultdict[int, set[frozenset[Unknown]]]:
    """By skill, what single readers know anyway: what stood by name in their teams, as teammates
    tell each other, and the places shown to them, with those shown to everybody and without."""
    named, placed = _named(db), _placed(db)
    teams: dict[int | None, list[int]]
    teams = {one.person_id: one.teams for one in sql.every(db, _Reader, Q["readers"])}
    found: defaultdict[int, set[frozenset[Unknown]]] = defaultdict(set)
    for skill_id in {*named, *placed}:
        by_name, shown = named[skill_id], placed[skill_id]
        everybody = shown.pop(None, set())
        for reader in {*teams, *shown}:
            known = shown.get(reader, set()).union(
                *(by_name[team] for team in teams.get(reader, []))
            )
            found[skill_id] |= {frozenset(known), frozenset(known | everybody)}
    return found


def _named(db: sql.Connection) -> Words:
    """By team: wishes and help by name, as long as the words stood there."""
    found: Words = defaultdict(lambda: defaultdict(set))
    for row in sql.every(db, SaidInTeam, Q["said_by_name"]):
        found[row.skill_id][row.team_id].add((row.person_id, row.told))
    return found


def _placed(db: sql.Connection) -> Words:
    """By reader."""
    found: Words = defaultdict(lambda: defaultdict(set))
    for row in sql.every(db, _Showed, Q["showed_place"]):
        found[row.skill_id][row.reader_id].add((row.person_id, row.told))
    return found
