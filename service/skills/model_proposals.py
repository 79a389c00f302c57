"""Proposals as rows, stewards, and the versions of a skill."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from service.skills.model_words import SkillWords

#: Leaves room in an address of 60 signs for a number behind it.
SLUG_STEM = 56


class State(StrEnum):
    DRAFT = "draft"
    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class AreaName:
    id: int
    slug: str
    name_en: str
    name_nl: str

    def name(self, language: str) -> str:
        return self.name_nl if language == "nl" else self.name_en


@dataclass(frozen=True, slots=True)
class Steward:
    """Somebody who looks after an area."""

    area_id: int
    area_slug: str
    person_id: int
    name: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Proposal:
    """A skill that somebody would like to see, or a change; `skill_slug` None is a new one.

    `version_id` is what it began from, `now_version_id` what the skill says today.
    """

    id: int
    area_id: int
    area_slug: str
    area_en: str
    area_nl: str
    skill_id: int | None
    skill_slug: str | None
    is_merged: bool
    version_id: int | None
    now_version_id: int | None
    proposer_id: int
    proposer: str
    state: State
    typed: Mapping[str, str]
    reason: str | None
    saved_at: datetime
    sent_at: datetime | None
    answer: str | None
    answerer: str | None
    answered_at: datetime | None
    answer_read_at: datetime | None
    made_number: int | None
    made_slug: str | None

    def area(self, language: str) -> str:
        return self.area_nl if language == "nl" else self.area_en

    def name(self, language: str) -> str:
        return named(self.typed, language)

    @property
    def is_late(self) -> bool:
        """The skill got other words since this was begun."""
        return self.version_id != self.now_version_id


@dataclass(frozen=True, slots=True)
class Answered:
    """A proposal of mine that was answered, and whose answer I have not read."""

    id: int
    typed: Mapping[str, str]
    state: State
    answered_at: datetime

    def name(self, language: str) -> str:
        return named(self.typed, language)


def named(typed: Mapping[str, str], language: str) -> str:
    """The name that was typed in this language, else in the other."""
    other = "en" if language == "nl" else "nl"
    return typed.get(f"name_{language}") or typed.get(f"name_{other}") or ""


@dataclass(frozen=True, slots=True)
class Version:
    """What a skill said from `valid_from` on; `made_by` None: it came with Gezel or a command."""

    id: int
    number: int
    valid_from: datetime
    made_by: str | None
    words: SkillWords


def slug_of(name: str) -> str:
    """A name as an address has it: small letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain)
    return "-".join(words)[:SLUG_STEM].strip("-") or "skill"
