"""The picture of a team as rows: counts, names by own offer, pairs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from service.skills.model import Skill

TICKETS = 12  #: more threads than these are not drawn


class How(StrEnum):
    """How somebody is in the pictures of their teams."""

    COUNTED = "counted"  #: in counts only
    NAMED = "named"  #: also by name, where they would like to learn or are glad to help


@dataclass(frozen=True, slots=True)
class MyTeam:
    id: int
    name: str
    people: int


@dataclass(frozen=True, slots=True)
class Shown:
    """The count of a skill that is shown now."""

    skill_id: int
    alone: int
    passes_on: int
    wants: int
    helps: int | None  #: None: counted before that was


@dataclass(frozen=True, slots=True)
class Seen:
    """How many show their whole team a range at that level. They may be in the count as well:
    whether they are is not for others to know, so the two are never added."""

    alone: int = 0
    passes_on: int = 0


@dataclass(frozen=True, slots=True)
class FocusShown:
    """Of how many people a skill is a focus."""

    skill_id: int
    people: int


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody who shows their name beside a skill."""

    person_id: int
    person: str
    skill_id: int
    wants: bool
    is_glad_to_help: bool


@dataclass(frozen=True, slots=True)
class Coming:
    """How many open tickets of the team, that the reader may see, a skill is linked to."""

    skill_id: int
    tickets: int


@dataclass(frozen=True, slots=True)
class Offer:
    """Who would like to take the lead on a skill, in their own words."""

    person_id: int
    person: str
    skill_id: int
    words: str


@dataclass(frozen=True, slots=True)
class Met:
    """An introduction: who wants to learn, who is glad to help, and who brought them together."""

    skill_id: int
    learner_id: int
    learner: str
    helper_id: int
    helper: str
    by_id: int
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Row:
    """One skill in the picture; `shown` None is: no picture of it now."""

    skill: Skill
    shown: Shown | None
    tickets: int
    helpers: Sequence[Named]
    learners: Sequence[Named]
    seen: Seen = Seen()

    @property
    def alone(self) -> int:
        """How many at least do it alone: counted, or shown by as many."""
        return max(self.shown.alone if self.shown else 0, self.seen.alone)

    @property
    def hangs_on_one(self) -> bool:
        return self.shown is not None and self.alone == 1

    @property
    def is_in_need(self) -> bool:
        """Coming work asks for more than is there."""
        return self.shown is not None and self.tickets > 0 and self.alone <= 1

    @property
    def is_wanted(self) -> bool:
        """It hangs on one person, coming work asks for it, or somebody would like to learn it."""
        return self.shown is not None and bool(
            self.hangs_on_one or self.is_in_need or self.shown.wants
        )


@dataclass(frozen=True, slots=True)
class Pairing:
    """A wish that meets an offer: who would like to learn, and who is glad to help them all."""

    skill: Skill
    learners: Sequence[Named]
    helpers: Sequence[Named]


@dataclass(frozen=True, slots=True)
class Picture:
    """The picture of one team, in the order of the catalogue."""

    team: MyTeam
    rows: Sequence[Row]
    offers: Sequence[tuple[Skill, Offer]]
    met: Sequence[Met]

    @property
    def counted(self) -> list[Row]:
        return [row for row in self.rows if row.shown]

    @property
    def uncounted(self) -> list[Row]:
        return [row for row in self.rows if not row.shown]

    @property
    def threads(self) -> list[Row]:
        return [row for row in self.rows if row.hangs_on_one]

    @property
    def needs(self) -> list[Row]:
        return [row for row in self.rows if row.is_in_need]

    @property
    def wanted(self) -> list[Row]:
        return [row for row in self.rows if row.is_wanted]

    @property
    def pairings(self) -> list[Pairing]:
        """Learners beside those who are glad to help, without those who were brought together."""
        return [found for row in self.rows for found in _pairings(row, self._met())]

    def _met(self) -> set[tuple[int, int, int]]:
        return {(one.skill_id, one.learner_id, one.helper_id) for one in self.met}


def _pairings(row: Row, met: set[tuple[int, int, int]]) -> list[Pairing]:
    """One for all learners whom the same people can help."""
    together: dict[tuple[Named, ...], list[Named]] = {}
    for learner in row.learners:
        helpers = tuple(
            one
            for one in row.helpers
            if one.person_id != learner.person_id
            and (row.skill.id, learner.person_id, one.person_id) not in met
        )
        if helpers:
            together.setdefault(helpers, []).append(learner)
    return [Pairing(row.skill, learners, helpers) for helpers, learners in together.items()]
