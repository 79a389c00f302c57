"""Questions about budgets. A budget is seen by those it is for, and by budget owners."""

from dataclasses import asdict
from datetime import date

from service import clock
from service.actor import Actor, Member, must_administer, person_of
from service.budgets import access
from service.budgets.model import (
    BookedLine,
    Budget,
    BudgetLine,
    Following,
    LedgerLine,
    Line,
    Owner,
    Sought,
    Sums,
    carried,
)
from service.db import sql
from service.errors import NotFound

Q = sql.load(__package__)
PAGE = 25
MOST = 100_000  #: of what goes into a file
ALL = Sought()


def owners(db: sql.Connection, actor: Actor) -> list[Owner]:
    must_administer(actor)
    return sql.every(db, Owner, Q["owners"])


def deciders(db: sql.Connection, actor: Actor) -> list[Owner]:
    """Who decides where approval is needed: everybody may know whom a request waits for."""
    person_of(actor)
    return sql.every(db, Owner, Q["owners"])


def budgets(
    db: sql.Connection, actor: Actor, sought: Sought = ALL, after: int | None = None
) -> list[BudgetLine]:
    """A page of budgets I may see, and one more when there is more; those that last come first."""
    return _budgets(db, actor, access.owns(db, actor), sought, after=after, limit=PAGE + 1)


def sums(db: sql.Connection, actor: Actor, sought: Sought) -> list[Sums]:
    """What they hold together, by currency; for owners."""
    access.must_own(db, actor)
    return sql.every(db, Sums, Q["sums"], **asdict(sought))


def my_budgets(
    db: sql.Connection, actor: Actor, ends_from: date, after: int | None = None
) -> list[BudgetLine]:
    """A page of what is there for me, not ended before a day: mine, my teams' and the
    organisation's; one more when there is more."""
    sought = Sought(ends_from=ends_from)
    return _budgets(db, actor, False, sought, only_mine=True, after=after, limit=PAGE + 1)


def budget(db: sql.Connection, actor: Actor, budget_id: int) -> BudgetLine:
    found = _budgets(db, actor, access.owns(db, actor), budget_id=budget_id)
    if not found:
        raise NotFound
    return found[0]


def following(db: sql.Connection, actor: Actor, budget_id: int) -> Following | None:
    """The next period of a budget, with what came free since it began; for owners."""
    access.must_own(db, actor)
    after = sql.first(db, Budget, Q["follower"], budget_id=budget_id)
    if after is None:
        return None
    before = sql.one(db, Budget, Q["budget_of"], budget_id=budget_id)
    lines = sql.every(db, Line, Q["lines"], budget_id=budget_id)
    left = carried(before, lines, after.begins_on, clock.today())
    return Following(
        after.id, after.begins_on,
        money=sum(max(0, lot.money) for lot in left),
        minutes=sum(max(0, lot.minutes) for lot in left),
    )  # fmt: skip


def ledger(
    db: sql.Connection, actor: Actor, budget_id: int, until: int | None = None, limit: int = PAGE
) -> list[LedgerLine]:
    """A page of the ledger, newest first, up to before line `until`; one more if there is more."""
    budget(db, actor, budget_id)
    return sql.every(
        db, LedgerLine, Q["ledger"],
        budget_id=budget_id, me=_me(actor), plans=access.plans(db, actor, budget_id),
        as_owner=access.owns(db, actor), until=until, limit=limit + 1,
    )  # fmt: skip


def all_budgets(db: sql.Connection, actor: Actor, ends_from: date) -> list[BudgetLine]:
    """Every budget that had not ended before a day, for the finance system."""
    access.must_own(db, actor)
    return _budgets(db, actor, True, Sought(ends_from=ends_from), limit=MOST)


def all_ledgers(db: sql.Connection, actor: Actor, ends_from: date) -> list[BookedLine]:
    """Every movement of these, budget by budget, oldest first."""
    access.must_own(db, actor)
    return sql.every(db, BookedLine, Q["all_ledgers"], ends_from=ends_from, limit=MOST)


def _me(actor: Actor) -> int | None:
    return actor.person_id if isinstance(actor, Member) else None


def _budgets(
    db: sql.Connection,
    actor: Actor,
    as_owner: bool,
    sought: Sought = ALL,
    budget_id: int | None = None,
    only_mine: bool = False,
    after: int | None = None,
    limit: int = 1,
) -> list[BudgetLine]:
    return sql.every(
        db, BudgetLine, Q["budgets"],
        me=_me(actor), as_owner=as_owner, budget_id=budget_id, only_mine=only_mine,
        after=after, limit=limit, **asdict(sought),
    )  # fmt: skip
