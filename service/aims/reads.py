"""Questions about where people place themselves; each reads only their own."""

from service.actor import Actor, must_be, must_be_system, person_of
from service.aims.model import Placement
from service.db import sql

Q = sql.load(__package__)
# Twice a month for four years: more than a picture can show.
HISTORY = 100


def placements(db: sql.Connection, actor: Actor, person_id: int) -> list[Placement]:
    """What I say now, one a skill."""
    must_be(actor, person_id)
    return sql.every(db, Placement, Q["placements"], person_id=person_id, skill_id=None)


def placement(db: sql.Connection, actor: Actor, skill_id: int) -> Placement | None:
    """What I say now about one skill."""
    person_id = person_of(actor)
    return sql.first(db, Placement, Q["placements"], person_id=person_id, skill_id=skill_id)


def history(db: sql.Connection, actor: Actor, skill_id: int) -> list[Placement]:
    """All that I said about one skill, newest first."""
    person_id = person_of(actor)
    return sql.every(
        db, Placement, Q["history"], person_id=person_id, skill_id=skill_id, limit=HISTORY
    )


def count_on_skill(db: sql.Connection, actor: Actor, skill_id: int) -> int:
    """How many people said something of themselves in a skill; not for people to see below five."""
    must_be_system(actor)
    return int(sql.value(db, Q["count_on_skill"], skill_id=skill_id))
