"""Choosing what I want to grow in now, and letting it rest."""

from service import clock
from service.actor import Actor, person_of
from service.aims import reads_focus
from service.aims.model_focus import FOCUSES
from service.db import sql
from service.errors import Invalid, NotFound

Q = sql.load(__package__)


class TooManyFocuses(Invalid):
    """Three skills are your focus already. Let one of them rest first."""


def focus(
    db: sql.Connection, actor: Actor, skill_id: int, will_try: str | None, is_shown_to_givers: bool
) -> None:
    """Make a skill my focus, or change what I try in it and whether givers see it."""
    said = {
        "person_id": person_of(actor),
        "skill_id": skill_id,
        "will_try": will_try,
        "is_shown_to_givers": is_shown_to_givers,
        "now": clock.now(),
    }
    with db.transaction():
        sql.run(db, Q["lock_person"], person_id=said["person_id"])
        said["skill_id"] = sql.value(db, Q["skill_now"], skill_id=skill_id)
        if sql.run(db, Q["change_focus"], **said):
            return
        if sql.run(db, Q["begin_focus"], most=FOCUSES, **said):
            return
        if len(reads_focus.focuses(db, actor)) < FOCUSES:
            raise NotFound  # there is room, but no such skill
        raise TooManyFocuses("focus")


def rest(db: sql.Connection, actor: Actor, skill_id: int) -> None:
    """Let a focus rest; what I tried stays in my history."""
    sql.run(db, Q["end_focus"], person_id=person_of(actor), skill_id=skill_id, now=clock.now())
