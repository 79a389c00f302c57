"""Areas, skills, level texts and links as rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime


def _in(language: str, english: str, dutch: str) -> str:
    return dutch if language == "nl" else english


@dataclass(frozen=True, slots=True)
class Skill:
    """A skill in its current version, with the area it belongs to."""

    id: int
    slug: str
    version_id: int
    name_en: str
    name_nl: str
    summary_en: str
    summary_nl: str
    area_slug: str
    area_en: str
    area_nl: str
    archived_at: datetime | None = None

    def name(self, language: str) -> str:
        return _in(language, self.name_en, self.name_nl)

    def summary(self, language: str) -> str:
        return _in(language, self.summary_en, self.summary_nl)

    def area(self, language: str) -> str:
        """The name of its area."""
        return _in(language, self.area_en, self.area_nl)


@dataclass(frozen=True, slots=True)
class Area:
    """An area with its skills, in the order of the catalogue."""

    slug: str
    name_en: str
    name_nl: str
    skills: tuple[Skill, ...]

    def name(self, language: str) -> str:
        return _in(language, self.name_en, self.name_nl)


@dataclass(frozen=True, slots=True)
class LevelText:
    """What one level of a skill looks like: a summary, and signals one can see in the work."""

    skill_id: int
    level: int
    summary_en: str
    summary_nl: str
    signals_en: Sequence[str]
    signals_nl: Sequence[str]
    examples_en: Sequence[str] = ()
    examples_nl: Sequence[str] = ()

    def summary(self, language: str) -> str:
        return _in(language, self.summary_en, self.summary_nl)

    def signals(self, language: str) -> Sequence[str]:
        return self.signals_nl if language == "nl" else self.signals_en

    def examples(self, language: str) -> Sequence[str]:
        return self.examples_nl if language == "nl" else self.examples_en


@dataclass(frozen=True, slots=True)
class SkillWithLevels:
    skill: Skill
    levels: Sequence[LevelText]


@dataclass(frozen=True, slots=True)
class WorkSkill:
    """A link: this work practised this skill."""

    work_item_id: int
    skill_id: int
    slug: str
    name_en: str
    name_nl: str

    def name(self, language: str) -> str:
        return _in(language, self.name_en, self.name_nl)
