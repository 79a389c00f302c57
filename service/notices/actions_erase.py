"""Forgetting what a person was told, and how they wanted it."""

from service.actor import Actor, must_be_or_system
from service.db import sql

Q = sql.load(__package__)
#: In this order, as later ones refer to earlier ones no more.
STEPS = (
    "erase_told",
    "erase_letters",
    "erase_notice_choice",
    "erase_mail_choice",
)


def erase(db: sql.Connection, actor: Actor, person_id: int) -> None:
    """Mail to them, and their choices."""
    must_be_or_system(actor, person_id)
    for step in STEPS:
        sql.run(db, Q[step], person_id=person_id)
