"""Who may read which text: the one table that reads, form, help page and tests follow."""

from enum import StrEnum


class Readers(StrEnum):
    """The widest circle that the giver agrees to; the receiver decides whether it opens."""

    TWO = "two"
    TEAM = "team"
    WALL = "wall"


class Circle(StrEnum):
    """Where a reader stands towards a text."""

    GIVER = "giver"
    RECEIVER = "receiver"  #: of thanks, all who are thanked
    TEAM = "team"  #: whoever is in a team with the receiver today, once the receiver shared it
    CHOSEN = "chosen"  #: somebody to whom the receiver showed it
    WALL = "wall"  #: whoever takes part, once the receiver shared it and the team has a wall
    TRUSTED = "trusted"  #: the two trusted people, while a report of the receiver is open


class Part(StrEnum):
    """Every kind of text there is."""

    # a feedback, and the title of the work it is about
    TITLE = "title"
    CLOSENESS = "closeness"
    OBSERVATIONS = "observations"
    MOMENT = "moment"
    EFFECT = "effect"
    STEP = "step"
    DRAFT = "draft"
    # what the receiver gave back
    HELPED = "helped"
    WILL_DO = "will_do"
    QUESTION = "question"
    ANSWER = "answer"
    ON_MAP = "on_map"
    # thanks
    HAPPENING = "happening"
    THANKS = "thanks"
    PURPOSE = "purpose"
    # a report
    REASON = "reason"
    OUTCOME = "outcome"


_TWO = frozenset({Circle.GIVER, Circle.RECEIVER})
_TEAM = _TWO | {Circle.TEAM, Circle.CHOSEN}
_REPORTED = frozenset({Circle.TRUSTED})
READERS: dict[Part, frozenset[Circle]] = {
    Part.TITLE: _TWO | {Circle.TEAM},
    Part.CLOSENESS: _TEAM,
    Part.OBSERVATIONS: _TWO,
    Part.MOMENT: _TEAM | _REPORTED,
    Part.EFFECT: _TEAM | {Circle.WALL} | _REPORTED,
    Part.STEP: _TWO | _REPORTED,
    Part.DRAFT: frozenset({Circle.GIVER}),
    Part.HELPED: _TWO,
    Part.WILL_DO: _TWO,
    Part.QUESTION: _TWO,
    Part.ANSWER: _TWO,
    Part.ON_MAP: frozenset({Circle.RECEIVER}),
    Part.HAPPENING: _TWO | {Circle.WALL} | _REPORTED,
    Part.THANKS: _TWO | {Circle.WALL} | _REPORTED,
    Part.PURPOSE: _TWO | {Circle.WALL} | _REPORTED,
    Part.REASON: frozenset({Circle.RECEIVER, Circle.TRUSTED}),
    Part.OUTCOME: frozenset({Circle.RECEIVER, Circle.TRUSTED}),
}
#: Whom each choice of the giver lets the receiver bring in, besides the two.
OPENS: dict[Readers, tuple[Circle, ...]] = {
    Readers.TWO: (),
    Readers.TEAM: (Circle.TEAM, Circle.CHOSEN),
    Readers.WALL: (Circle.WALL,),
}
#: The parts that are fields of `model.Words`; observations are rows of their own.
IN_WORDS = (Part.TITLE, Part.CLOSENESS, Part.MOMENT, Part.EFFECT, Part.STEP)
#: What somebody types in the form, in its order.
TYPED = (Part.OBSERVATIONS, Part.MOMENT, Part.EFFECT, Part.STEP)
#: The same table by what a text belongs to, for people who read it.
GROUPS: dict[str, tuple[Part, ...]] = {
    "feedback": (Part.TITLE, Part.CLOSENESS, *TYPED, Part.DRAFT),
    "reaction": (Part.HELPED, Part.WILL_DO, Part.QUESTION, Part.ANSWER, Part.ON_MAP),
    "thanks": (Part.HAPPENING, Part.THANKS, Part.PURPOSE),
    "report": (Part.REASON, Part.OUTCOME),
}


def may_read(circle: Circle, part: Part) -> bool:
    return circle in READERS[part]


def shown(circle: Circle) -> list[Part]:
    """What of the form a circle reads, in the order of the form."""
    return [part for part in TYPED if may_read(circle, part)]


def kept_between(readers: Readers) -> list[Part]:
    """What of the form stays between the two, whatever the receiver shares of this choice."""
    opened = {part for circle in OPENS[readers] for part in shown(circle)}
    return [part for part in TYPED if part not in opened]
