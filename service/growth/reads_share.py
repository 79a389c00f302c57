"""Questions about shares: mine, who looked at them, and what others share with me."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from service import clock
from service.actor import Actor, person_of
from service.db import sql
from service.errors import NotFound
from service.growth import estimating
from service.growth.model import Sighting
from service.growth.model_share import Look, Reached, Share, Sharer
from service.growth.scale import level_x
from service.growth.standing import LONG_AGO, Range, Standing
from service.skills import reads as skills
from service.skills.model import Skill

Q = sql.load(__package__)
MOST = 200
ONE_LOOK = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class SharedRow:
    """One skill as others see it: what colleagues saw together, and my mark if I show it.

    No single observation, no words, no work, no change, and nothing about what is missing.
    """

    skill: Skill
    shown: Range | None
    level: int | None
    last_seen: datetime | None
    seen_long_ago: bool
    until: datetime | None

    @property
    def my_x(self) -> float | None:
        return level_x(self.level) if self.level else None


@dataclass(frozen=True, slots=True)
class SharedMap:
    """What one person shares with me."""

    name: str
    rows: list[SharedRow]


@dataclass(frozen=True, slots=True)
class _Placed:
    skill_id: int
    level: int | None


def shares(db: sql.Connection, actor: Actor, skill_id: int | None = None) -> list[Share]:
    """What I share now."""
    return sql.every(
        db, Share, Q["my_shares"],
        person_id=person_of(actor), skill_id=skill_id, now=clock.now(), limit=MOST,
    )  # fmt: skip


def looks(db: sql.Connection, actor: Actor) -> list[Look]:
    """Who looked at what I share, latest first."""
    return sql.every(db, Look, Q["looks"], person_id=person_of(actor), limit=MOST)


def sharers(db: sql.Connection, actor: Actor) -> list[Sharer]:
    """Who shares something with me, by name; never a level."""
    return sql.every(
        db, Sharer, Q["sharers"], viewer_id=person_of(actor), now=clock.now(), limit=MOST
    )


def as_shared(db: sql.Connection, actor: Actor, skill: Skill, shows_place: bool) -> SharedRow:
    """My own skill exactly as an audience would see it."""
    return _rows(db, person_of(actor), [skill], {skill.id} if shows_place else set(), {})[0]


def shared_map(db: sql.Connection, actor: Actor, person_id: int) -> SharedMap:
    """What somebody shares with me; that I look is kept for them. Nothing shared is not there."""
    me, now = person_of(actor), clock.now()
    found = sql.every(db, Reached, Q["reached"], viewer_id=me, person_id=person_id, now=now)
    if not found:
        raise NotFound
    sql.run(
        db, Q["note_looks"],
        share_ids=[one.share_id for one in found], viewer_id=me, now=now, since=now - ONE_LOOK,
    )  # fmt: skip
    until = {one.skill_id: one.until for one in found}
    placed = {one.skill_id for one in found if one.shows_place}
    catalogue = [
        skill for skill in skills.skills(db, actor, with_archived=True) if skill.id in until
    ]
    name = str(sql.value(db, Q["name_of"], id=person_id))
    return SharedMap(name, _rows(db, person_id, catalogue, placed, until))


def _rows(
    db: sql.Connection,
    person_id: int,
    wanted: Sequence[Skill],
    placed: set[int],
    until: dict[int, datetime],
) -> list[SharedRow]:
    seen = estimating.sightings(db, person_id)
    standings = estimating.standings(db, seen, clock.now())
    marks = sql.every(
        db, _Placed, Q["placements_shared"], person_id=person_id, skill_ids=sorted(placed)
    )
    mine = {one.skill_id: one.level for one in marks}
    return [
        _row(skill, standings.get(skill.id), mine.get(skill.id), seen, until.get(skill.id))
        for skill in wanted
    ]


def _row(
    skill: Skill,
    standing: Standing | None,
    level: int | None,
    seen: list[Sighting],
    until: datetime | None,
) -> SharedRow:
    shown = standing.shown if standing else None
    last = max((one.at for one in seen if one.skill_id == skill.id), default=None)
    is_old = last is not None and clock.now() - last > LONG_AGO
    return SharedRow(skill, shown, level, last if shown else None, is_old, until)
