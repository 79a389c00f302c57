"""Forgetting where a person wanted to go."""

from service.actor import Actor, must_be_or_system
from service.db import sql

Q = sql.load(__package__)
#: In this order, as later ones refer to earlier ones no more.
STEPS = (
    "erase_placements",
    "erase_focuses",
    "erase_steps",
    "erase_findable_past",
    "erase_findable",
    "erase_practice",
)


def erase(db: sql.Connection, actor: Actor, person_id: int) -> None:
    """Placements, focuses, steps, who could find them, and picked work."""
    must_be_or_system(actor, person_id)
    for step in STEPS:
        sql.run(db, Q[step], person_id=person_id)
