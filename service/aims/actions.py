"""What somebody can say of themselves."""

from service import clock
from service.actor import Actor, must_be_system, person_of
from service.aims import reads
from service.aims.model import FOCUSES, Placement, Wish
from service.db import sql
from service.errors import Invalid

Q = sql.load(__package__)


class TooManyFocuses(Invalid):
    """Three skills are your focus already. Let one of them rest first."""


def place(
    db: sql.Connection,
    actor: Actor,
    skill_id: int,
    level: int | None,
    wish: int,
    is_glad_to_help: bool,
    will_try: str | None,
) -> Placement:
    """Say of myself where I stand on a skill and what I wish; the latest word counts."""
    person_id = person_of(actor)
    with db.transaction():
        sql.run(db, Q["lock_person"], person_id=person_id)
        skill_id = sql.value(db, Q["skill_now"], skill_id=skill_id)
        if wish == Wish.FOCUS:
            _must_have_room(db, actor, person_id, skill_id)
        return sql.one(
            db, Placement, Q["place"],
            person_id=person_id, skill_id=skill_id, level=level, wish=wish,
            is_glad_to_help=is_glad_to_help, will_try=will_try, now=clock.now(),
        )  # fmt: skip


def follow_merged(db: sql.Connection, actor: Actor) -> None:
    """Skills were merged: what was said of them stands under what they are now."""
    must_be_system(actor)
    sql.run(db, Q["follow_merged"])


def _must_have_room(db: sql.Connection, actor: Actor, person_id: int, skill_id: int) -> None:
    mine = reads.placements(db, actor, person_id)
    others = sum(placement.is_focus and placement.skill_id != skill_id for placement in mine)
    if others >= FOCUSES:
        raise TooManyFocuses("wish")
