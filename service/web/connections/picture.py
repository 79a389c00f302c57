"""Fourteen days of deliveries as a small picture: a column a day, its parts one above the other."""

from dataclasses import dataclass

from service.connections.model_health import Day

HEIGHT = 72.0
#: One delivery among thousands is still seen.
LEAST = 3.0
GAP = 0.28
#: From the foot up.
PARTS = ("done", "ignored", "pending", "troubled")


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a column; `y` and `height` in pixels from the top of the picture."""

    kind: str
    y: float
    height: float


@dataclass(frozen=True, slots=True)
class Bar:
    """A day's column; `x` and `width` in hundredths of the picture."""

    x: float
    width: float
    parts: list[Part]


def bars(days: list[Day]) -> list[Bar]:
    most = max((day.total for day in days), default=0) or 1
    step = 100 / len(days)
    return [
        Bar(round(step * (place + GAP / 2), 2), round(step * (1 - GAP), 2), _parts(day, most))
        for place, day in enumerate(days)
    ]


def _parts(day: Day, most: int) -> list[Part]:
    """Heights in proportion to the fullest day, but none that is there is too low to see."""
    parts: list[Part] = []
    y = HEIGHT
    for kind in PARTS:
        number = getattr(day, kind)
        if number:
            height = max(LEAST, (HEIGHT - len(PARTS) * LEAST) * number / most)
            y -= height
            parts.append(Part(kind, round(y, 1), round(height, 1)))
    return parts
