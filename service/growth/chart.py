"""One skill over time: what stands where in its picture, and the table behind it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import TypeVar

from service.aims.model import Placement
from service.aims.model_focus import Focus
from service.growth.model import Practice, Sighting, Thanks
from service.growth.scale import Window, level_y
from service.growth.standing import Moment
from service.growth.timeline import Cursor, Rank

# Wide enough apart for a finger on a phone, in hundredths of the width.
APART = 9.6
LANES = (0, -17, 17)
What = TypeVar("What")
Turn = tuple[datetime, datetime | None, What]


@dataclass(frozen=True, slots=True)
class Dot:
    """One observation in the picture; `lane` keeps dots apart that would lie on each other."""

    x: float
    y: float
    lane: int
    sighting: Sighting

    @property
    def page(self) -> Cursor:
        """The page of the timeline that begins with the words of this dot."""
        return Cursor(self.sighting.at, Rank.WORDS, self.sighting.feedback_id + 1)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A time that lasted, from one place in the picture to another."""

    x1: float
    x2: float


@dataclass(frozen=True, slots=True)
class Stand:
    """A time in which I placed myself at one level."""

    x1: float
    x2: float
    level: int
    since: datetime

    @property
    def y(self) -> float:
        return level_y(self.level)


@dataclass(frozen=True, slots=True)
class Band:
    """A time in which there was enough to say: corners of the range, from left to right."""

    upper: list[tuple[float, float]]
    lower: list[tuple[float, float]]

    @property
    def area(self) -> str:
        """As the path of an SVG whose sides are a hundred long."""
        return f"M{_path(self.upper)}L{_path(self.lower[::-1])}Z"

    @property
    def edges(self) -> str:
        return f"M{_path(self.upper)}M{_path(self.lower)}"


def bands(shown: Window, track: Sequence[Moment]) -> list[Band]:
    """The range over time; where there was not enough it is broken off."""
    return [
        _band(shown, list(moments))
        for is_said, moments in groupby(track, lambda moment: moment.shown is not None)
        if is_said
    ]


def _band(shown: Window, moments: list[Moment]) -> Band:
    said = [(shown.x(one.at), one.shown) for one in moments if one.shown]
    return Band(
        [(x, level_y(found.high)) for x, found in said],
        [(x, level_y(found.low)) for x, found in said],
    )


def _path(corners: Sequence[tuple[float, float]]) -> str:
    return "L".join(f"{x} {y}" for x, y in corners)


@dataclass(frozen=True, slots=True)
class WorkRow:
    """A piece of work with what colleagues said about it: a row of the table."""

    work_item_id: int
    key: str | None
    title: str | None
    at: datetime
    sightings: list[Sighting]
    thanks: list[Thanks]


def dots(shown: Window, sightings: list[Sighting]) -> list[Dot]:
    """A dot an observation in the window, in lanes where one level was seen often."""
    last: dict[tuple[int, int], float] = {}
    placed = []
    for sighting in (s for s in sightings if shown.holds(s.at)):
        x = shown.x(sighting.at)
        crowd = {lane: _crowd(last.get((sighting.level, lane)), x) for lane in LANES}
        lane = min(LANES, key=lambda lane: crowd[lane])
        last[sighting.level, lane] = x
        placed.append(Dot(x, level_y(sighting.level), lane, sighting))
    return placed


def _crowd(last: float | None, x: float) -> float:
    """How much a dot at x would lie over the last one in a lane."""
    return 0.0 if last is None else max(0.0, APART - (x - last))


def stands(shown: Window, placements: list[Placement]) -> list[Stand]:
    """How long I placed myself at each level in turn, as far as the window shows it."""
    turns = _turns([(p.placed_at, p.level) for p in reversed(placements)])
    return [
        Stand(shown.x(start), shown.x(end or shown.until), level, start)
        for start, end, level in turns
        if level and (end is None or end > shown.since)
    ]


def focus_times(shown: Window, focuses: Sequence[Focus]) -> list[Stretch]:
    """When this was my focus, as far as the window shows it, oldest first."""
    return [
        Stretch(shown.x(focus.begun_at), shown.x(focus.ended_at or shown.until))
        for focus in reversed(focuses)
        if focus.is_open or (focus.ended_at and focus.ended_at > shown.since)
    ]


def begin(said: Sequence[tuple[datetime, What]]) -> datetime | None:
    """When what was said last was first said, without anything else in between."""
    turns = _turns(said)
    return turns[-1][0] if turns else None


def _turns(said: Sequence[tuple[datetime, What]]) -> list[Turn[What]]:
    """What was said over time, oldest first, as lasting turns; the last one still goes on."""
    changes = [one for i, one in enumerate(said) if i == 0 or one[1] != said[i - 1][1]]
    ends = [*(start for start, _ in changes[1:]), None]
    return [(start, end, what) for (start, what), end in zip(changes, ends, strict=bool(changes))]


def work_rows(
    shown: Window, practice: list[Practice], sightings: list[Sighting], thanks: list[Thanks]
) -> list[WorkRow]:
    """Work with its words and thanks, once a piece, latest first."""
    marks: list[Practice | Sighting | Thanks] = [*practice, *sightings, *thanks]
    rows: dict[int, WorkRow] = {}
    for mark in (mark for mark in marks if shown.holds(mark.at)):
        row = WorkRow(mark.work_item_id, mark.key, mark.title, mark.at, [], [])
        row = rows.setdefault(mark.work_item_id, row)
        if isinstance(mark, Sighting):
            row.sightings.append(mark)
        elif isinstance(mark, Thanks):
            row.thanks.append(mark)
    return sorted(rows.values(), key=lambda row: (row.at, row.work_item_id), reverse=True)
