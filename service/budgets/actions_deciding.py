"""What others do with a request: advise, and decide where approval is needed."""

from service import clock
from service.actor import Actor, Member, person_of
from service.budgets import moving
from service.budgets.access import must_own
from service.budgets.errors import NotTheirTurn, NotYourOwn
from service.budgets.model import Mode
from service.budgets.model_requests import Request, State
from service.db import sql
from service.errors import NotFound

Q = sql.load(__package__)


def advise(db: sql.Connection, actor: Actor, advice_id: int, said: str) -> int:
    """Give advice that was asked of me; the id of the request. It may be written anew until it is
    answered."""
    me = person_of(actor)
    found = sql.value(db, Q["request_of_advice"], advice_id=advice_id, me=me)
    if found is None:
        raise NotFound
    if not sql.run(db, Q["give_advice"], advice_id=advice_id, me=me, said=said, now=clock.now()):
        raise NotTheirTurn
    return int(found)


def approve(db: sql.Connection, actor: Actor, request_id: int, conditions: str | None) -> None:
    """Yes, under conditions if there are any: money and hours are reserved."""
    with db.transaction():
        request = _to_decide(db, actor, request_id)
        moving.move(db, actor, request, State.COMMITTED, note=conditions)


def question(db: sql.Connection, actor: Actor, request_id: int, asked: str) -> None:
    """Ask something first."""
    with db.transaction():
        request = _to_decide(db, actor, request_id)
        moving.move(db, actor, request, State.QUESTION, note=asked)


def decline(
    db: sql.Connection, actor: Actor, request_id: int, reason: str, alternative: str
) -> None:
    """Not this way: why, and what could work."""
    with db.transaction():
        request = _to_decide(db, actor, request_id)
        moving.move(db, actor, request, State.DECLINED, note=reason, alternative=alternative)


def _to_decide(db: sql.Connection, actor: Actor, request_id: int) -> Request:
    """A request that waits for approval. The second who decides finds that it was decided."""
    must_own(db, actor)
    request = moving.held(db, request_id)
    if request.way != Mode.APPROVE:
        raise NotFound
    if isinstance(actor, Member) and actor.person_id == request.person_id:
        raise NotYourOwn
    if request.state != State.PENDING:
        raise NotTheirTurn
    return request
