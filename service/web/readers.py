"""Who reads what, in sentences: all of them made from the one table of the domain."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _l

from service.feedback.model_reports import Trusted
from service.feedback.readers import (
    GROUPS,
    OPENS,
    READERS,
    Circle,
    Part,
    Readers,
    kept_between,
    may_read,
    shown,
)

PARTS = {
    Part.TITLE: _l("The title of the work"),
    Part.CLOSENESS: _l("How close the giver was"),
    Part.OBSERVATIONS: _l("What was seen of skills"),
    Part.MOMENT: _l("The moment"),
    Part.EFFECT: _l("What it made possible"),
    Part.STEP: _l("One step forward"),
    Part.DRAFT: _l("A draft, before it is sent"),
    Part.HELPED: _l("Thanks back, and whether it helped"),
    Part.WILL_DO: _l("What the receiver will do with it"),
    Part.QUESTION: _l("A question back"),
    Part.ANSWER: _l("The answer to it"),
    Part.ON_MAP: _l("Whether it counts on the map"),
    Part.HAPPENING: _l("Which moment it was"),
    Part.THANKS: _l("What it made possible"),
    Part.PURPOSE: _l("Whom it served"),
    Part.REASON: _l("Why it was reported"),
    Part.OUTCOME: _l("What was done about it"),
}
#: The parts of the form within a sentence.
PARTS_SAID = {
    Part.OBSERVATIONS: _l("what was seen of skills"),
    Part.MOMENT: _l("the moment"),
    Part.EFFECT: _l("what it made possible"),
    Part.STEP: _l("the step forward"),
}
CIRCLES = {
    Circle.GIVER: _l("Giver"),
    Circle.RECEIVER: _l("Receiver"),
    Circle.TEAM: _l("Team of the receiver"),
    Circle.CHOSEN: _l("Whom the receiver shows it to"),
    Circle.WALL: _l("Wall"),
    Circle.TRUSTED: _l("Two trusted people, once reported"),
}
GROUP_NAMES = {
    "feedback": _l("A feedback"),
    "reaction": _l("What comes back for it"),
    "thanks": _l("Thanks"),
    "report": _l("A report"),
}
CHOICES = {
    Readers.TWO: _l("Only %(name)s and me"),
    Readers.TEAM: _l(
        "Also the team of %(name)s and people %(name)s shows it to, if %(name)s agrees: %(parts)s"
    ),
    Readers.WALL: _l("Also the wall of the team, if %(name)s agrees: only %(parts)s"),
}
#: The same, short: for the fold in the form.
SHORT = {
    Readers.TWO: _l("only %(name)s and me"),
    Readers.TEAM: _l("also the team, if %(name)s agrees"),
    Readers.WALL: _l("the thanks also on the wall, if %(name)s agrees"),
}
#: The same, as the form says it before anything is typed.
SAID = {
    Readers.TWO: _l("Only %(name)s and you read this."),
    Readers.TEAM: _l("%(name)s and you read this; the team too, if %(name)s agrees."),
    Readers.WALL: _l(
        "%(name)s and you read this; the thanks also on the wall, if %(name)s agrees."
    ),
}
THANKS_CHOICES = {
    Readers.TWO: _l("Only those I thank and me"),
    Readers.WALL: _l("Also the wall of their team, if they agree"),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """A choice of readers as the form offers it."""

    value: str
    label: str
    short: str
    said: str
    kept: str  #: what stays between the two whatever is shared; '' where all of it does


def choices(name: str) -> list[Choice]:
    """The three choices, for words to somebody of this name."""
    return [
        Choice(
            str(value),
            str(CHOICES[value] % {"name": name, "parts": opened(value)}),
            str(SHORT[value] % {"name": name}),
            str(SAID[value] % {"name": name}),
            kept(value) if OPENS[value] else "",
        )
        for value in Readers
    ]


def opened(readers: Readers) -> str:
    """What the wider circle of a choice reads, within a sentence."""
    parts = [part for circle in OPENS[readers] for part in shown(circle)]
    return listed([str(PARTS_SAID[part]) for part in dict.fromkeys(parts)])


def kept(readers: Readers) -> str:
    """What of a choice stays between the two, as the beginning of a sentence."""
    said = listed([str(PARTS_SAID[part]) for part in kept_between(readers)])
    return said[:1].upper() + said[1:]


def if_reported(name: str, trusted: Sequence[Trusted]) -> str:
    """Who else reads words that somebody of this name reports."""
    if not trusted:
        return gettext("Nobody is chosen yet to read reports, so nobody else reads it.")
    return ngettext(
        "Only if %(name)s reports it, %(trusted)s reads it too: chosen for that, and no manager.",
        "Only if %(name)s reports it, %(trusted)s read it too: chosen for that, and no managers.",
        len(trusted),
        name=name,
        trusted=listed([one.name for one in trusted]),
    )


def listed(words: Sequence[str]) -> str:
    """Iris, or Iris and Sam, or Iris, Sam and Noor."""
    if len(words) < 2:
        return "".join(words)
    return gettext("%(names)s and %(last)s", names=", ".join(words[:-1]), last=words[-1])


def tables() -> list[tuple[str, list[str], list[tuple[str, list[tuple[str, bool]]]]]]:
    """The one table, group by group: its name, its circles, and per text who reads it."""
    return [_table(group, parts) for group, parts in GROUPS.items()]


def _table(
    group: str, parts: Sequence[Part]
) -> tuple[str, list[str], list[tuple[str, list[tuple[str, bool]]]]]:
    circles = [one for one in Circle if any(one in READERS[part] for part in parts)]
    rows = [
        (str(PARTS[part]), [(str(CIRCLES[one]), may_read(one, part)) for one in circles])
        for part in parts
    ]
    return str(GROUP_NAMES[group]), [str(CIRCLES[one]) for one in circles], rows
