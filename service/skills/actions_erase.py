"""Forgetting what a person said of skills."""

from service.actor import Actor, must_be_or_system
from service.db import sql

Q = sql.load(__package__)
#: In this order, as later ones refer to earlier ones no more.
STEPS = (
    "erase_answers",
    "forget_who_added_links",
    "erase_proposals",
    "forget_reasons",
    "erase_stewardship",
)


def erase(db: sql.Connection, actor: Actor, person_id: int) -> None:
    """Answers, proposals and areas; words of the catalogue stay."""
    must_be_or_system(actor, person_id)
    for step in STEPS:
        sql.run(db, Q[step], person_id=person_id)
