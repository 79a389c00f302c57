"""Forgetting where a person published their map."""

from service.actor import Actor, must_be_or_system
from service.db import sql

Q = sql.load(__package__)
#: In this order, as later ones refer to earlier ones no more.
STEPS = ("erase_published",)


def erase(db: sql.Connection, actor: Actor, person_id: int) -> None:
    """Where they published; the work itself is that of the connection."""
    must_be_or_system(actor, person_id)
    for step in STEPS:
        sql.run(db, Q[step], person_id=person_id)
