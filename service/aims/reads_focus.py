"""Questions about my focus. Givers see it through their open asks, in `feedback`."""

from service.actor import Actor, person_of
from service.aims.model_focus import Focus, NamedFocus
from service.aims.reads import HISTORY
from service.db import sql

Q = sql.load(__package__)


def focuses(db: sql.Connection, actor: Actor) -> list[NamedFocus]:
    """What I want to grow in now: three at most, in the order of the catalogue."""
    return sql.every(db, NamedFocus, Q["open_focuses"], person_id=person_of(actor))


def history(db: sql.Connection, actor: Actor, skill_id: int) -> list[Focus]:
    """When one skill was my focus, latest first."""
    return sql.every(
        db, Focus, Q["focuses_on"], person_id=person_of(actor), skill_id=skill_id, limit=HISTORY
    )
