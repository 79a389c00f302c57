"""All that this package holds about a person, for that person alone: rows by what they are."""

from typing import Any

from service.actor import Actor, person_of
from service.db import sql
from service.db.sql import WHOLE, Part
from service.growth import reads_mine

Q = sql.load(__package__)
TABLES = (
    "about_judgements",
    "about_tendency",
    "about_shares",
    "about_times_published",
    "about_looks",
    "about_dialogues",
    "about_evidence",
    "about_dialogue_answers",
    "about_dialogue_said",
    "about_team_share",
    "about_team_share_past",
    "about_leads",
    "about_introductions",
)


def about(db: sql.Connection, actor: Actor, part: Part = WHOLE) -> sql.Tables:
    """Where I stand, cases I judged, what I share, who looked, and level dialogues."""
    levels = {}
    if part.table in (None, "levels"):
        levels = {"levels": _rows(reads_mine.levels(db, actor), part)}
    return levels | sql.tables(db, Q, TABLES, part, person_id=person_of(actor))


def _rows(levels: dict[str, dict[str, Any]], part: Part) -> list[dict[str, Any]]:
    rows = [
        {"skill": skill, **dict.fromkeys(reads_mine.FIGURES), **of} for skill, of in levels.items()
    ]
    return rows[part.skip :][: part.most]
