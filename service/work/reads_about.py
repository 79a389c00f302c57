"""All that this package holds about a person, for that person alone: rows by what they are."""

from service.actor import Actor, person_of
from service.db import sql
from service.db.sql import WHOLE, Part

Q = sql.load(__package__)
TABLES = (
    "about_work",
    "about_published",
)


def about(db: sql.Connection, actor: Actor, part: Part = WHOLE) -> sql.Tables:
    """Work in which I had a part, and my map where I published it."""
    return sql.tables(db, Q, TABLES, part, person_id=person_of(actor))
