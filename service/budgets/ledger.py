"""The one road into the ledger. Whoever calls holds the budget, in a transaction."""

from dataclasses import dataclass
from datetime import date

from service import clock
from service.actor import Actor, Member
from service.budgets.errors import NotEnough
from service.budgets.model import Budget, Kind, pro_rata
from service.db import sql

Q = sql.load(__package__)


@dataclass(frozen=True, slots=True)
class Amount:
    """Money in minor units, and minutes."""

    money: int
    minutes: int

    def __neg__(self) -> "Amount":
        return Amount(-self.money, -self.minutes)

    def __bool__(self) -> bool:
        return bool(self.money or self.minutes)


def due(whole: Amount, percent: int, since: date | None, begins_on: date, ends_on: date) -> Amount:
    """What is due to somebody of what a whole period of full time brings, by their contract and
    from a day on."""
    return Amount(
        pro_rata(whole.money, percent, since, begins_on, ends_on),
        pro_rata(whole.minutes, percent, since, begins_on, ends_on),
    )


def held(db: sql.Connection, budget_id: int) -> Budget:
    """The budget, which nobody else moves until the transaction ends; NotFound without one."""
    return sql.one(db, Budget, Q["lock_budget"], budget_id=budget_id)


def free(db: sql.Connection, budget: Budget) -> Amount:
    return sql.one(db, Amount, Q["free"], budget_id=budget.id)


def append(
    db: sql.Connection,
    actor: Actor,
    budget: Budget,
    kind: Kind,
    amount: Amount,
    request_id: int | None = None,
    lot_on: date | None = None,
    note: str | None = None,
) -> None:
    """Add a line; NotEnough when it would take more than there is. Nothing moves nothing."""
    if not amount:
        return
    _must_hold(free(db, budget), amount, budget)
    sql.run(
        db, Q["append"],
        budget_id=budget.id, request_id=request_id, kind=kind, money=amount.money,
        minutes=amount.minutes, lot_on=lot_on, note=note,
        by_id=actor.person_id if isinstance(actor, Member) else None, now=clock.now(),
    )  # fmt: skip


def _must_hold(there: Amount, amount: Amount, budget: Budget) -> None:
    """Money and time are looked at apart; what only gives is always taken."""
    if budget.may_go_below:
        return
    if amount.money < 0 and there.money + amount.money < 0:
        raise NotEnough("money")
    if amount.minutes < 0 and there.minutes + amount.minutes < 0:
        raise NotEnough("minutes")
