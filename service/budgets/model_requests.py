"""Requests for development money and time: their states, and who does the next step."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum


class RequestKind(StrEnum):
    COURSE = "course"
    BOOK = "book"
    COACHING = "coaching"
    CONFERENCE = "conference"
    EXAM = "exam"
    STUDY_TIME = "study_time"
    PEER_EXCHANGE = "peer_exchange"


class State(StrEnum):
    """Where a request is."""

    DRAFT = "draft"
    ADVICE = "advice"  #: advice is asked; I decide
    PENDING = "pending"  #: waits for a budget owner
    QUESTION = "question"  #: a budget owner asked something
    COMMITTED = "committed"  #: money and hours are reserved
    PURCHASED = "purchased"  #: the real amount is known
    COMPLETED = "completed"
    SHARED = "shared"  #: brought back to others
    DECLINED = "declined"
    CANCELLED = "cancelled"
    EXPIRED = "expired"


#: What may follow what. Nothing else ever stands in the log.
NEXT: dict[State | None, frozenset[State]] = {
    None: frozenset({State.DRAFT}),
    State.DRAFT: frozenset({State.ADVICE, State.PENDING, State.COMMITTED, State.CANCELLED}),
    State.ADVICE: frozenset({State.COMMITTED, State.CANCELLED, State.EXPIRED}),
    State.PENDING: frozenset(
        {State.QUESTION, State.COMMITTED, State.DECLINED, State.CANCELLED, State.EXPIRED}
    ),
    State.QUESTION: frozenset({State.PENDING, State.CANCELLED, State.EXPIRED}),
    State.COMMITTED: frozenset({State.PURCHASED, State.CANCELLED, State.EXPIRED}),
    State.PURCHASED: frozenset({State.COMPLETED}),
    State.COMPLETED: frozenset({State.SHARED}),
}
UNDECIDED = frozenset({State.ADVICE, State.PENDING, State.QUESTION})
OPEN = UNDECIDED | {State.COMMITTED}  #: somebody is awaited; these end by themselves
OPEN_FOR = timedelta(days=60)  #: after the last step, or after the days it is about
REMINDED = timedelta(days=14)  #: before it ends
LEAST = timedelta(days=7)  #: that is left after a reminder, however late it came


class Part(StrEnum):
    """Why somebody's advice is asked."""

    AFFECTED = "affected"
    KNOWS = "knows"


class SharedBy(StrEnum):
    """How it is brought back."""

    TALK = "talk"
    PAGE = "page"
    PAIRING = "pairing"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Request:
    """A wish for money or time. Money in minor units of its budget's currency."""

    id: int
    budget_id: int
    person_id: int
    title: str
    kind: RequestKind
    provider: str | None
    link: str | None
    money: int
    with_vat: bool
    minutes: int
    begins_on: date | None
    ends_on: date | None
    skill_id: int | None
    serves_focus: bool
    why: str
    for_whom: str | None
    hides_title: bool
    shows_to_planners: bool
    shares_level: bool
    way: str | None
    state: State
    made_at: datetime
    closes_at: datetime | None
    reminded_at: datetime | None
    real_money: int | None
    real_minutes: int | None
    tried: str | None
    passes_on: str | None
    shared_by: SharedBy | None

    @property
    def last_day(self) -> date | None:
        return self.ends_on or self.begins_on

    @property
    def is_reserved(self) -> bool:
        return self.state == State.COMMITTED

    @property
    def may_cancel(self) -> bool:
        return State.CANCELLED in NEXT.get(self.state, frozenset())


@dataclass(frozen=True, slots=True)
class RequestLine:
    """A request in a list, with its budget. `title` is None where it is kept private."""

    id: int
    title: str | None
    kind: RequestKind
    state: State
    money: int
    minutes: int
    currency: str
    budget_id: int
    budget: str
    person_id: int
    person: str
    made_at: datetime
    closes_at: datetime | None
    reminded_at: datetime | None
    to_answer: int  #: advice that was given and that I have not answered


@dataclass(frozen=True, slots=True)
class Reminder(RequestLine):
    """A request of mine that waits for me, and why."""

    may_decide: bool  #: all advice was given and answered
    decided_by: str | None  #: somebody else, lately
    reason: str | None  #: of their no, or their conditions


@dataclass(frozen=True, slots=True)
class Planned:
    """What a plan that was carried out decided about a request; None is that nobody agreed."""

    plan: str
    is_agreed: bool | None
    reason: str | None
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Advice:
    """Advice asked of a colleague, what they said, and what the one who asked does with it."""

    id: int
    request_id: int
    adviser_id: int
    adviser: str
    part: Part
    asked_at: datetime
    said: str | None
    said_at: datetime | None
    answer: str | None
    answered_at: datetime | None


@dataclass(frozen=True, slots=True)
class AdviceWanted:
    """Advice that waits for me."""

    id: int
    request_id: int
    person: str
    title: str
    part: Part
    asked_at: datetime


@dataclass(frozen=True, slots=True)
class AdviceGiven:
    """Advice that I gave, and what became of it; `answer` is None until there is one."""

    id: int
    request_id: int
    person: str
    title: str
    said_at: datetime
    answer: str | None
    state: State

    @property
    def is_awaited(self) -> bool:
        return self.answer is None and self.state == State.ADVICE


@dataclass(frozen=True, slots=True)
class Step:
    """A state that a request had, who gave it that (None: the clock), and what they said."""

    state: State
    by: str | None
    at: datetime
    note: str | None
    alternative: str | None


@dataclass(frozen=True, slots=True)
class CameBack:
    """What somebody tried and passes on. `id` is that of the step by which they shared it."""

    id: int
    request_id: int
    title: str
    person: str
    tried: str
    passes_on: str | None
    shared_by: SharedBy
    at: datetime


@dataclass(frozen=True, slots=True)
class ProofLine:
    """A file that proves a purchase, without its content."""

    id: int
    name: str
    type: str
    size: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Proof:
    name: str | None  #: None for owners to whom the title is not shown
    type: str
    content: bytes


def is_advised(advice: Sequence[Advice]) -> bool:
    """Somebody affected and somebody who knows said something, and all of it is answered."""
    said = [one for one in advice if one.said]
    return {one.part for one in said} == set(Part) and all(one.answer for one in said)


def closes_at(now: datetime, ends_on: date | None) -> datetime:
    """When a request ends by itself: sixty days after its last step or its last day."""
    if ends_on is None:
        return now + OPEN_FOR
    last = datetime.combine(ends_on, now.timetz())
    return max(now, last) + OPEN_FOR
