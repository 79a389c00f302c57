"""Shares: one skill of mine, for somebody or some, for a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Audience(StrEnum):
    """Who sees what is shared; teams and leads as they are on the day of looking."""

    PERSON = "person"
    TEAM = "team"
    LEAD = "lead"
    EVERYONE = "everyone"


@dataclass(frozen=True, slots=True)
class Share:
    """What I share and with whom, until it ends; `skill_id` and names of the skill."""

    id: int
    skill_id: int
    slug: str
    name_en: str
    name_nl: str
    audience: Audience
    with_name: str | None
    shows_place: bool
    made_at: datetime
    until: datetime

    def name(self, language: str) -> str:
        return self.name_nl if language == "nl" else self.name_en


@dataclass(frozen=True, slots=True)
class Look:
    """Somebody looked at a skill that I share."""

    viewer: str
    name_en: str
    name_nl: str
    at: datetime

    def name(self, language: str) -> str:
        return self.name_nl if language == "nl" else self.name_en


@dataclass(frozen=True, slots=True)
class Sharer:
    """Somebody who shares skills with me; the levels are on a page of their own."""

    person_id: int
    name: str
    skills_en: Sequence[str]
    skills_nl: Sequence[str]

    def skills(self, language: str) -> Sequence[str]:
        return self.skills_nl if language == "nl" else self.skills_en


@dataclass(frozen=True, slots=True)
class Reached:
    """A share that reaches me."""

    share_id: int
    skill_id: int
    shows_place: bool
    until: datetime
