"""Where levels and moments stand in a picture, in hundredths of its width or height."""

from dataclasses import dataclass
from datetime import date, datetime

MONTHS = 18
LEVELS = range(1, 6)
PASSING_ON = 5


def level_x(level: float) -> float:
    """Where a level stands, in hundredths of the width: each owns a fifth."""
    return round((level - 0.5) / 5 * 100, 1)


def level_y(level: float) -> float:
    """The same upright, in hundredths from above."""
    return round(100 - level_x(level), 1)


@dataclass(frozen=True, slots=True)
class Thread:
    """A dashed line beside two signs, and its tip at the second."""

    x1: float
    x2: float
    tip: float


def thread(level: int) -> Thread:
    """From one level to the next, clear of the sign at its begin."""
    tip = level_x(level + 1)
    return Thread(round(level_x(level) + 2.8, 1), round(tip - 1.4, 1), tip)


@dataclass(frozen=True, slots=True)
class Window:
    """The time a picture shows, oldest left."""

    since: datetime
    until: datetime

    def x(self, time: datetime) -> float:
        """Where a moment stands, in hundredths of the width; one outside stands at the edge."""
        part = (time - self.since) / (self.until - self.since)
        return round(min(max(part, 0.0), 1.0) * 100, 1)

    def holds(self, time: datetime) -> bool:
        return self.since <= time <= self.until


def window(now: datetime) -> Window:
    """The last 18 months, from the first day of a month."""
    year, month = divmod(now.year * 12 + now.month - 1 - MONTHS, 12)
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    return Window(midnight.replace(year=year, month=month + 1, day=1), now)


GAP = 9.0  # pixels from dot to dot without touching
MOST_LINES = 3


@dataclass(frozen=True, slots=True)
class Spot:
    """A place around 0, in pixels: along the scale, and across it."""

    along: float
    across: float


def spots(number: int, room: float) -> list[Spot]:
    """Places that do not touch, in one line or, where the room is short, in a few."""
    fit = int(room // GAP) + 1
    lines = min(-(-number // fit), MOST_LINES)
    sizes = [(number + lines - 1 - line) // lines for line in range(lines)]
    return [
        Spot(along, across)
        for size, across in zip(sizes, spread(lines, room), strict=True)
        for along in spread(size, room)
    ]


def spread(number: int, room: float) -> list[float]:
    """Places side by side around 0, in pixels: closer together when there are very many."""
    step = min(GAP, room / max(number - 1, 1))
    return [round((place - (number - 1) / 2) * step, 1) for place in range(number)]


@dataclass(frozen=True, slots=True)
class Quarter:
    """A month that an axis names; every second one (`is_second`) may go where room is short."""

    x: float
    month: date
    is_second: bool


def quarters(shown: Window) -> list[Quarter]:
    """The first days of quarters, save those too near an edge for their name."""
    first = shown.since.year * 4 + (shown.since.month + 1) // 3
    last = shown.until.year * 4 + (shown.until.month - 1) // 3
    days = [
        shown.since.replace(year=n // 4, month=n % 4 * 3 + 1, day=1) for n in range(first, last + 1)
    ]
    marks = [Quarter(shown.x(day), day.date(), day.month in (4, 10)) for day in days]
    return [mark for mark in marks if 4 <= mark.x <= 96]
