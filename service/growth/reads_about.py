"""All that this package holds about a person, for that person alone: rows by what they are."""

from service.actor import Actor, person_of
from service.db import sql
from service.growth import reads_mine

Q = sql.load(__package__)
TABLES = (
    "about_judgements",
    "about_shares",
    "about_looks",
    "about_dialogues",
    "about_evidence",
    "about_dialogue_answers",
    "about_dialogue_said",
    "about_team_share",
    "about_leads",
    "about_introductions",
)


def about(db: sql.Connection, actor: Actor) -> sql.Tables:
    """Where I stand, cases I judged, what I share, who looked, and level dialogues."""
    levels = [
        {"skill": skill, **dict.fromkeys(reads_mine.FIGURES), **level}
        for skill, level in reads_mine.levels(db, actor).items()
    ]
    return {"levels": levels} | sql.tables(db, Q, TABLES, person_id=person_of(actor))
