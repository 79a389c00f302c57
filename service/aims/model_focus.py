"""A focus: what I want to grow in now, and what I will try."""

from dataclasses import dataclass
from datetime import datetime

FOCUSES = 3  #: more than these is no focus


@dataclass(frozen=True, slots=True)
class Focus:
    """A time in which somebody grew in a skill on purpose; open while `ended_at` is None."""

    id: int
    person_id: int
    skill_id: int
    will_try: str | None
    is_shown_to_givers: bool
    begun_at: datetime
    trying_since: datetime  #: when what I try was last said anew
    ended_at: datetime | None

    @property
    def is_open(self) -> bool:
        return self.ended_at is None


@dataclass(frozen=True, slots=True)
class NamedFocus(Focus):
    """An open focus with the name of its skill."""

    slug: str
    name_en: str
    name_nl: str

    def name(self, language: str) -> str:
        return self.name_nl if language == "nl" else self.name_en
