"""Questions about what came back for words."""

from collections.abc import Sequence

from service.actor import Actor, person_of
from service.db import sql
from service.feedback.model_reactions import InMotion, Reaction, Shown

Q = sql.load(__package__)
FEW = 3


def reaction(db: sql.Connection, actor: Actor, feedback_id: int) -> Reaction:
    """What came back for words, for their giver and receiver; else NotFound."""
    me = person_of(actor)
    return sql.one(db, Reaction, Q["reaction"], feedback_id=feedback_id, person_id=me)


def reactions(db: sql.Connection, actor: Actor, feedback_ids: Sequence[int]) -> dict[int, Reaction]:
    """What came back for some words of mine or for me, by feedback."""
    me = person_of(actor)
    found = sql.every(db, Reaction, Q["reactions"], feedback_ids=list(feedback_ids), person_id=me)
    return {one.feedback_id: one for one in found}


def in_motion(db: sql.Connection, actor: Actor) -> list[InMotion]:
    """What words of mine set in motion and I have not seen, or am asked about; a few."""
    return sql.every(db, InMotion, Q["in_motion"], giver_id=person_of(actor), limit=FEW)


def shown_to(db: sql.Connection, actor: Actor, feedback_id: int) -> list[Shown]:
    """To whom the receiver showed words, for the two of them."""
    me = person_of(actor)
    return sql.every(db, Shown, Q["shown_to"], feedback_id=feedback_id, person_id=me)
