"""Placing oneself."""

from service import clock
from service.actor import Actor, person_of
from service.aims.model import Placement
from service.db import sql

Q = sql.load(__package__)


def place(
    db: sql.Connection,
    actor: Actor,
    skill_id: int,
    level: int | None,
    wish: int,
    is_glad_to_help: bool,
) -> Placement:
    """Say of myself where I stand on a skill and what I wish; the latest word counts."""
    person_id = person_of(actor)
    with db.transaction():
        sql.run(db, Q["lock_person"], person_id=person_id)
        skill_id = sql.value(db, Q["skill_now"], skill_id=skill_id)
        return sql.one(
            db, Placement, Q["place"],
            person_id=person_id, skill_id=skill_id, level=level, wish=wish,
            is_glad_to_help=is_glad_to_help, now=clock.now(),
        )  # fmt: skip
