"""Thanks: to people or a team, for work or a dated moment, naming what it made possible."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from service.feedback.readers import Readers

EFFECT, PURPOSE, HAPPENING = 400, 200, 120
AT_MOST = 12  #: people by name; more are a team
OLDEST = timedelta(days=366)
WITHDRAWABLE = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Thanking:
    """A filled-in form, as `schema_words.ThanksSent` reads it."""

    effect: str
    people: tuple[int, ...] = ()
    team_id: int | None = None
    work_item_id: int | None = None
    happened_on: date | None = None
    happening: str | None = None
    purpose: str | None = None
    readers: str = Readers.TWO


@dataclass(frozen=True, slots=True)
class Thanks:
    """Thanks as one of those reads them whom they concern: who gave them, or who is thanked."""

    id: int
    giver_id: int
    giver: str
    team: str | None
    people: list[str]
    work_item_id: int | None
    key: str | None
    title: str | None
    happened_on: date | None
    happening: str | None
    effect: str | None
    purpose: str | None
    readers: Readers
    given_at: datetime
    withdrawn_at: datetime | None
    is_mine: bool  #: I gave them
    first_read_at: datetime | None  #: by me, whom they thank
    agreed_at: datetime | None  #: to the wall, by me
    is_on_wall: bool

    @property
    def giver_first(self) -> str:
        return self.giver.split()[0]

    @property
    def whom(self) -> list[str]:
        """The team, or first names."""
        return [self.team] if self.team else [name.split()[0] for name in self.people]

    def may_withdraw(self, now: datetime) -> bool:
        return self.withdrawn_at is None and now < self.given_at + WITHDRAWABLE


@dataclass(frozen=True, slots=True)
class OnWall:
    """What hangs on a wall: the effect, who said it about whom; of work no more than its key."""

    feedback_id: int | None
    thanks_id: int | None
    giver: str
    whom: list[str]
    key: str | None
    happened_on: date | None
    happening: str | None
    effect: str
    purpose: str | None
    since: datetime


@dataclass(frozen=True, slots=True)
class Wall:
    """A team and whether it agreed to have a wall; `is_mine`: I am in it today."""

    team_id: int
    team: str
    opened_at: datetime | None
    is_mine: bool


@dataclass(frozen=True, slots=True)
class Companion:
    """Somebody who takes part in Gezel and took part in a piece of work with me."""

    id: int
    name: str
