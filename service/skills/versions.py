"""Writing the texts of a skill: always as a new version, never over one that is there."""

from service import clock
from service.db import sql
from service.skills.model_words import SkillWords

Q = sql.load(__package__)


def add(db: sql.Connection, skill_id: int, words: SkillWords, made_by: int | None = None) -> int:
    """The id of a new version with these words; it is the skill's from now on."""
    version_id = int(
        sql.value(
            db, Q["add_version"],
            skill_id=skill_id, name_en=words.name.en, name_nl=words.name.nl,
            summary_en=words.summary.en, summary_nl=words.summary.nl,
            made_by=made_by, now=clock.now(),
        )
    )  # fmt: skip
    levels = [
        {
            "version_id": version_id,
            "level": number,
            "summary_en": level.summary.en,
            "summary_nl": level.summary.nl,
            "signals_en": list(level.signals.en),
            "signals_nl": list(level.signals.nl),
            "examples_en": list(level.examples.en),
            "examples_nl": list(level.examples.nl),
        }
        for number, level in enumerate(words.levels, start=1)
    ]
    sql.run_many(db, Q["add_level"], levels)
    return version_id
