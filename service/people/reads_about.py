"""All that this package holds about a person, for that person alone: rows by what they are."""

from service.actor import Actor, person_of
from service.db import sql
from service.db.sql import WHOLE, Part

Q = sql.load(__package__)
TABLES = (
    "about_me",
    "about_teams",
    "about_accounts",
    "about_pace",
)


def about(db: sql.Connection, actor: Actor, part: Part = WHOLE) -> sql.Tables:
    """Who I am here, my teams, accounts and pace."""
    return sql.tables(db, Q, TABLES, part, person_id=person_of(actor))
