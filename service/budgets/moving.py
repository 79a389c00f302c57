"""The one road from state to state: legal, logged, and with the ledger beside it."""

from datetime import datetime

from service import clock
from service.actor import Actor, Member
from service.budgets import ledger, limits
from service.budgets.errors import NotTheirTurn
from service.budgets.ledger import Amount
from service.budgets.model import Kind, Mode
from service.budgets.model_requests import NEXT, OPEN, Request, State, closes_at
from service.db import sql

Q = sql.load(__package__)


def held(db: sql.Connection, request_id: int) -> Request:
    """The request, which nobody else moves until the transaction ends; NotFound without one."""
    return sql.one(db, Request, Q["lock_request"], request_id=request_id)


def must_come_next(request: Request, state: State) -> None:
    if state not in NEXT.get(State(request.state), frozenset()):
        raise NotTheirTurn


def move(
    db: sql.Connection,
    actor: Actor,
    request: Request,
    state: State,
    way: Mode | None = None,
    note: str | None = None,
    alternative: str | None = None,
) -> None:
    """Put a held request in a state that may follow; reserve or release what goes with it."""
    must_come_next(request, state)
    if state == State.COMMITTED:
        reserve(db, actor, request)
    if request.state == State.COMMITTED and state != State.PURCHASED:
        release(db, actor, request)
    sql.run(
        db, Q["move_request"],
        request_id=request.id, state=state, way=way, closes_at=_closes(request, state),
    )  # fmt: skip
    log(db, actor, request.id, state, note, alternative)


def reserve(db: sql.Connection, actor: Actor, request: Request) -> None:
    """Set apart what a held request asks, while its budget is there for who asks."""
    budget = ledger.held(db, request.budget_id)
    limits.must_be_there(db, budget, request.person_id)
    amount = Amount(-request.money, -request.minutes)
    ledger.append(db, actor, budget, Kind.RESERVE, amount, request_id=request.id)


def release(db: sql.Connection, actor: Actor, request: Request) -> None:
    """Give back all that is reserved for a held request."""
    budget = ledger.held(db, request.budget_id)
    reserved = sql.one(db, Amount, Q["reserved_for"], request_id=request.id)
    ledger.append(db, actor, budget, Kind.RELEASE, reserved, request_id=request.id)


def spend(db: sql.Connection, actor: Actor, request: Request, real: Amount) -> None:
    """Book what a held request came to in all: the difference to what is booked already."""
    budget = ledger.held(db, request.budget_id)
    limits.must_be_decided(db, budget, request, real)
    booked = Amount(request.real_money or 0, request.real_minutes or 0)
    more = Amount(booked.money - real.money, booked.minutes - real.minutes)
    ledger.append(db, actor, budget, Kind.SPEND, more, request_id=request.id)


def log(
    db: sql.Connection,
    actor: Actor,
    request_id: int,
    state: State,
    note: str | None = None,
    alternative: str | None = None,
) -> None:
    sql.run(
        db, Q["add_step"],
        request_id=request_id, state=state, note=note, alternative=alternative,
        by_id=actor.person_id if isinstance(actor, Member) else None, now=clock.now(),
    )  # fmt: skip


def _closes(request: Request, state: State) -> datetime | None:
    if state not in OPEN:
        return None
    return closes_at(clock.now(), request.last_day if state == State.COMMITTED else None)
