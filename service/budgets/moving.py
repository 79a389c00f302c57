"""The one road from state to state: legal, logged, and with the ledger beside it."""

from datetime import datetime

from service import clock
from service.actor import Actor, Member
from service.budgets import ledger
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
        _book(db, actor, request, Kind.RESERVE, Amount(-request.money, -request.minutes))
    if request.state == State.COMMITTED and state != State.PURCHASED:
        release(db, actor, request)
    sql.run(
        db, Q["move_request"],
        request_id=request.id, state=state, way=way, closes_at=_closes(request, state),
    )  # fmt: skip
    log(db, actor, request.id, state, note, alternative)


def release(db: sql.Connection, actor: Actor, request: Request) -> None:
    """Give back all that is reserved for a held request."""
    budget = ledger.held(db, request.budget_id)
    reserved = sql.one(db, Amount, Q["reserved_for"], request_id=request.id)
    ledger.append(db, actor, budget, Kind.RELEASE, reserved, request_id=request.id)


def spend(db: sql.Connection, actor: Actor, request: Request, real: Amount) -> None:
    _book(db, actor, request, Kind.SPEND, -real)


def _book(db: sql.Connection, actor: Actor, request: Request, kind: Kind, amount: Amount) -> None:
    budget = ledger.held(db, request.budget_id)
    ledger.append(db, actor, budget, kind, amount, request_id=request.id)


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
    return closes_at(clock.now(), request.ends_on if state == State.COMMITTED else None)
