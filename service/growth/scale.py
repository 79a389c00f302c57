"""Where levels and moments stand in a picture, in hundredths of its width or height."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

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


NARROW, HIGH, INK = 7.0, 25.0, 12.4  # pixels, and pixels times levels


@dataclass(frozen=True, slots=True)
class Shuttle:
    """A range as a leaf, from `start` on, `size` long (hundredths) and `thick` (pixels).

    All shuttles have about the same amount of ink: long ones are thin.
    """

    start: float
    size: float
    thick: float

    @property
    def side(self) -> float:
        """From its middle to its side, in pixels."""
        return round(self.thick / 2, 1)


def shuttle(low: float, high: float) -> Shuttle:
    """Between two levels, as a row draws it: from the left."""
    thick = min(max(INK / max(high - low, 0.01), NARROW), HIGH)
    start = level_x(low)
    return Shuttle(start, round(level_x(high) - start, 1), round(thick, 1))


def shuttle_upright(low: float, high: float) -> Shuttle:
    """The same upright: from above."""
    lying = shuttle(low, high)
    return Shuttle(level_y(high), lying.size, lying.thick)


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


def weeks(shown: Window) -> list[datetime]:
    """A moment each week, the last of them now."""
    number = (shown.until - shown.since) // timedelta(weeks=1)
    return [shown.until - timedelta(weeks=back) for back in range(number, -1, -1)]
