"""Saying a word where nobody did, or letting it be."""

from service.actor import Actor, person_of
from service.db import sql
from service.errors import NotFound
from service.feedback import asking, errors
from service.feedback.model import State
from service.feedback.rules import UNSEEN

Q = sql.load(__package__)


def speak_up(db: sql.Connection, actor: Actor, work_item_id: int, about_id: int) -> int:
    """I want to say what I saw, unasked: an ask to myself, of which nobody else learns; its id.

    The limits between two people hold here too, but not my own pace: it is I who want it.
    """
    me = person_of(actor)
    with db.transaction():
        asking.hold(db)
        if not _were_there(db, me, work_item_id, about_id):
            raise NotFound
        if not asking.make(db, work_item_id, me, about_id, UNSEEN, State.OPEN):
            raise errors.NotAboutThemNow
        return int(
            sql.value(
                db, Q["ask_about_pair"],
                work_item_id=work_item_id, giver_id=me, receiver_id=about_id,
            )
        )  # fmt: skip


def let_be(db: sql.Connection, actor: Actor, work_item_id: int, about_id: int) -> None:
    """I would rather not be shown this any more; nobody learns of it."""
    sql.run(
        db, Q["let_be"],
        person_id=person_of(actor), work_item_id=work_item_id, about_id=about_id,
    )  # fmt: skip


def _were_there(db: sql.Connection, me: int, work_item_id: int, about_id: int) -> bool:
    return me != about_id and bool(
        sql.value(
            db, Q["both_were_there"], work_item_id=work_item_id, person_id=me, about_id=about_id
        )
    )
