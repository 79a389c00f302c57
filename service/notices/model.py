"""Kinds of notices, how often they are told, and the life of a letter."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum


class Kind(StrEnum):
    """What one can be told of."""

    ASKS = "asks"  #: colleagues ask for my eyes
    WORDS = "words"  #: colleagues left words for me, or show me theirs
    THANKS = "thanks"  #: colleagues thanked me
    MOTION = "motion"  #: what came back for words, and what was asked and answered about them
    PROPOSALS = "proposals"  #: shall Gezel ask them about my work?
    UNSEEN = "unseen"  #: work and helpers that nobody has said a word about
    REPORTS = "reports"  #: a report waits for me, one of the two trusted people
    DEVELOPMENT = "development"  #: advice and decisions asked of me, and what became of my wishes


class Rhythm(StrEnum):
    DAILY = "daily"
    WEEKLY = "weekly"
    NEVER = "never"


class State(StrEnum):
    """What became of a letter."""

    WAITING = "waiting"
    SENDING = "sending"  #: handed over this moment; if the worker dies now, nobody knows
    SENT = "sent"
    NOTHING = "nothing"  #: there was nothing to tell
    FAILED = "failed"  #: refused, or tried often enough
    UNSURE = "unsure"  #: it may have arrived, and is not sent again by itself


#: In what kind of notice the things stand that a letter tells of.
KIND_OF = {
    "ask": Kind.ASKS,
    "reminder": Kind.ASKS,
    "dialogue": Kind.ASKS,
    "words": Kind.WORDS,
    "shown": Kind.WORDS,
    "thanks": Kind.THANKS,
    "question": Kind.MOTION,
    "motion": Kind.MOTION,
    "answer": Kind.MOTION,
    "answered": Kind.MOTION,
    "report": Kind.REPORTS,
    "proposal": Kind.PROPOSALS,
    "unseen": Kind.UNSEEN,
    "advice": Kind.DEVELOPMENT,
    "decide": Kind.DEVELOPMENT,
    "advised": Kind.DEVELOPMENT,
    "wish_question": Kind.DEVELOPMENT,
    "decided": Kind.DEVELOPMENT,
    "ending": Kind.DEVELOPMENT,
}
STANDARD: Mapping[Kind, Rhythm] = {
    Kind.ASKS: Rhythm.DAILY,
    Kind.WORDS: Rhythm.DAILY,
    Kind.THANKS: Rhythm.DAILY,
    Kind.MOTION: Rhythm.DAILY,
    Kind.PROPOSALS: Rhythm.DAILY,
    Kind.UNSEEN: Rhythm.WEEKLY,
    Kind.REPORTS: Rhythm.DAILY,
    Kind.DEVELOPMENT: Rhythm.DAILY,
}
#: How long after each try a letter is tried again; after the last it has failed.
WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180, 360, 720))
#: A letter that is being handed over for longer than this was left by a worker that died.
LEFT_AFTER = timedelta(minutes=10)
#: An ask is told of once more when so little time is left; not within as long after the first time.
REMINDED_BEFORE = timedelta(days=7)
#: What is older was seen in Gezel, or is no news any more.
NEWS_FOR = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class MailChoice:
    """On which weekday (1 is Monday) the weekly digest comes, and whether its links sign in."""

    weekly_on: int = 1
    signs_in: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """What somebody wants to be told, and how often."""

    rhythms: Mapping[Kind, Rhythm] = field(default_factory=lambda: STANDARD)
    mail: MailChoice = MailChoice()

    def is_due(self, kind: Kind, weekday: int) -> bool:
        rhythm = self.rhythms[kind]
        return rhythm == Rhythm.DAILY or (
            rhythm == Rhythm.WEEKLY and weekday == self.mail.weekly_on
        )


@dataclass(frozen=True, slots=True)
class News:
    """Something that somebody has not been told of yet."""

    person_id: int
    kind: str
    about_id: int


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter to a person or a chat; `day` that of a digest, `sealed` the text of another."""

    id: int
    person_id: int | None
    chat_id: int | None
    day: date | None
    sealed: bytes | None
    state: State
    tries: int


@dataclass(frozen=True, slots=True)
class Addressee:
    person_id: int
    name: str
    email: str
    language: str
    signs_in: bool

    @property
    def first_name(self) -> str:
        return self.name.split()[0]


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that a digest tells, as it stands when it is sent. Never the words themselves."""

    kind: str
    about_id: int
    name: str | None  #: of the colleague it is about
    key: str | None
    title: str | None
    eyes_on: str | None
    closes_at: datetime | None

    @property
    def first_name(self) -> str:
        return (self.name or "").split(" ")[0]


@dataclass(frozen=True, slots=True)
class Trouble:
    """A letter that an administrator should know of; never what stands in it."""

    id: int
    to: str
    is_chat: bool
    day: date | None
    state: State
    tries: int
    changed_at: datetime
    reason: str | None
