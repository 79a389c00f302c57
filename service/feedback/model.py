"""Asks and feedback: frozen rows, and how long words can be changed and taken back."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from service.feedback.readers import IN_WORDS, Circle, Part, Readers, may_read

SKILLS = 3
OPEN_FOR = timedelta(days=21)
CHANGEABLE = timedelta(hours=24)
WITHDRAWABLE = timedelta(days=30)


class State(StrEnum):
    """What became of an ask."""

    PROPOSED = "proposed"  #: the receiver decides whether it is sent
    WAITING = "waiting"  #: asked by its receiver; comes before its giver when that suits them
    OPEN = "open"
    ANSWERED = "answered"
    PASSED = "passed"
    ABSENT = "absent"  #: named, and says: I was not there
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


class Closeness(StrEnum):
    TOGETHER = "together"
    PARTS = "parts"
    RESULT = "result"


def may_change(given_at: datetime, first_read_at: datetime | None, now: datetime) -> bool:
    """The giver may change words until they are read or a day has gone by, whichever is later."""
    return first_read_at is None or now < given_at + CHANGEABLE


def may_withdraw(given_at: datetime, now: datetime) -> bool:
    return now < given_at + WITHDRAWABLE


@dataclass(frozen=True, slots=True)
class Seen:
    """What somebody saw of one skill in one piece of work; no level means: could not see."""

    skill_id: int
    level: int | None
    could_not_show_more: bool = False


@dataclass(frozen=True, slots=True)
class Answers:
    """A filled-in form, as `schema.FeedbackSent` reads it."""

    closeness: str
    seen: tuple[Seen, ...] = ()
    moment: str | None = None
    effect: str | None = None
    step: str | None = None
    readers: str = Readers.TWO


@dataclass(frozen=True, slots=True)
class AskLine:
    """An ask as its giver sees it. `title` may be missing, and `key` too."""

    id: int
    work_item_id: int
    key: str | None
    title: str | None
    done_at: datetime | None
    receiver_id: int
    receiver: str
    reason: str
    eyes_on: str | None  #: what the receiver would like seen, in their own words
    is_lead: bool  #: I lead a team of theirs, which they are shown
    state: State
    closes_at: datetime
    saved_at: datetime | None
    focus_en: list[str]
    focus_nl: list[str]

    @property
    def receiver_first(self) -> str:
        return self.receiver.split()[0]

    def focus(self, language: str) -> list[str]:
        """Names of the skills the receiver asks about especially."""
        return self.focus_nl if language == "nl" else self.focus_en


@dataclass(frozen=True, slots=True)
class Draft:
    """The fields of a form as they were typed, not yet given."""

    answers: dict[str, list[str]]
    saved_at: datetime


@dataclass(frozen=True, slots=True)
class SkillChoice:
    """A skill as the form offers it: the receiver's focus first, then those of the work."""

    id: int
    name_en: str
    name_nl: str
    levels_en: list[str]
    levels_nl: list[str]
    is_focus: bool
    is_linked: bool

    def name(self, language: str) -> str:
        return self.name_nl if language == "nl" else self.name_en

    def levels(self, language: str) -> list[str]:
        """What each of the five levels looks like in this skill."""
        return self.levels_nl if language == "nl" else self.levels_en


@dataclass(frozen=True, slots=True)
class AskAboutMe:
    """An ask as its receiver sees it: never what became of it."""

    id: int
    work_item_id: int
    key: str | None
    title: str | None
    done_at: datetime | None
    giver_id: int
    giver_name: str
    reason: str
    is_lead: bool
    asked_at: datetime  #: or proposed, while it waits for the receiver's word

    @property
    def giver_first(self) -> str:
        return self.giver_name.split()[0]


@dataclass(frozen=True, slots=True)
class Words:
    """A feedback, with the parts that its reader may not read left empty."""

    id: int
    ask_id: int
    work_item_id: int
    key: str | None
    title: str | None
    done_at: datetime | None
    giver_id: int
    giver: str
    receiver_id: int
    receiver: str
    closeness: str | None
    moment: str | None
    effect: str | None
    step: str | None
    readers: Readers
    given_at: datetime
    changed_at: datetime | None
    first_read_at: datetime | None
    shared_at: datetime | None
    withdrawn_at: datetime | None
    circle: Circle

    @property
    def giver_first(self) -> str:
        return self.giver.split()[0]

    @property
    def receiver_first(self) -> str:
        return self.receiver.split()[0]

    def may_read(self, part: Part) -> bool:
        return may_read(self.circle, part)

    def for_its_reader(self) -> "Words":
        """The same, without what this reader's circle may not read."""
        hidden = {part.value: None for part in IN_WORDS if not self.may_read(part)}
        return replace(self, **hidden)  # type: ignore[arg-type]  # only parts that may be None

    def may_change(self, now: datetime) -> bool:
        return self.withdrawn_at is None and may_change(self.given_at, self.first_read_at, now)

    def may_withdraw(self, now: datetime) -> bool:
        return self.withdrawn_at is None and may_withdraw(self.given_at, now)


@dataclass(frozen=True, slots=True)
class Observation:
    """What was seen of one skill, with the name the skill had then."""

    feedback_id: int
    skill_id: int
    name_en: str
    name_nl: str
    level: int | None
    could_not_show_more: bool
    on_map: bool  #: the receiver lets it count there

    def name(self, language: str) -> str:
        return self.name_nl if language == "nl" else self.name_en
