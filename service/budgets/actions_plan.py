"""What planners do: keep plans, decide their lines, carry one out."""

from dataclasses import asdict, dataclass
from enum import StrEnum

from psycopg.types.json import Jsonb

from service import clock
from service.actor import Actor, person_of
from service.budgets import moving, reads_plan
from service.budgets.access import must_plan, owns
from service.budgets.errors import (
    LineIsDecided,
    NotEnough,
    NotForThem,
    NothingAgreed,
    NothingReserved,
    NotYourOwn,
    PeriodIsOver,
    PlanIsDecided,
)
from service.budgets.model import Mode
from service.budgets.model_plan import Assumed, PlanLine, Turn
from service.budgets.model_requests import NEXT, UNDECIDED, Request, State
from service.db import sql
from service.errors import Forbidden, NotFound

Q = sql.load(__package__)


class Why(StrEnum):
    """Why a line that is agreed to could not be reserved."""

    OWN = "own"  #: somebody else carries it out
    OWNER = "owner"  #: a budget owner approves
    MEANWHILE = "meanwhile"  #: it was decided, taken back, or ended
    SHORT = "short"  #: it does not fit, or the budget is not there for who asked any more


@dataclass(frozen=True, slots=True)
class Outcome:
    """What carrying out a plan did: requests that are reserved, and why others are not."""

    reserved: list[int]
    passed_over: dict[int, Why]


def keep(db: sql.Connection, actor: Actor, budget_id: int, name: str, assumed: Assumed) -> int:
    """Keep what the aid suggests now, beside other plans; nothing is reserved. Its id."""
    must_plan(db, actor, budget_id)
    with db.transaction():
        found = reads_plan.suggested(db, actor, budget_id, assumed)
        plan_id = sql.value(
            db, Q["keep_plan"],
            budget_id=budget_id, name=name, assumed=Jsonb(_plain(assumed)),
            made_by=person_of(actor), now=clock.now(),
        )  # fmt: skip
        rows = [
            {"plan_id": plan_id, "budget_id": budget_id, "request_id": line.wish.id,
             "turn": line.turn}
            for line in sorted(found.lines, key=lambda line: line.wish.id)
        ]  # fmt: skip
        sql.run_many(db, Q["keep_plan_line"], rows)
        return int(plan_id)


def _plain(assumed: Assumed) -> dict[str, object]:
    return asdict(assumed) | {"weights": {str(k): v for k, v in assumed.weights.items()}}


def add(db: sql.Connection, actor: Actor, plan_id: int, request_id: int) -> None:
    """Put a wish into a plan by hand; one that is there stays as it is."""
    plan = reads_plan.plan(db, actor, plan_id)
    with db.transaction():
        _hold(db, plan_id)
        added = sql.run(
            db, Q["keep_plan_line"],
            plan_id=plan_id, budget_id=plan.budget_id, request_id=request_id, turn=Turn.HAND,
        )  # fmt: skip
        if not added:
            _line(db, actor, plan_id, request_id)


def decide(
    db: sql.Connection,
    actor: Actor,
    plan_id: int,
    request_id: int,
    is_agreed: bool,
    reason: str | None,
    was: bool | None,
) -> None:
    """Agree to a line, or leave it out; not for one's own wish. Nothing is reserved yet.

    `was` is what stood there when the line was read: whoever decided it meanwhile is not undone.
    """
    reads_plan.plan(db, actor, plan_id)
    with db.transaction():
        _hold(db, plan_id)
        line = _line(db, actor, plan_id, request_id)
        if is_agreed and line.person_id == person_of(actor):
            raise NotYourOwn
        if line.is_agreed is not was:
            raise LineIsDecided("reason")
        sql.run(
            db, Q["decide_line"],
            plan_id=plan_id, request_id=request_id, is_agreed=is_agreed, reason=reason,
        )  # fmt: skip


def _line(db: sql.Connection, actor: Actor, plan_id: int, request_id: int) -> PlanLine:
    lines = reads_plan.lines(db, actor, plan_id)
    found = next((line for line in lines if line.id == request_id), None)
    if found is None:
        raise NotFound
    return found


def _hold(db: sql.Connection, plan_id: int) -> None:
    """Nothing else happens to a plan until the transaction ends; what was carried out stays."""
    waits = sql.value(db, Q["hold_plan"], plan_id=plan_id)
    if waits is None:
        raise NotFound
    if not waits:
        raise PlanIsDecided


def throw_away(db: sql.Connection, actor: Actor, plan_id: int) -> int:
    """Throw a plan of mine away with all that was decided in it; the id of its budget. What was
    carried out stays."""
    plan = reads_plan.plan(db, actor, plan_id)
    if plan.made_by_id != person_of(actor):
        raise Forbidden
    if not sql.run(db, Q["throw_away_plan"], plan_id=plan_id):
        raise PlanIsDecided
    return plan.budget_id


def commit(db: sql.Connection, actor: Actor, plan_id: int) -> Outcome:
    """Carry out a plan: reserve for each line that is agreed to, as far as it still can be.

    What was decided or taken back meanwhile, and what the budget cannot hold any more, is passed
    over and told; a plan of which nothing can be reserved stays as it is. Whoever asked may still
    take their request back.
    """
    plan = reads_plan.plan(db, actor, plan_id)
    with db.transaction():
        _hold(db, plan_id)
        agreed = [moving.held(db, one) for one in sql.column(db, Q["lock_agreed"], plan_id=plan_id)]
        if not agreed:
            raise NothingAgreed("plan")
        sql.run(db, Q["commit_plan"], plan_id=plan_id, me=person_of(actor), now=clock.now())
        why = {one.id: _reserve(db, actor, one, plan.name) for one in agreed}
        done = [number for number, reason in why.items() if reason is None]
        if not done:
            raise NothingReserved("plan")
        return Outcome(done, {number: reason for number, reason in why.items() if reason})


def _reserve(db: sql.Connection, actor: Actor, request: Request, name: str) -> Why | None:
    """Why it could not be reserved; None: it is. Where approval is demanded, only an owner gives
    it."""
    if request.person_id == person_of(actor):
        return Why.OWN
    if request.state not in UNDECIDED or State.COMMITTED not in NEXT[State(request.state)]:
        return Why.MEANWHILE
    if request.way == Mode.APPROVE and not owns(db, actor):
        return Why.OWNER
    try:
        with db.transaction():
            moving.move(db, actor, request, State.COMMITTED, note=name)
    except (NotEnough, NotForThem, PeriodIsOver):
        return Why.SHORT
    return None
