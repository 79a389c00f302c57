"""A step: the next thing I try in a skill."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

STEPS = 5  #: open ones in a skill; more than these are a list of wishes


class Kind(StrEnum):
    """What sort of thing a step is."""

    TRY = "try"
    PAIRING = "pairing"
    COURSE = "course"
    READING = "reading"
    TEACHING = "teaching"


@dataclass(frozen=True, slots=True)
class Step:
    """When `moment` comes, I do `deed`; open while `ended_at` is None."""

    id: int
    person_id: int
    skill_id: int
    kind: Kind
    moment: str
    deed: str
    made_at: datetime
    ended_at: datetime | None
    how_it_went: str | None

    @property
    def is_open(self) -> bool:
        return self.ended_at is None


@dataclass(frozen=True, slots=True)
class Occasion:
    """Work I have in hand that practises a skill in which I try something: a moment for it.

    A focus says what I will try in one sentence, `deed`; a step also has its `moment`.
    """

    is_focus: bool
    id: int
    moment: str | None
    deed: str
    slug: str
    name_en: str
    name_nl: str
    work_item_id: int
    key: str | None
    title: str | None

    def name(self, language: str) -> str:
        return self.name_nl if language == "nl" else self.name_en
