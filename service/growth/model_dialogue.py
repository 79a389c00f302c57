"""A level dialogue: I propose a level of a skill, one or two colleagues say what they saw of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

EVIDENCE = 3  #: pieces of work, before anybody is invited
MOST_EVIDENCE = 6
PEERS = 2


class State(StrEnum):
    """Where a dialogue is; nobody can hold it up, and I may withdraw it at any time."""

    DRAFT = "draft"
    INVITED = "invited"
    AGREED = "agreed"  #: the level is how we see it now
    LATER = "later"  #: not yet, with a step and a day to look back
    WITHDRAWN = "withdrawn"


class Says(StrEnum):
    """What a peer says of one signal."""

    SEEN = "seen"
    NOT_YET = "not_yet"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Line:
    """A dialogue in a list: of mine, or one I am asked to."""

    id: int
    person: str
    name_en: str
    name_nl: str
    level: int
    state: State
    made_at: datetime
    is_mine: bool
    is_accepted: bool

    def name(self, language: str) -> str:
        return self.name_nl if language == "nl" else self.name_en


@dataclass(frozen=True, slots=True)
class Head:
    """A dialogue with the text of the level it is held against, which never changes."""

    id: int
    person_id: int
    person: str
    skill_id: int
    slug: str
    level: int
    state: State
    version: int
    name_en: str
    name_nl: str
    summary_en: str
    summary_nl: str
    signals_en: Sequence[str]
    signals_nl: Sequence[str]
    made_at: datetime
    ended_at: datetime | None
    note: str | None
    next_step: str | None
    look_back_on: date | None

    def name(self, language: str) -> str:
        return self.name_nl if language == "nl" else self.name_en

    def summary(self, language: str) -> str:
        return self.summary_nl if language == "nl" else self.summary_en

    def signals(self, language: str) -> Sequence[str]:
        return self.signals_nl if language == "nl" else self.signals_en

    @property
    def is_open(self) -> bool:
        return self.ended_at is None


@dataclass(frozen=True, slots=True)
class Evidence:
    """A piece of work and what was done in it; the title is for those who took part."""

    work_item_id: int
    key: str | None
    title: str | None
    done_at: datetime | None
    what: str


@dataclass(frozen=True, slots=True)
class Peer:
    """Somebody who was invited; whether they passed is told to nobody."""

    person_id: int
    name: str
    accepted_at: datetime | None
    sees_it_so_at: datetime | None


@dataclass(frozen=True, slots=True)
class Answer:
    """What a peer says of a signal, counted from one, with an example."""

    person_id: int
    signal: int
    says: Says
    example: str | None


@dataclass(frozen=True, slots=True)
class Candidate:
    """Work that can be evidence: mine, finished, and practising the skill."""

    work_item_id: int
    key: str | None
    title: str | None
    done_at: datetime


@dataclass(frozen=True, slots=True)
class Dialogue:
    """A dialogue as one of its people sees it."""

    head: Head
    me: int
    evidence: list[Evidence]
    peers: list[Peer]
    answers: list[Answer]

    @property
    def is_mine(self) -> bool:
        return self.head.person_id == self.me

    @property
    def myself(self) -> Peer | None:
        """I as a peer."""
        return next((one for one in self.peers if one.person_id == self.me), None)

    @property
    def takes_part(self) -> bool:
        """May I read what peers say, and write along?"""
        return self.is_mine or bool(self.myself and self.myself.accepted_at)

    @property
    def accepted(self) -> list[Peer]:
        return [one for one in self.peers if one.accepted_at]

    @property
    def may_invite(self) -> bool:
        enough = len(self.evidence) >= EVIDENCE and len(self.peers) < PEERS
        return self.is_mine and self.head.is_open and enough

    @property
    def may_close(self) -> bool:
        ready = bool(self.head.note and self.accepted)
        return self.is_mine and self.head.is_open and ready

    def said(self, peer: Peer, signal: int) -> Answer | None:
        return next(
            (a for a in self.answers if (a.person_id, a.signal) == (peer.person_id, signal)), None
        )
