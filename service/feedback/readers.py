"""Who may read which part of a feedback."""

from enum import StrEnum


class Readers(StrEnum):
    """The widest circle that the giver agrees to; the receiver decides whether it opens."""

    TWO = "two"
    TEAM = "team"
    WALL = "wall"


class Circle(StrEnum):
    """Where a reader stands towards a feedback."""

    GIVER = "giver"
    RECEIVER = "receiver"
    TEAM = "team"  #: whoever is in a team with the receiver today, once the receiver shared it
    WALL = "wall"  #: whoever takes part, once the receiver shared it


class Part(StrEnum):
    """What a feedback consists of, and the title of the work it is about."""

    TITLE = "title"
    CLOSENESS = "closeness"
    OBSERVATIONS = "observations"
    MOMENT = "moment"
    EFFECT = "effect"
    STEP = "step"


_TWO = frozenset({Circle.GIVER, Circle.RECEIVER})
#: Who may read which part. Reads, the page "who reads what" and the tests follow this one table.
READERS: dict[Part, frozenset[Circle]] = {
    Part.TITLE: _TWO | {Circle.TEAM},
    Part.CLOSENESS: _TWO | {Circle.TEAM},
    Part.OBSERVATIONS: _TWO,
    Part.MOMENT: _TWO | {Circle.TEAM},
    Part.EFFECT: _TWO | {Circle.TEAM, Circle.WALL},
    Part.STEP: _TWO,
}
#: The parts that are fields of `model.Words`; observations are rows of their own.
IN_WORDS = tuple(part for part in Part if part is not Part.OBSERVATIONS)


def may_read(circle: Circle, part: Part) -> bool:
    return circle in READERS[part]
