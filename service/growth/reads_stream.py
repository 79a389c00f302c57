"""My timeline, and a year of it; mine alone."""

from collections.abc import Collection
from datetime import UTC, datetime

from service import clock
from service.actor import Actor, person_of
from service.db import sql
from service.growth import estimating
from service.growth.model import Practice
from service.growth.model_stream import PAGE, Before, Kind, Letter, Moment, year_of
from service.skills import reads as skills

Q = sql.load(__package__)
BEGINNING, END = datetime(1970, 1, 1, tzinfo=UTC), datetime(9999, 1, 1, tzinfo=UTC)
A_YEAR = 2000  #: moments of one year; more than anybody lives


def timeline(
    db: sql.Connection,
    actor: Actor,
    kinds: Collection[Kind] = (),
    skill: str | None = None,
    before: Before | None = None,
) -> tuple[list[Moment], Before | None]:
    """A page of what happened to me, latest first, and where the next one begins."""
    found = _moments(
        db, person_of(actor), kinds or list(Kind), skill, before, BEGINNING, END, PAGE + 1
    )
    page = found[:PAGE]
    last = page[-1] if len(found) > PAGE else None
    return page, Before(last.at, str(last.kind), last.id) if last else None


def letter(db: sql.Connection, actor: Actor, year: int) -> Letter:
    """A year of mine, to be read like a letter."""
    person_id = person_of(actor)
    since, until = year_of(year)
    moments = _moments(db, person_id, list(Kind), None, None, since, until, A_YEAR)
    work = sql.every(
        db, Practice, Q["practice"], person_id=person_id, skill_id=None, since=since
    )  # fmt: skip
    practised = {one.skill_id for one in work if one.at < until}
    seen = [one for one in estimating.sightings(db, person_id) if one.at < until]
    standings = estimating.standings(db, seen, min(until, clock.now()))
    grew = {skill for skill, one in standings.items() if one.grew}
    names = [
        (one.id, (one.name_en, one.name_nl)) for one in skills.skills(db, actor, with_archived=True)
    ]
    return Letter(
        year, moments[::-1],
        [name for skill, name in names if skill in practised],
        [name for skill, name in names if skill in grew],
    )  # fmt: skip


def _moments(
    db: sql.Connection,
    person_id: int,
    kinds: Collection[Kind],
    skill: str | None,
    before: Before | None,
    since: datetime,
    until: datetime,
    limit: int,
) -> list[Moment]:
    return sql.every(
        db, Moment, Q["moments"],
        person_id=person_id, kinds=[str(kind) for kind in kinds], skill=skill,
        before_at=before and before.at, before_kind=before and before.kind,
        before_id=before and before.id, since=since, until=until, limit=limit,
    )  # fmt: skip
