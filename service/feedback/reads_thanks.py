"""Questions about thanks and walls."""

from datetime import datetime

from service import clock
from service.actor import Actor, person_of
from service.db import sql
from service.errors import NotFound
from service.feedback.model_thanks import Companion, OnWall, Thanks, Wall
from service.feedback.reads import FEW, PAGE, RECENT

Q = sql.load(__package__)
COMPANIONS = 60
HUNG = 20


def thanks(db: sql.Connection, actor: Actor, thanks_id: int) -> Thanks:
    """Thanks that I gave or that are for me; else NotFound."""
    found = _thanks(db, actor, limit=1, id=thanks_id)
    if not found:
        raise NotFound
    return found[0]


def all_thanks(db: sql.Connection, actor: Actor, before: int | None = None) -> list[Thanks]:
    """A page of thanks by me and for me, latest first."""
    return _thanks(db, actor, limit=PAGE, before=before)


def thanks_on(db: sql.Connection, actor: Actor, work_item_id: int) -> list[Thanks]:
    """Thanks by me and for me that hang on a piece of work."""
    return _thanks(db, actor, limit=PAGE, work_item_id=work_item_id)


def thanks_to_read(db: sql.Connection, actor: Actor) -> list[Thanks]:
    """Thanks for me that I did not read yet, or read this week; a few."""
    return _thanks(db, actor, limit=FEW, unread_since=clock.now() - RECENT)


def companions(db: sql.Connection, actor: Actor, work_item_id: int) -> list[Companion]:
    """Who took part in a piece of work with me, and takes part here."""
    me = person_of(actor)
    return sql.every(
        db, Companion, Q["companions"], work_item_id=work_item_id, person_id=me, limit=COMPANIONS
    )


def teammates(db: sql.Connection, actor: Actor) -> list[Companion]:
    """Who is in a team with me, and takes part."""
    me = person_of(actor)
    return sql.every(db, Companion, Q["teammates_to_thank"], person_id=me, limit=COMPANIONS)


def walls(db: sql.Connection, actor: Actor) -> list[Wall]:
    """Teams that have a wall, and my own teams; nothing for who does not take part."""
    return sql.every(db, Wall, Q["walls"], person_id=person_of(actor), team_id=None)


def wall(db: sql.Connection, actor: Actor, team_id: int) -> Wall:
    return sql.one(db, Wall, Q["walls"], person_id=person_of(actor), team_id=team_id)


def hangs_on(
    db: sql.Connection, actor: Actor, team_id: int, before: datetime | None = None
) -> list[OnWall]:
    """A page of what hangs on a wall, latest first."""
    return sql.every(
        db, OnWall, Q["hangs_on"],
        person_id=person_of(actor), team_id=team_id, before=before, limit=HUNG,
    )  # fmt: skip


def has_wall(db: sql.Connection, actor: Actor) -> bool:
    """Whether a team of mine has a wall."""
    return bool(sql.value(db, Q["has_wall"], person_id=person_of(actor)))


def _thanks(db: sql.Connection, actor: Actor, limit: int, **of: object) -> list[Thanks]:
    filters = dict.fromkeys(("id", "work_item_id", "before", "unread_since")) | of
    return sql.every(db, Thanks, Q["thanks"], person_id=person_of(actor), limit=limit, **filters)
