"""What a picture is made of, and the pure rules about it.

What is missing is a code, never a sentence; the page says it in the reader's language.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from service.growth.scale import LEVELS, Spot, Window, level_x, level_y, spots

FIRST_PICTURE = 3  # colleagues, before anything is drawn at a level
ROOM = 54.0  # pixels for the dots of one level, on a phone too


class Missing(StrEnum):
    """What a skill still waits for."""

    ANYTHING = "anything"  #: chosen, no work and no words
    WORDS = "words"  #: practised, nobody said anything
    SIGHT = "sight"  #: thanked for, nobody said what they saw
    COLLEAGUES = "colleagues"  #: one or two colleagues; three make a first picture


@dataclass(frozen=True, slots=True)
class Practice:
    """A piece of my finished work that practised a skill."""

    skill_id: int
    work_item_id: int
    key: str | None
    title: str | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Sighting:
    """What one colleague saw me do in one piece of work; `at` is when that work was done."""

    skill_id: int
    feedback_id: int
    giver_id: int
    giver: str
    work_item_id: int
    key: str | None
    title: str | None
    at: datetime
    level: int
    could_not_show_more: bool


@dataclass(frozen=True, slots=True)
class Thanks:
    """Thanks for work that practised a skill."""

    skill_id: int
    feedback_id: int
    giver: str
    work_item_id: int
    key: str | None
    title: str | None
    at: datetime


@dataclass(frozen=True, slots=True)
class OneWord:
    """Work where one word would help most, and a colleague who was there."""

    skill_id: int
    work_item_id: int
    key: str | None
    title: str | None
    colleague: str


@dataclass(frozen=True, slots=True)
class Dots:
    """How often colleagues saw one level, and where its dots stand beside each other."""

    level: int
    spots: list[Spot]

    @property
    def x(self) -> float:
        return level_x(self.level)

    @property
    def y(self) -> float:
        return level_y(self.level)


@dataclass(frozen=True, slots=True)
class Strip:
    """The time line of a skill: where ticks of work, dots of words and lozenges of thanks stand."""

    work: list[float]
    words: list[float]
    thanks: list[float]


def colleagues(sightings: Iterable[Sighting]) -> int:
    """How many different people said what they saw."""
    return len({sighting.giver_id for sighting in sightings})


def missing(people: int, is_thanked: bool, is_practised: bool) -> Missing | None:
    """What a skill waits for; None once three colleagues have said what they saw."""
    if people >= FIRST_PICTURE:
        return None
    if people:
        return Missing.COLLEAGUES
    if is_thanked:
        return Missing.SIGHT
    return Missing.WORDS if is_practised else Missing.ANYTHING


def dots(levels: Iterable[int], room: float = ROOM) -> list[Dots]:
    """Levels that were seen, each with as many dots as it was seen."""
    seen = list(levels)
    return [Dots(level, spots(seen.count(level), room)) for level in LEVELS if level in seen]


def strip(
    shown: Window, practice: list[Practice], sightings: list[Sighting], thanks: list[Thanks]
) -> Strip:
    """Words and thanks hang on a tick of their own work, also where only they name the skill."""
    return Strip(
        work=_places(shown, [*practice, *sightings, *thanks]),
        words=_places(shown, sightings),
        thanks=_places(shown, thanks),
    )


def _places(shown: Window, marks: Iterable[Practice | Sighting | Thanks]) -> list[float]:
    return sorted({shown.x(mark.at) for mark in marks if shown.holds(mark.at)})
