"""My map: a row for each skill, with what I say of myself beside what colleagues saw."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from typing import TypeVar

from service.aims.model import Placement, Wish
from service.aims.model_focus import Focus
from service.growth import model, standing
from service.growth.model import Missing, OneWord, Practice, Sighting, Strip, Thanks
from service.growth.scale import PASSING_ON, Thread, Window, level_x, thread
from service.growth.standing import LONG_AGO, Range, Standing
from service.skills.model import Skill

RECENTLY = timedelta(days=92)
Mark = TypeVar("Mark", Practice, Sighting, Thanks)


@dataclass(frozen=True, slots=True)
class Row:
    """One skill on the map."""

    skill: Skill
    mine: Placement | None
    focus: Focus | None
    practice: list[Practice]
    sightings: list[Sighting]
    thanks: list[Thanks]
    standing: Standing | None
    strip: Strip
    window: Window

    @property
    def colleagues(self) -> int:
        """How many said in a year what they saw."""
        return self.standing.evidence.colleagues if self.standing else 0

    @property
    def shown(self) -> Range | None:
        """What colleagues saw together, where it may be said."""
        return self.standing.shown if self.standing else None

    @property
    def was(self) -> Range | None:
        """Where that was a year ago, where "grew" may be said."""
        return self.standing.was if self.standing else None

    @property
    def is_on_map(self) -> bool:
        return bool(self.mine or self.focus or self.practice or self.sightings)

    @property
    def is_focus(self) -> bool:
        return self.focus is not None

    @property
    def wish(self) -> int:
        return self.mine.wish if self.mine else Wish.NOT_NOW

    @property
    def my_x(self) -> float | None:
        """Where I place myself."""
        return level_x(self.mine.level) if self.mine and self.mine.level else None

    @property
    def thread(self) -> Thread | None:
        """From my place to the next level, when this is my focus."""
        level = self.mine.level if self.mine else None
        return thread(level) if level and self.is_focus and level < PASSING_ON else None

    @property
    def missing(self) -> Missing | None:
        return standing.missing(self.standing, bool(self.thanks), bool(self.practice))

    @property
    def last_seen(self) -> datetime | None:
        return self.sightings[-1].at if self.sightings else None

    @property
    def seen_long_ago(self) -> bool:
        return self.last_seen is not None and self.window.until - self.last_seen > LONG_AGO

    @property
    def last_work(self) -> datetime | None:
        return self.practice[-1].at if self.practice else None

    @property
    def waits_for_a_word(self) -> bool:
        """Practised lately, and fewer colleagues than make a picture."""
        last = self.last_work
        return bool(self.missing and last and self.window.until - last < RECENTLY)


@dataclass(frozen=True, slots=True)
class GrowthMap:
    """My map: the rows by area, the skills that are not on it, and where to ask for a word."""

    window: Window
    rows: list[Row]
    others: list[Skill]
    one_word: list[OneWord]

    @property
    def is_empty(self) -> bool:
        """Nothing woven yet: I chose nothing, and nobody said what they saw."""
        return not any(row.mine or row.focus or row.sightings for row in self.rows)

    @property
    def areas(self) -> list[list[Row]]:
        """The rows of each area, in the order of the catalogue."""
        return [list(area) for _, area in groupby(self.rows, lambda row: row.skill.area_slug)]

    @property
    def focus(self) -> list[Row]:
        return [row for row in self.rows if row.is_focus]

    @property
    def known(self) -> int:
        """How many skills colleagues have made a first picture of."""
        return sum(row.shown is not None for row in self.rows)

    @property
    def waiting(self) -> int:
        return len(self.rows) - self.known

    def row(self, skill_id: int) -> Row:
        return next(row for row in self.rows if row.skill.id == skill_id)


def rows(
    shown: Window,
    skills: list[Skill],
    placements: list[Placement],
    focuses: Sequence[Focus],
    practice: list[Practice],
    sightings: list[Sighting],
    thanks: list[Thanks],
    standings: Mapping[int, Standing],
) -> list[Row]:
    """A row for every skill, in the order of the skills, each with what is its own."""
    mine = {placement.skill_id: placement for placement in placements}
    focus = {focus.skill_id: focus for focus in focuses}
    practised, seen, thanked = _by_skill(practice), _by_skill(sightings), _by_skill(thanks)
    return [
        Row(
            skill, mine.get(skill.id), focus.get(skill.id),
            practised[skill.id], seen[skill.id], thanked[skill.id], standings.get(skill.id),
            model.strip(shown, practised[skill.id], seen[skill.id], thanked[skill.id]), shown,
        )
        for skill in skills
    ]  # fmt: skip


def _by_skill(marks: Iterable[Mark]) -> defaultdict[int, list[Mark]]:
    found: defaultdict[int, list[Mark]] = defaultdict(list)
    for mark in marks:
        found[mark.skill_id].append(mark)
    return found
