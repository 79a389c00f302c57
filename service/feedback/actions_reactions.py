"""What comes back for words, and what they do on the receiver's map."""

from collections.abc import Sequence

from service import clock
from service.actor import Actor, person_of
from service.db import sql
from service.feedback import errors, held

Q = sql.load(__package__)


def react(
    db: sql.Connection,
    actor: Actor,
    feedback_id: int,
    thanks: bool,
    helped: str | None,
    will_do: str | None,
) -> None:
    """The receiver thanks, says whether it helped, and what they will do with it."""
    me, now = person_of(actor), clock.now()
    with db.transaction():
        held.by_receiver(db, me, feedback_id)
        sql.run(
            db, Q["react"],
            feedback_id=feedback_id, thanked_at=now if thanks else None,
            helped=helped, will_do=will_do, now=now,
        )  # fmt: skip


def ask_back(db: sql.Connection, actor: Actor, feedback_id: int, question: str) -> None:
    """The receiver asks the giver one thing; another way of asking it, until it is answered."""
    me = person_of(actor)
    with db.transaction():
        held.by_receiver(db, me, feedback_id)
        if not sql.run(
            db, Q["ask_back"], feedback_id=feedback_id, question=question, now=clock.now()
        ):
            raise errors.AnsweredAlready


def answer_back(db: sql.Connection, actor: Actor, feedback_id: int, answer: str) -> None:
    """The giver answers what was asked back."""
    me = person_of(actor)
    with db.transaction():
        held.by_giver(db, me, feedback_id)
        if not sql.run(
            db, Q["answer_back"], feedback_id=feedback_id, answer=answer, now=clock.now()
        ):
            raise errors.NothingAsked


def see(db: sql.Connection, actor: Actor, feedback_id: int) -> None:
    """The giver saw what came back; for others nothing happens."""
    giver = person_of(actor)
    sql.run(db, Q["see_reaction"], feedback_id=feedback_id, giver_id=giver, now=clock.now())


def choose_for_map(
    db: sql.Connection, actor: Actor, feedback_id: int, skill_ids: Sequence[int]
) -> None:
    """The receiver says of which of the skills these words count on their map."""
    me = person_of(actor)
    with db.transaction():
        held.by_receiver(db, me, feedback_id)
        sql.run(db, Q["choose_for_map"], feedback_id=feedback_id, skill_ids=list(skill_ids))
