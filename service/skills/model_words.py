"""The catalogue in words, as files hold it, forms send it and versions keep it."""

from dataclasses import dataclass

LEVELS = 5


@dataclass(frozen=True, slots=True)
class Words:
    """One text in both languages."""

    en: str
    nl: str

    def within(self, language: str) -> str:
        return self.nl if language == "nl" else self.en


@dataclass(frozen=True, slots=True)
class Lines:
    """Texts in both languages; those at the same place say the same."""

    en: tuple[str, ...] = ()
    nl: tuple[str, ...] = ()

    def within(self, language: str) -> tuple[str, ...]:
        return self.nl if language == "nl" else self.en


@dataclass(frozen=True, slots=True)
class LevelWords:
    """What one level looks like: a summary, signals to see in the work, and examples."""

    summary: Words
    signals: Lines
    examples: Lines


@dataclass(frozen=True, slots=True)
class SkillWords:
    """All that a version of a skill says; `levels` are five, in the order of the scale."""

    name: Words
    summary: Words
    levels: tuple[LevelWords, ...]


@dataclass(frozen=True, slots=True)
class WrittenSkill:
    slug: str
    words: SkillWords
    is_archived: bool = False


@dataclass(frozen=True, slots=True)
class WrittenArea:
    slug: str
    name: Words
    skills: tuple[WrittenSkill, ...]
