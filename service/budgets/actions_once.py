"""What a form makes is made once, however often it is sent: each form has a key of its own."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from service import clock
from service.actor import Actor, must_be_system, person_of
from service.db import sql

Q = sql.load(__package__)
KEPT = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Made:
    """The row that a form made, if it has one of its own, and whether it was made now."""

    id: int | None
    is_new: bool


def once(db: sql.Connection, actor: Actor, key: UUID, make: Callable[[], int | None]) -> Made:
    """Make it, unless the form with this key did. What fails takes no key with it."""
    person_of(actor)
    with db.transaction():
        if not sql.run(db, Q["take_key"], key=key, now=clock.now()):
            return Made(sql.value(db, Q["made_by_form"], key=key), is_new=False)
        made_id = make()
        sql.run(db, Q["note_made"], key=key, made_id=made_id)
        return Made(made_id, is_new=True)


def forget(db: sql.Connection, actor: Actor) -> int:
    """Forget the keys of forms of some days ago; how many."""
    must_be_system(actor)
    return sql.run(db, Q["forget_forms"], before=clock.now() - KEPT)
