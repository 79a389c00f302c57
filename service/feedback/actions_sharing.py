"""What the receiver lets others read, within the circle that the giver chose."""

from service import clock
from service.actor import Actor, person_of
from service.db import sql
from service.feedback import errors, held
from service.feedback.readers import Readers

Q = sql.load(__package__)


def share(db: sql.Connection, actor: Actor, feedback_id: int) -> None:
    """The receiver agrees to the wider circle that the giver chose."""
    me = person_of(actor)
    with db.transaction():
        found = held.by_receiver(db, me, feedback_id)
        if found.readers == Readers.TWO:
            raise errors.OnlyForTwo
        if found.readers == Readers.WALL and not sql.value(db, Q["has_wall"], person_id=me):
            raise errors.NoWall
        sql.run(db, Q["share"], id=feedback_id, shared_at=clock.now())


def unshare(db: sql.Connection, actor: Actor, feedback_id: int) -> None:
    """From now on it is between the two again, and those to whom it was shown."""
    me = person_of(actor)
    with db.transaction():
        held.by_receiver(db, me, feedback_id)
        sql.run(db, Q["share"], id=feedback_id, shared_at=None)


def show_to(db: sql.Connection, actor: Actor, feedback_id: int, person_id: int) -> None:
    """The receiver shows words to one person more, where the giver agreed to more than two."""
    me = person_of(actor)
    with db.transaction():
        found = held.by_receiver(db, me, feedback_id)
        if found.readers != Readers.TEAM:
            raise errors.OnlyForTwo
        if person_id in (found.giver_id, me):
            raise errors.ReadsItAlready
        if not sql.run(
            db, Q["show_to"], feedback_id=feedback_id, person_id=person_id, now=clock.now()
        ):
            raise errors.CannotBeShown


def hide_from(db: sql.Connection, actor: Actor, feedback_id: int, person_id: int) -> None:
    """That person reads it no longer."""
    me = person_of(actor)
    with db.transaction():
        held.by_receiver(db, me, feedback_id)
        sql.run(db, Q["hide_from"], feedback_id=feedback_id, person_id=person_id)
