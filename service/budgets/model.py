"""Budgets and their ledger as rows, and the sums that follow from them.

Money is in minor units of the budget's currency (cents), time in minutes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum


class Mode(StrEnum):
    """How requests to a budget are decided."""

    TRUST = "trust"  #: up to the trust limit at once, above it after advice
    ADVICE = "advice"  #: by the person who asks, after advice
    APPROVE = "approve"  #: by a budget owner; only where law or funder demands it


class Kind(StrEnum):
    """What a line of the ledger does."""

    GRANT = "grant"
    RESERVE = "reserve"
    RELEASE = "release"
    SPEND = "spend"
    CARRY = "carry"
    CORRECT = "correct"


class Whose(StrEnum):
    PERSON = "person"
    TEAM = "team"
    ORGANISATION = "organisation"


@dataclass(frozen=True, slots=True)
class Budget:
    """Money and time of a person, a team or the organisation for a period."""

    id: int
    name: str
    person_id: int | None
    team_id: int | None
    currency: str
    begins_on: date
    ends_on: date
    mode: Mode
    demanded_by: str | None
    trust_limit: int
    trust_minutes: int | None  #: None: trust goes as far as there is time
    carry_years: int
    may_go_below: bool
    follows: int | None

    @property
    def whose(self) -> Whose:
        if self.person_id is not None:
            return Whose.PERSON
        return Whose.ORGANISATION if self.team_id is None else Whose.TEAM

    def way(self, money: int, minutes: int) -> Mode:
        """How a request for so much is decided."""
        is_much = money > self.trust_limit or (
            self.trust_minutes is not None and minutes > self.trust_minutes
        )
        return Mode.ADVICE if self.mode == Mode.TRUST and is_much else Mode(self.mode)

    def passed(self, day: date) -> float:
        """How far its period is on this day, 0 to 1."""
        whole = (self.ends_on - self.begins_on).days + 1
        return min(1.0, max(0.0, ((day - self.begins_on).days + 1) / whole))


@dataclass(frozen=True, slots=True)
class BudgetLine(Budget):
    """A budget in a list: who it is of, and where its money and minutes are.

    Always granted = reserved + spent + free. What went over to the next period is in none of them.
    """

    granted: int
    reserved: int
    spent: int
    free: int
    granted_minutes: int
    reserved_minutes: int
    spent_minutes: int
    free_minutes: int
    went_over: int
    went_over_minutes: int
    wishes: int  #: that something was reserved for or spent on
    owner: str | None
    people: int
    is_mine: bool  #: I am one of those it is for

    @property
    def given(self) -> int:
        """All that was ever there in this period: what it came to and what went over."""
        return self.granted + self.went_over

    @property
    def given_minutes(self) -> int:
        return self.granted_minutes + self.went_over_minutes

    @property
    def is_of_hours(self) -> bool:
        """Hours are all there is, so that they are what is shared out."""
        return not self.given and bool(self.given_minutes)

    @property
    def unused(self) -> int:
        return self.free + self.went_over

    @property
    def unused_minutes(self) -> int:
        return self.free_minutes + self.went_over_minutes

    @property
    def is_used(self) -> bool:
        return bool(self.granted or self.granted_minutes or self.spent or self.reserved)


@dataclass(frozen=True, slots=True)
class Sought:
    """Which budgets are looked for: whose they are, words of a name, not ended before a day."""

    whose: Whose | None = None
    words: str | None = None
    ends_from: date | None = None


@dataclass(frozen=True, slots=True)
class Sums:
    """What budgets of one currency hold together."""

    currency: str
    budgets: int
    granted: int
    reserved: int
    spent: int
    free: int
    granted_minutes: int
    free_minutes: int


@dataclass(frozen=True, slots=True)
class Line:
    """One movement: what it adds to what is free."""

    id: int
    kind: Kind
    money: int
    minutes: int
    lot_on: date | None
    note: str | None
    at: datetime


@dataclass(frozen=True, slots=True)
class LedgerLine(Line):
    """A movement as its readers see it. `title` is None where it is kept private."""

    request_id: int | None
    title: str | None
    opens: bool  #: its request, for who may read that
    free: int
    free_minutes: int
    proofs: list[int]  #: of a purchase, for budget owners, who must book it
    no_bill: str | None  #: why it has none, for them too


@dataclass(frozen=True, slots=True)
class BookedLine:
    """A movement for the finance system. `title` is None where it is not shown to planners."""

    budget: str
    currency: str
    id: int
    kind: Kind
    money: int
    minutes: int
    note: str | None
    at: datetime
    title: str | None
    request_id: int | None


@dataclass(frozen=True, slots=True)
class Lot:
    """What is left of what was granted on a day."""

    granted_on: date
    money: int
    minutes: int


def lots(lines: Sequence[Line]) -> list[Lot]:
    """What is left, by the day it was granted first; what was granted first is used first."""
    incoming: dict[date, list[int]] = {}
    used = [0, 0]
    for line in lines:
        if line.lot_on is None:
            used[0] -= line.money
            used[1] -= line.minutes
        else:
            lot = incoming.setdefault(line.lot_on, [0, 0])
            lot[0] += line.money
            lot[1] += line.minutes
    days = sorted(incoming)
    money = _after([incoming[day][0] for day in days], used[0])
    minutes = _after([incoming[day][1] for day in days], used[1])
    return [Lot(*lot) for lot in zip(days, money, minutes, strict=True)]


def _after(amounts: list[int], used: int) -> list[int]:
    """The amounts after so much was taken from the first on; the last may go below zero. What was
    corrected to below zero is taken from the others too."""
    used -= sum(min(0, amount) for amount in amounts)
    left = []
    for place, amount in enumerate(max(0, one) for one in amounts):
        taken = used if place == len(amounts) - 1 else min(used, amount)
        left.append(amount - taken)
        used -= taken
    return left


def carried(budget: Budget, lines: Sequence[Line], begins_on: date, today: date) -> list[Lot]:
    """What goes over to a period that begins on a day: what is left and not too old for it, by
    calendar years. Nothing before its own period has ended, as it is there to be asked from until
    then; and never anything where no year is allowed."""
    if today <= budget.ends_on or not budget.carry_years:
        return []
    return [
        lot
        for lot in lots(lines)
        if (lot.money > 0 or lot.minutes > 0)
        and begins_on.year - lot.granted_on.year <= budget.carry_years
    ]


@dataclass(frozen=True, slots=True)
class Following:
    """The budget of the next period, and what of the one before may still go over to it."""

    id: int
    begins_on: date
    money: int
    minutes: int


def period_after(begins_on: date, ends_on: date) -> tuple[date, date]:
    """As many months as this period has, or as many days where it is not of whole months."""
    first = ends_on + timedelta(days=1)
    months = (first.year - begins_on.year) * 12 + first.month - begins_on.month
    if first.day != begins_on.day or first.day > 28:
        return first, first + (ends_on - begins_on)
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    return first, date(year, month + 1, first.day) - timedelta(days=1)


def pro_rata(amount: int, percent: int, since: date | None, begins_on: date, ends_on: date) -> int:
    """The part of an amount for a whole period and a whole week that is due to somebody.

    `percent` of a week by contract, and from `since` on; rounded to the nearest unit.
    """
    whole = (ends_on - begins_on).days + 1
    days = (ends_on - max(since or begins_on, begins_on)).days + 1
    return (amount * percent * max(0, min(whole, days)) * 2 + 100 * whole) // (200 * whole)


@dataclass(frozen=True, slots=True)
class Owner:
    """Somebody who grants and plans."""

    id: int
    name: str
    since: datetime
