"""All that this package holds about a person, for that person alone: rows by what they are."""

from service.actor import Actor, person_of
from service.db import sql
from service.db.sql import WHOLE, Part

Q = sql.load(__package__)
TABLES = (
    "about_placements",
    "about_focus",
    "about_steps",
    "about_findable",
    "about_findable_past",
    "about_practice",
)


def about(db: sql.Connection, actor: Actor, part: Part = WHOLE) -> sql.Tables:
    """Where I place myself, what I want, and who may find me."""
    return sql.tables(db, Q, TABLES, part, person_id=person_of(actor))
