"""All that happened to me in one stream, and a year of it as a letter."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

PAGE = 30
QUOTES = 3


class Kind(StrEnum):
    """What sort of thing happened; the filters of the timeline."""

    WORK = "work"
    WORDS = "words"
    THANKS = "thanks"
    LEARNING = "learning"  #: a step that ended
    MINE = "mine"  #: where I placed myself, and what I chose to grow in
    DIALOGUE = "dialogue"


@dataclass(frozen=True, slots=True)
class Moment:
    """One thing that happened. What each field holds depends on the kind.

    `what` is a code within the kind: placed, focus, or how a dialogue ended. `said` and `beside`
    are the words: moment and effect, or a step and how it went; None while words are unread.
    """

    kind: Kind
    id: int
    at: datetime
    what: str | None
    work_item_id: int | None
    key: str | None
    title: str | None
    who: str | None
    said: str | None
    beside: str | None
    level: int | None
    slug: str | None
    name_en: str | None
    name_nl: str | None
    is_unread: bool

    def name(self, language: str) -> str | None:
        """The name of its skill."""
        return self.name_nl if language == "nl" else self.name_en


@dataclass(frozen=True, slots=True)
class Before:
    """A place in the stream; a page shows what lies before it."""

    at: datetime
    kind: str
    id: int

    def __str__(self) -> str:
        return f"{self.at:%Y%m%dT%H%M%S.%f}-{self.kind}-{self.id}"


def year_of(year: int) -> tuple[datetime, datetime]:
    """When a year begins and ends."""
    return datetime(year, 1, 1, tzinfo=UTC), datetime(year + 1, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Letter:
    """A year of mine: what to tell of it, in the order of a letter."""

    year: int
    moments: Sequence[Moment]
    practised: Sequence[tuple[str, str]]  #: names of skills in English and Dutch
    grew: Sequence[tuple[str, str]]

    @property
    def is_empty(self) -> bool:
        return not self.moments

    @property
    def givers(self) -> list[str]:
        """Who left words or thanks, each once, in the order of the year."""
        told = self._of(Kind.WORDS) + self._of(Kind.THANKS)
        return list(dict.fromkeys(one.who for one in told if one.who))

    @property
    def quotes(self) -> list[Moment]:
        """Words to read again: one a colleague, the latest first."""
        return self._once([one for one in self._of(Kind.WORDS) if one.said])

    @property
    def made_possible(self) -> list[Moment]:
        told = self._of(Kind.WORDS) + self._of(Kind.THANKS)
        return self._once([one for one in told if one.beside])

    @property
    def first_work(self) -> Moment | None:
        work = [one for one in self._of(Kind.WORK) if one.title]
        return work[0] if work else None

    @property
    def last_work(self) -> Moment | None:
        work = [one for one in self._of(Kind.WORK) if one.title]
        return work[-1] if len(work) > 1 else None

    @property
    def steps(self) -> list[Moment]:
        return self._of(Kind.LEARNING)[-QUOTES:]

    @property
    def focuses(self) -> list[Moment]:
        return [one for one in self._of(Kind.MINE) if one.what == "focus"]

    @property
    def placed(self) -> list[Moment]:
        """Where I placed myself last in this year, once a skill."""
        last = {one.slug: one for one in self._of(Kind.MINE) if one.what == "placed" and one.level}
        return list(last.values())

    @property
    def dialogues(self) -> list[Moment]:
        return self._of(Kind.DIALOGUE)

    def _of(self, kind: Kind) -> list[Moment]:
        return [one for one in self.moments if one.kind == kind]

    @staticmethod
    def _once(told: list[Moment]) -> list[Moment]:
        by_giver = {one.who: one for one in told}
        return sorted(by_giver.values(), key=lambda one: one.at, reverse=True)[:QUOTES]
