"""What a picture is made of, and the pure rules about it.

What is missing is a code, never a sentence; the page says it in the reader's language.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from service.growth.scale import Window


class Missing(StrEnum):
    """What a skill still waits for."""

    ANYTHING = "anything"  #: chosen, no work and no words
    WORDS = "words"  #: practised, nobody said anything
    SIGHT = "sight"  #: thanked for, nobody said what they saw
    LATELY = "lately"  #: seen, more than a year ago
    COLLEAGUES = "colleagues"  #: one or two colleagues in a year; three make a first picture
    OBSERVATIONS = "observations"  #: three colleagues who saw it three times; four are needed
    AGREEMENT = "agreement"  #: enough of both, and still too wide to be worth a picture


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
class SightingOf(Sighting):
    """The same, with whom it is of."""

    person_id: int


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
class Strip:
    """The time line of a skill: where ticks of work, dots of words and lozenges of thanks stand."""

    work: list[float]
    words: list[float]
    thanks: list[float]


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
    """One a piece of work, also where several were finished within a day."""
    found = {mark.work_item_id: shown.x(mark.at) for mark in marks if shown.holds(mark.at)}
    return sorted(found.values())
