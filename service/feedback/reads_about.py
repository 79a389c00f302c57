"""All that this package holds about a person, for that person alone: rows by what they are."""

from service.actor import Actor, person_of
from service.db import sql
from service.db.sql import WHOLE, Part

Q = sql.load(__package__)
TABLES = (
    "about_received",
    "about_seen",
    "about_given",
    "about_said",
    "about_asked",
    "about_thanks_received",
    "about_thanks_given",
    "about_reports",
)


def about(db: sql.Connection, actor: Actor, part: Part = WHOLE) -> sql.Tables:
    """Words and thanks to me and from me, and what I was asked."""
    return sql.tables(db, Q, TABLES, part, person_id=person_of(actor))
