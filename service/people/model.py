"""Who works here: frozen rows and pure rules."""

import secrets
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum


class Asking(StrEnum):
    """How Gezel may ask co-workers about my finished work: each person's own choice."""

    ASK = "ask"  #: ask for me when work is done
    PROPOSE = "propose"  #: propose to me first whom to ask
    BY_HAND = "by_hand"  #: only when I ask


class Standing(StrEnum):
    """How far somebody is in."""

    INVITED = "invited"  #: has not signed in and chosen yet
    WELCOMED = "welcomed"  #: has read what Gezel does, and chose
    LEFT = "left"


class Purpose(StrEnum):
    """What a one-time link is for."""

    SETUP = "setup"  #: the first visit of a new installation
    INVITE = "invite"
    RESET = "reset"
    ENTER = "enter"  #: a link in mail, which opens one page


EMAIL = r"[^@\s,;:<>()\[\]\"]+@[^@\s,;:<>()\[\]\"]+"
LONGEST_NAME, LONGEST_EMAIL = 120, 254
LINK_LIFETIME = {
    Purpose.SETUP: timedelta(hours=1),
    Purpose.INVITE: timedelta(days=14),
    Purpose.RESET: timedelta(hours=24),
    Purpose.ENTER: timedelta(hours=24),
}


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who works here, or did (`left_at`)."""

    id: int
    name: str
    email: str
    language: str
    is_administrator: bool
    takes_part: bool
    asking: Asking | None
    welcomed_at: datetime | None
    left_at: datetime | None

    @property
    def first_name(self) -> str:
        return self.name.split()[0]

    @property
    def initials(self) -> str:
        words = self.name.split()
        return (words[0][0] + (words[-1][0] if len(words) > 1 else "")).upper()

    @property
    def standing(self) -> Standing:
        if self.left_at:
            return Standing.LEFT
        return Standing.WELCOMED if self.welcomed_at else Standing.INVITED


@dataclass(frozen=True, slots=True)
class Present(Person):
    """Who is signed in, with the teams they lead and the key their session must hold."""

    leads: list[int]
    session_key: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class PersonLine(Person):
    """A person in a list, with the names of the teams they are in."""

    teams: list[str]


@dataclass(frozen=True, slots=True)
class Colleague:
    """A name to pick."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Team:
    id: int
    name: str
    takes_part: bool


@dataclass(frozen=True, slots=True)
class TeamLine(Team):
    """A team in a list, with its leads and how many are in it today."""

    leads: list[str]
    members: int


@dataclass(frozen=True, slots=True)
class Membership:
    """A person in a team, from `since` until the day before `until` (None: still)."""

    id: int
    team_id: int
    person_id: int
    is_lead: bool
    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class MembershipLine(Membership):
    """A membership with both names."""

    team: str
    person: str


@dataclass(frozen=True, slots=True)
class SeenAccount:
    """An account as a connection showed it; only a person's can belong to one."""

    external_id: str
    name: str
    kind: str  #: person, app or customer
    email: str | None = None


@dataclass(frozen=True, slots=True)
class AccountLine:
    """An account in a list, with its connection and whose it is or is said to be.

    A closed one, deleted or anonymised there, has no name any more: ''.
    """

    id: int
    connection: str
    external_id: str
    name: str
    is_closed: bool
    person_id: int | None
    claimed_by: int | None
    claimant: str | None


@dataclass(frozen=True, slots=True)
class AccountToReport:
    """An id on Atlassian's Cloud, and since when what we know of its person is known."""

    external_id: str
    known_at: datetime


@dataclass(frozen=True, slots=True)
class Link:
    """A one-time link that still works, and whom it is for (None: the first administrator)."""

    purpose: Purpose
    person_id: int | None
    name: str | None
    email: str | None


def fresh_key() -> str:
    """A new session key; whoever held the old one is signed out."""
    return secrets.token_urlsafe(24)


class Plan(StrEnum):
    """What an import does with a line, or why it cannot."""

    INVITE = "invite"  #: somebody new
    JOIN = "join"  #: here already, and new in this team
    NOTHING = "nothing"  #: here already, in this team too
    NO_NAME = "no_name"
    NO_EMAIL = "no_email"
    TOO_LONG = "too_long"
    TWICE = "twice"  #: the address stands on a line above, with this team
    LEFT = "left"  #: left; comes back on their own page


PROBLEMS = frozenset({Plan.NO_NAME, Plan.NO_EMAIL, Plan.TOO_LONG, Plan.TWICE, Plan.LEFT})


@dataclass(frozen=True, slots=True)
class RosterLine:
    """One line of a list of people, as it was sent."""

    number: int
    name: str
    email: str
    team: str


@dataclass(frozen=True, slots=True)
class PlannedLine(RosterLine):
    """A line, and what an import would do with it."""

    plan: Plan

    @property
    def is_problem(self) -> bool:
        return self.plan in PROBLEMS


@dataclass(frozen=True, slots=True)
class Invited:
    """Somebody who was invited, and the token of their link, which can be shown only now."""

    person: Person
    token: str
