"""All that this package holds about a person, for that person alone: rows by what they are."""

from service.actor import Actor, person_of
from service.db import sql
from service.db.sql import WHOLE, Part

Q = sql.load(__package__)
TABLES = (
    "about_owner",
    "about_budgets",
    "about_requests",
    "about_request_steps",
    "about_planned",
    "about_proofs",
    "about_advice_to_me",
    "about_advice_from_me",
)


def about(db: sql.Connection, actor: Actor, part: Part = WHOLE) -> sql.Tables:
    """Budgets of my own, what I asked for, what became of it, and advice to me and from me."""
    return sql.tables(db, Q, TABLES, part, person_id=person_of(actor))
