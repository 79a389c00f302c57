"""What somebody does with their own request."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import psycopg

from service import clock
from service.actor import Actor, must_be, must_be_system, person_of
from service.budgets import ledger, limits, moving, reads
from service.budgets.errors import (
    AdviceIsMissing,
    AdviceIsNew,
    AskedAlready,
    NotTheirTurn,
    UnknownSkill,
)
from service.budgets.model import Mode
from service.budgets.model_requests import (
    LEAST,
    REMINDED,
    Advice,
    Part,
    Request,
    SharedBy,
    State,
    is_advised,
)
from service.db import sql
from service.errors import NotFound

Q = sql.load(__package__)
STEP = 200


def draft(db: sql.Connection, actor: Actor, budget_id: int, **wish: Any) -> int:
    """Write down a wish; nobody else sees it before it is sent. `wish` are fields of Request."""
    person_id = person_of(actor)
    budget = reads.budget(db, actor, budget_id)
    if not budget.is_mine:
        raise NotFound
    limits.must_last(budget)
    with db.transaction(), _of_the_catalogue():
        made = sql.value(
            db, Q["draft"], budget_id=budget_id, person_id=person_id, now=clock.now(), **wish
        )
        moving.log(db, actor, made, State.DRAFT)
        return int(made)


def redraft(db: sql.Connection, actor: Actor, request_id: int, **wish: Any) -> None:
    """Write a draft anew."""
    me = person_of(actor)
    with db.transaction(), _of_the_catalogue():
        if not sql.run(db, Q["redraft"], request_id=request_id, person_id=me, **wish):
            raise NotTheirTurn


@contextmanager
def _of_the_catalogue() -> Iterator[None]:
    try:
        yield
    except psycopg.errors.ForeignKeyViolation as unknown:
        raise UnknownSkill("skill_id") from unknown


def send(
    db: sql.Connection, actor: Actor, request_id: int, advisers: Sequence[tuple[int, Part]] = ()
) -> State:
    """Ask: at once where there is trust, with advice, or to a budget owner; the state after.

    `advisers` are asked where advice is needed: somebody affected and somebody who knows.
    """
    with db.transaction():
        request = _mine(db, actor, request_id)
        if request.state != State.DRAFT:
            raise NotTheirTurn
        budget = ledger.held(db, request.budget_id)
        limits.must_be_there(db, budget, request.person_id)
        way = budget.way(request.money, request.minutes)
        state = {
            Mode.TRUST: State.COMMITTED,
            Mode.ADVICE: State.ADVICE,
            Mode.APPROVE: State.PENDING,
        }[way]
        if way == Mode.ADVICE and {part for _, part in advisers} != set(Part):
            raise AdviceIsMissing("advisers")
        moving.move(db, actor, request, state, way)
        if way == Mode.ADVICE:
            for adviser_id, part in advisers:
                _ask(db, request, adviser_id, part)
        return state


def ask_advice(
    db: sql.Connection, actor: Actor, request_id: int, adviser_id: int, part: Part
) -> None:
    """Ask one more colleague."""
    with db.transaction():
        request = _mine(db, actor, request_id)
        if request.state != State.ADVICE:
            raise NotTheirTurn
        _ask(db, request, adviser_id, part)


def _ask(db: sql.Connection, request: Request, adviser_id: int, part: Part) -> None:
    if adviser_id == request.person_id:
        raise AdviceIsMissing("advisers")
    try:
        with db.transaction():
            asked = sql.value(
                db, Q["ask_advice"],
                request_id=request.id, adviser_id=adviser_id, part=part, now=clock.now(),
            )  # fmt: skip
    except psycopg.errors.UniqueViolation as twice:
        raise AskedAlready from twice
    if asked is None:
        raise NotFound


def answer_advice(
    db: sql.Connection, actor: Actor, advice_id: int, answer: str, said_at: datetime | None
) -> int:
    """Say what I do with advice; agreeing is not needed. The id of the request.

    `said_at` is when it was said as I read it: no answer stands under words that came after it.
    """
    me = person_of(actor)
    found = sql.value(
        db, Q["answer_advice"],
        advice_id=advice_id, me=me, answer=answer, said_at=said_at, now=clock.now(),
    )  # fmt: skip
    if found is None:
        is_new = sql.value(db, Q["may_answer"], advice_id=advice_id, me=me)
        raise AdviceIsNew if is_new else NotTheirTurn
    return int(found)


def commit(db: sql.Connection, actor: Actor, request_id: int) -> None:
    """Decide on my own request after advice: money and hours are reserved."""
    with db.transaction():
        request = _mine(db, actor, request_id)
        if request.state != State.ADVICE:
            raise NotTheirTurn
        if not is_advised(sql.every(db, Advice, Q["advice"], request_id=request_id)):
            raise AdviceIsMissing("advice")
        moving.move(db, actor, request, State.COMMITTED)


def answer_question(db: sql.Connection, actor: Actor, request_id: int, answer: str) -> None:
    """Answer what a budget owner asked; it waits for them again."""
    with db.transaction():
        request = _mine(db, actor, request_id)
        if request.state != State.QUESTION:
            raise NotTheirTurn
        moving.move(db, actor, request, State.PENDING, note=answer)


def cancel(db: sql.Connection, actor: Actor, request_id: int) -> None:
    """Rather not; no reason is asked, and what was reserved is free again."""
    with db.transaction():
        moving.move(db, actor, _mine(db, actor, request_id), State.CANCELLED)


def complete(db: sql.Connection, actor: Actor, request_id: int) -> None:
    """It has been."""
    with db.transaction():
        moving.move(db, actor, _mine(db, actor, request_id), State.COMPLETED)


def bring_back(
    db: sql.Connection,
    actor: Actor,
    request_id: int,
    tried: str,
    passes_on: str | None,
    shared_by: SharedBy,
) -> None:
    """Share what I tried and what I pass on with those whose budget it was."""
    with db.transaction():
        moving.move(db, actor, _mine(db, actor, request_id), State.SHARED)
        sql.run(
            db, Q["bring_back"],
            request_id=request_id, tried=tried, passes_on=passes_on, shared_by=shared_by,
        )  # fmt: skip


def show(
    db: sql.Connection,
    actor: Actor,
    request_id: int,
    hides_title: bool,
    shows_to_planners: bool,
    shares_level: bool,
) -> None:
    """Say who reads the title, at any time, and until the period ends whether I am counted among
    those who grew: a count that was shown differs from no later one by one person."""
    changed = sql.run(
        db, Q["show_title"],
        request_id=request_id, person_id=person_of(actor), hides_title=hides_title,
        shows_to_planners=shows_to_planners, shares_level=shares_level,
        today=clock.today(),
    )  # fmt: skip
    if not changed:
        raise NotFound


def _mine(db: sql.Connection, actor: Actor, request_id: int) -> Request:
    request = moving.held(db, request_id)
    must_be(actor, request.person_id)
    return request


def close_late(db: sql.Connection, actor: Actor) -> dict[str, int]:
    """Remind once of what ends soon, and end what nobody moved in sixty days; how many of each.

    Nothing ends without a reminder: when nobody ran this in time, it ends a week after it.
    """
    must_be_system(actor)
    now = clock.now()
    reminded = sql.run(db, Q["remind"], now=now, until=now + REMINDED, at_least_until=now + LEAST)
    ended = 0
    while True:
        with db.transaction():
            late = [moving.held(db, one) for one in sql.column(db, Q["close"], now=now, limit=STEP)]
            for request in sorted(late, key=lambda one: one.budget_id):
                moving.move(db, actor, request, State.EXPIRED)
        ended += len(late)
        if len(late) < STEP:
            return {"reminded": reminded, "ended": ended}
