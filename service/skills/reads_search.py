"""Finding skills by words."""

from collections.abc import Sequence

from service.actor import Actor
from service.db import sql
from service.skills.model import Skill

Q = sql.load(__package__)
MOST = 50  #: more than a catalogue that people know by heart


def found(db: sql.Connection, actor: Actor, words: Sequence[str]) -> list[Skill]:
    """Skills with all these beginnings of words in their texts, in the order of the catalogue."""
    del actor  # the catalogue is everybody's, and holds nothing about anyone
    beginnings = " & ".join(f"{word}:*" for word in words)
    return sql.every(db, Skill, Q["found_skills"], words=beginnings, limit=MOST)
