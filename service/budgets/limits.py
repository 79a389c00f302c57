"""What may be booked: as much as was decided, from a budget that is there for who asks."""

from dataclasses import dataclass

from service import clock
from service.budgets.errors import NotDecided, NotForThem, PeriodIsOver
from service.budgets.ledger import Amount
from service.budgets.model import Budget, Mode
from service.budgets.model_requests import Request
from service.db import sql

Q = sql.load(__package__)


@dataclass(frozen=True, slots=True)
class Most:
    """The most that a request may come to, in minor units and minutes; None: what there is."""

    money: int | None
    minutes: int | None


def most(db: sql.Connection, budget: Budget, request: Request) -> Most:
    """What was decided: after advice one decides oneself, an owner approves what was asked, as
    whoever carries out a plan does, and trust goes up to its limit. A limit that became less does
    not reach below what was asked."""
    if request.way == Mode.ADVICE and not sql.value(db, Q["was_planned"], request_id=request.id):
        return Most(None, None)
    if request.way != Mode.TRUST or budget.mode != Mode.TRUST:
        return Most(request.money, request.minutes)
    money = max(request.money, budget.trust_limit)
    if budget.trust_minutes is None:
        return Most(money, None)
    return Most(money, max(request.minutes, budget.trust_minutes))


def must_be_decided(db: sql.Connection, budget: Budget, request: Request, real: Amount) -> None:
    """It may come to so much. What was booked already may stay, and become less."""
    limit = most(db, budget, request)
    if _passes(real.money, limit.money, request.real_money):
        raise NotDecided("money")
    if _passes(real.minutes, limit.minutes, request.real_minutes):
        raise NotDecided("minutes")


def _passes(real: int, limit: int | None, booked: int | None) -> bool:
    return limit is not None and real > max(limit, booked or 0)


def must_be_there(db: sql.Connection, budget: Budget, person_id: int) -> None:
    """Its period lasts, and it is for this person today."""
    must_last(budget)
    if not sql.value(db, Q["is_for"], budget_id=budget.id, person_id=person_id):
        raise NotForThem


def must_last(budget: Budget) -> None:
    if budget.ends_on < clock.today():
        raise PeriodIsOver
