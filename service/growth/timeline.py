"""What a skill rests on, latest first: words of colleagues, work, what I say of myself."""

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum

from service.aims.model import Placement
from service.aims.model_focus import Focus

PAGE = 20


class Rank(IntEnum):
    """What comes first among things of one moment in the timeline."""

    MINE = 1
    WORK = 2
    WORDS = 3
    FOCUS = 4


@dataclass(frozen=True, slots=True)
class Cursor:
    """A place in the timeline; a page shows what lies before it."""

    at: datetime
    rank: int
    id: int

    def __str__(self) -> str:
        return f"{self.at:%Y%m%dT%H%M%S.%f}-{self.rank}-{self.id}"

    @property
    def order(self) -> tuple[datetime, int, int]:
        return self.at, self.rank, self.id


@dataclass(frozen=True, slots=True)
class Said:
    """What I said of myself, as a moment."""

    placement: Placement

    @property
    def id(self) -> int:
        return self.placement.id

    @property
    def at(self) -> datetime:
        return self.placement.placed_at

    @property
    def rank(self) -> Rank:
        return Rank.MINE


@dataclass(frozen=True, slots=True)
class Chosen:
    """When a skill became my focus."""

    focus: Focus

    @property
    def id(self) -> int:
        return self.focus.id

    @property
    def at(self) -> datetime:
        return self.focus.begun_at

    @property
    def rank(self) -> Rank:
        return Rank.FOCUS


@dataclass(frozen=True, slots=True)
class Words:
    """Feedback about a skill, or thanks for work that practised it (`is_about_it` False)."""

    id: int
    at: datetime
    work_item_id: int
    key: str | None
    title: str | None
    giver: str
    closeness: str
    moment: str | None
    effect: str | None
    step: str | None
    first_read_at: datetime | None
    level: int | None
    could_not_show_more: bool
    on_map: bool
    is_about_it: bool
    version: int | None  #: of the text of the skill, as it was when the words were given
    summary_en: str | None
    summary_nl: str | None

    def summary(self, language: str) -> str | None:
        """What the level that was seen looked like, as its text then read."""
        return self.summary_nl if language == "nl" else self.summary_en

    @property
    def rank(self) -> Rank:
        return Rank.WORDS


@dataclass(frozen=True, slots=True)
class WordlessWork:
    """Finished work that practised a skill, about which nobody said anything yet."""

    id: int
    at: datetime
    key: str | None
    title: str | None

    @property
    def rank(self) -> Rank:
        return Rank.WORK


Happening = Said | Chosen | Words | WordlessWork


def order(event: Happening) -> tuple[datetime, int, int]:
    """Where something stands in the timeline."""
    return event.at, event.rank, event.id


def latest(
    *streams: list[Happening], before: Cursor | None
) -> tuple[list[Happening], Cursor | None]:
    """The latest of several streams before a place, as one page, and where the next one begins."""
    everything = [event for stream in streams for event in stream]
    ordered = sorted(everything, key=order, reverse=True)
    rest = [event for event in ordered if before is None or order(event) < before.order]
    page = rest[:PAGE]
    return page, Cursor(*order(page[-1])) if len(rest) > PAGE else None
