"""Budgets from a file of the finance system: read as a whole, announced, and made all or none."""

import csv
import io
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import islice

from service.actor import Actor
from service.budgets import actions, money
from service.budgets.access import must_own
from service.budgets.ledger import Amount, due
from service.budgets.model import Mode
from service.db import sql
from service.schema import is_seen

Q = sql.load(__package__)
MOST = 2000
DAY = timedelta(days=1)
MOST_TEXT = 500_000
#: What a column is called, in either language; the first is its name here.
COLUMNS = {
    "name": ("name", "naam"),
    "whose": ("whose", "van wie"),
    "currency": ("currency", "munt"),
    "begins_on": ("from", "vanaf"),
    "ends_on": ("until", "tot en met"),
    "money": ("money", "geld"),
    "hours": ("hours", "uren"),
    "percent": ("percent", "procent"),
    "since": ("since", "sinds"),
}
NEEDED = ("name", "whose", "currency", "begins_on", "ends_on", "money")
ORGANISATION = ("organisation", "organisatie")


class Trouble(StrEnum):
    """Why a line cannot become a budget."""

    NO_NAME = "no_name"
    NO_OWNER = "no_owner"
    NO_CURRENCY = "no_currency"
    NO_PERIOD = "no_period"
    NO_AMOUNT = "no_amount"
    NO_PERCENT = "no_percent"
    NO_SINCE = "no_since"  #: a day outside the period
    NO_CONTRACT = "no_contract"  #: part of what is not a person's
    THERE = "there"  #: a budget of the same name, of the same, for the same period
    TWICE = "twice"  #: a line before it says the same


@dataclass(frozen=True, slots=True)
class Envelope:
    """One line: a budget to be made, its amount already pro rata; or what is wrong with it."""

    number: int
    name: str
    whose: str
    currency: str
    begins_on: date | None
    ends_on: date | None
    amount: Amount
    person_id: int | None
    team_id: int | None
    trouble: Trouble | None
    before: "Before | None" = None  #: the budget whose next period it is

    @property
    def key(self) -> "Key":
        return Key(self.name, self.person_id, self.team_id, self.begins_on, self.ends_on)


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody or a team by what a file calls them: an e-mail address, or a team's name."""

    called: str
    person_id: int | None
    team_id: int | None


@dataclass(frozen=True, slots=True)
class Before:
    """A budget that a line may go on from: of the same, in the same currency, until the day before,
    and called the same but for numbers."""

    id: int
    name: str
    person_id: int | None
    team_id: int | None
    currency: str
    ends_on: date

    @property
    def key(self) -> "Key":
        """The budget that goes on from it, but for where that ends."""
        return _going_on(self, self.ends_on + DAY)


@dataclass(frozen=True, slots=True)
class Key:
    """What makes two budgets the same."""

    name: str
    person_id: int | None
    team_id: int | None
    begins_on: date | None
    ends_on: date | None


class NotATable(Exception):
    """The first line does not name these columns."""

    def __init__(self, missing: list[str]) -> None:
        self.missing = missing


class TooManyLines(Exception):
    """More lines than one file may have."""


class NotClosed(Exception):
    """A quotation mark opens and does not close, so that lines cannot be told apart."""


def read(db: sql.Connection, actor: Actor, text: str) -> list[Envelope]:
    """What a file would make, line by line; nothing is changed. NotATable when it has no heads,
    TooManyLines and NotClosed when it cannot be read to its end."""
    must_own(db, actor)
    rows = list(islice(_rows(text), MOST + 1))
    if len(rows) > MOST:
        raise TooManyLines
    called = [row["whose"].lower() for _, row in rows]
    known = {one.called: one for one in sql.every(db, Named, Q["owners_called"], called=called)}
    found = [_envelope(number, row, known) for number, row in rows]
    there = sql.every(db, Key, Q["called_the_same"], names=[one.name for one in found])
    return list(_each_with_its_before(db, list(_each_once(found, {*there}))))


def _each_with_its_before(db: sql.Connection, envelopes: list[Envelope]) -> Iterator[Envelope]:
    """The same, each with the one budget it goes on from; the first such line has it."""
    days = [one.begins_on - DAY for one in envelopes if one.begins_on and not one.trouble]
    left: defaultdict[Key, list[Before]] = defaultdict(list)
    for before in sql.every(db, Before, Q["to_follow"], days=days):
        left[before.key].append(before)
    for one in envelopes:
        found = [] if one.trouble else left.pop(_going_on(one, one.begins_on), [])
        yield replace(one, before=found[0]) if len(found) == 1 else one


def _going_on(one: "Envelope | Before", begins_on: date | None) -> Key:
    without_numbers = " ".join(re.sub(r"\d+", " ", one.name).lower().split())
    called = f"{without_numbers} {one.currency}"
    return Key(called, one.person_id, one.team_id, begins_on, None)


def _each_once(envelopes: list[Envelope], there: set[Key]) -> Iterator[Envelope]:
    """The same, without a second budget where there is one."""
    before: set[Key] = set()
    for one in envelopes:
        if not one.trouble and one.key in there:
            yield replace(one, trouble=Trouble.THERE)
        elif not one.trouble and one.key in before:
            yield replace(one, trouble=Trouble.TWICE)
        else:
            yield one
        before.add(one.key)


def take_in(db: sql.Connection, actor: Actor, envelopes: list[Envelope]) -> int:
    """Make all of them, or none; how many. What goes on from a budget is decided on as before; the
    others ask for advice until an owner says otherwise."""
    must_own(db, actor)
    with db.transaction():
        for one in envelopes:
            _make(db, actor, one)
    return len(envelopes)


def _make(db: sql.Connection, actor: Actor, one: Envelope) -> None:
    if one.trouble or one.begins_on is None or one.ends_on is None:
        raise ValueError(one.trouble)
    if one.before:
        actions.begin_next(
            db, actor, one.before.id, one.amount, one.begins_on, one.ends_on, name=one.name
        )
        return
    actions.make(
        db, actor, one.amount,
        name=one.name, person_id=one.person_id, team_id=one.team_id,
        currency=one.currency, begins_on=one.begins_on, ends_on=one.ends_on,
        mode=Mode.ADVICE, demanded_by=None, trust_limit=0, trust_minutes=None,
        carry_years=1, may_go_below=False,
    )  # fmt: skip


def _rows(text: str) -> Iterator[tuple[int, dict[str, str]]]:
    """Each line that says something, with its number in the file."""
    plain = text.lstrip("\ufeff")
    first = plain.split("\n", 1)[0]
    mark = max(";,\t", key=first.count)
    table = csv.reader(io.StringIO(plain, newline=""), delimiter=mark, strict=True)
    try:
        heads = [_column(head) for head in next(table, [])]
        missing = [name for name in NEEDED if name not in heads]
        if missing:
            raise NotATable(missing)
        for row in table:
            if any(cell.strip() for cell in row):
                found = dict.fromkeys(COLUMNS, "")
                found |= {
                    name: cell.strip() for name, cell in zip(heads, row, strict=False) if name
                }
                yield table.line_num, found
    except csv.Error as broken:
        raise NotClosed from broken


def _column(head: str) -> str | None:
    plain = head.strip().lower()
    return next((name for name, calls in COLUMNS.items() if plain in calls), None)


def _envelope(number: int, row: dict[str, str], known: dict[str, Named]) -> Envelope:
    is_all = row["whose"].lower() in ORGANISATION
    owner = None if is_all else known.get(row["whose"].lower())
    begins_on, ends_on, since = (_day(row[name]) for name in ("begins_on", "ends_on", "since"))
    currency = row["currency"].upper()
    percent = money.read(row["percent"].rstrip("% "), 0) if row["percent"] else 100
    whole = _whole(row, currency)
    trouble = None
    if not is_seen(row["name"]) or len(row["name"]) > 120:
        trouble = Trouble.NO_NAME
    elif not (is_all or owner):
        trouble = Trouble.NO_OWNER
    elif not money.is_known(currency):
        trouble = Trouble.NO_CURRENCY
    elif begins_on is None or ends_on is None or ends_on < begins_on:
        trouble = Trouble.NO_PERIOD
    elif whole is None:
        trouble = Trouble.NO_AMOUNT
    elif percent is None or not 1 <= percent <= 100 or (row["since"] and not since):
        trouble = Trouble.NO_PERCENT
    elif since and not begins_on <= since <= ends_on:
        trouble = Trouble.NO_SINCE
    elif (percent < 100 or since) and not (owner and owner.person_id):
        trouble = Trouble.NO_CONTRACT
    amount = Amount(0, 0)
    if trouble is None and whole and percent and begins_on and ends_on:
        amount = due(whole, percent, since, begins_on, ends_on)
    return Envelope(
        number, row["name"][:120], row["whose"][:254], currency[:3], begins_on, ends_on, amount,
        owner.person_id if owner else None, owner.team_id if owner else None, trouble,
    )  # fmt: skip


def _whole(row: dict[str, str], currency: str) -> Amount | None:
    """What a whole period and a whole week bring."""
    if not money.is_known(currency):
        return None
    amount = money.read(row["money"], money.decimals(currency))
    minutes = money.read_hours(row["hours"]) if row["hours"] else 0
    if amount is None or minutes is None or amount < 0 or minutes < 0:
        return None
    if amount > money.MOST or minutes > money.MOST_MINUTES:
        return None
    return Amount(amount, minutes)


def _day(text: str) -> date | None:
    """2026-01-31 or 31-01-2026."""
    for form in ("%Y-%m-%d", "%d-%m-%Y"):
        try:
            day = datetime.strptime(text, form).date()  # noqa: DTZ007  a day has no zone
        except ValueError:
            continue
        return day if 2000 <= day.year <= 2999 else None
    return None
