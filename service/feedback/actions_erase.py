"""Forgetting words to a person; theirs to others stay, without their name."""

from service.actor import Actor, must_be_or_system
from service.db import sql

Q = sql.load(__package__)
#: In this order, as later ones refer to earlier ones no more.
STEPS = (
    "erase_reports",
    "erase_received",
    "erase_seen_withdrawn",
    "erase_asks",
    "erase_onward",
    "erase_reports_of_thanks",
    "erase_thanked",
    "erase_thanks_to_nobody",
    "erase_let_be",
    "erase_trusted",
)


def erase(db: sql.Connection, actor: Actor, person_id: int) -> None:
    """Words, thanks and asks to them, and what they were asked and did not answer."""
    must_be_or_system(actor, person_id)
    for step in STEPS:
        sql.run(db, Q[step], person_id=person_id)
