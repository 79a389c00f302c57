"""Being found: who may find me, what they then read, and what one can search by."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Finders(StrEnum):
    """Who may find me."""

    NOBODY = "nobody"
    TEAMS = "teams"  #: whoever is in a team of mine today
    EVERYONE = "everyone"  #: everyone who takes part


class Order(StrEnum):
    """How those who are found are ordered; never by level or count."""

    TODAY = (
        "today"  #: another one each day and for each who searches, so that nobody is always first
    )
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Findable:
    """What somebody chose about being found."""

    who: Finders
    sentence: str | None


@dataclass(frozen=True, slots=True)
class Shared:
    """A skill that somebody shares: glad to help with it, would like to learn it, or both."""

    person_id: int
    slug: str
    name_en: str
    name_nl: str
    is_glad_to_help: bool
    would_learn: bool

    def name(self, language: str) -> str:
        return self.name_nl if language == "nl" else self.name_en


@dataclass(frozen=True, slots=True)
class FoundPerson:
    """Somebody who lets me find them, with all that I may read of them."""

    id: int
    name: str
    teams: Sequence[str]
    sentence: str | None


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a search for people asks: each condition alone, joined by all or any."""

    helps_with: frozenset[str] = frozenset()  #: slugs of skills
    would_learn: frozenset[str] = frozenset()
    team_id: int | None = None
    words: tuple[str, ...] = ()
    needs_all: bool = True

    @property
    def conditions(self) -> int:
        chosen = len(self.helps_with) + len(self.would_learn) + len(self.words)
        return chosen + (self.team_id is not None)

    @property
    def needed(self) -> int:
        """How many of the conditions somebody must fit."""
        return self.conditions if self.needs_all else min(1, self.conditions)
