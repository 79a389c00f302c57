"""Placements as rows: append-only, the latest of a person on a skill counts."""

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum

FOCUSES = 3  #: more than these is no focus


class Wish(IntEnum):
    """How much I wish to grow in a skill now."""

    NOT_NOW = 0
    A_LITTLE = 1
    YES = 2
    FOCUS = 3


@dataclass(frozen=True, slots=True)
class Placement:
    """What somebody said of themselves about a skill; `level` None is: not placed."""

    id: int
    person_id: int
    skill_id: int
    skill_version_id: int
    level: int | None
    wish: int
    is_glad_to_help: bool
    will_try: str | None
    placed_at: datetime

    @property
    def is_focus(self) -> bool:
        return self.wish == Wish.FOCUS


@dataclass(frozen=True, slots=True)
class Focus:
    """A skill that somebody wants to grow in now."""

    person_id: int
    skill_id: int
    slug: str
    name_en: str
    name_nl: str

    def name(self, language: str) -> str:
        return self.name_nl if language == "nl" else self.name_en
