"""Questions about requests. Who may read one stands in the statement `request`.

Those who read one only because it was shared back read what came back: not why it was wished, nor
what was said on the way.
"""

from dataclasses import replace
from datetime import timedelta

from service import clock
from service.actor import Actor, person_of
from service.budgets import access, reads
from service.budgets.model import Budget
from service.budgets.model_requests import (
    Advice,
    AdviceGiven,
    AdviceWanted,
    CameBack,
    Planned,
    Proof,
    ProofLine,
    Reminder,
    Request,
    RequestLine,
    Step,
)
from service.db import sql
from service.errors import NotFound

Q = sql.load(__package__)
PAGE = 20
WAITING = 20  #: at once, oldest first
PLANS = 30
DECIDED = timedelta(days=14)  #: that a decision of somebody else is told
GIVEN = 10
LATELY = timedelta(days=90)  #: that advice stays in the list, whatever became of it
BACK = 25  #: of what came back, on a page of its own


def request(db: sql.Connection, actor: Actor, request_id: int) -> Request:
    """A request, for who asks, advises, decides, or had it shared; NotFound for others."""
    found = sql.one(
        db, Request, Q["request"],
        request_id=request_id, me=person_of(actor), as_owner=access.owns(db, actor),
    )  # fmt: skip
    return found if is_close(db, actor, request_id) else replace(found, why="", for_whom=None)


def is_close(db: sql.Connection, actor: Actor, request_id: int) -> bool:
    """Whether somebody reads a request whole."""
    me, as_owner = person_of(actor), access.owns(db, actor)
    return bool(sql.value(db, Q["is_close"], request_id=request_id, me=me, as_owner=as_owner))


def budget_of(db: sql.Connection, actor: Actor, request_id: int) -> Budget:
    """The budget of a request, without its ledger, for who may read the request."""
    found = request(db, actor, request_id)
    return sql.one(db, Budget, Q["budget_of"], budget_id=found.budget_id)


def my_requests(db: sql.Connection, actor: Actor, after: int | None = None) -> list[RequestLine]:
    """A page of what I asked, latest first, and one more when there is more."""
    return sql.every(
        db, RequestLine, Q["my_requests"], me=person_of(actor), after=after, limit=PAGE + 1
    )


def advice(db: sql.Connection, actor: Actor, request_id: int) -> list[Advice]:
    """Who was asked for advice, and what they said, for who reads the request whole."""
    request(db, actor, request_id)
    if not is_close(db, actor, request_id):
        return []
    return sql.every(db, Advice, Q["advice"], request_id=request_id)


def advised(db: sql.Connection, actor: Actor, advice_id: int) -> int:
    """The id of the request that advice is about, for who asked and who advises."""
    found = sql.value(db, Q["request_advised"], advice_id=advice_id, me=person_of(actor))
    if found is None:
        raise NotFound
    return int(found)


def steps(db: sql.Connection, actor: Actor, request_id: int) -> list[Step]:
    """The log of a request, for who may read it; what was said only for who reads it whole."""
    request(db, actor, request_id)
    found = sql.every(db, Step, Q["steps"], request_id=request_id)
    if is_close(db, actor, request_id):
        return found
    return [replace(step, note=None, alternative=None) for step in found]


def planned(db: sql.Connection, actor: Actor, request_id: int) -> list[Planned]:
    """What was decided about a request in plans that were carried out: for who asked."""
    if request(db, actor, request_id).person_id != person_of(actor):
        return []
    return sql.every(db, Planned, Q["planned"], request_id=request_id, limit=PLANS)


def proofs(db: sql.Connection, actor: Actor, request_id: int) -> list[ProofLine]:
    """The files of a request: for who asked, and for budget owners, who must book them."""
    mine = request(db, actor, request_id).person_id == person_of(actor)
    if not (mine or access.owns(db, actor)):
        return []
    return sql.every(db, ProofLine, Q["proofs"], request_id=request_id)


def proof(db: sql.Connection, actor: Actor, proof_id: int) -> Proof:
    return sql.one(
        db, Proof, Q["proof"],
        proof_id=proof_id, me=person_of(actor), as_owner=access.owns(db, actor),
    )  # fmt: skip


def came_back(
    db: sql.Connection, actor: Actor, budget_id: int, until: int | None, limit: int
) -> list[CameBack]:
    """A page of what came back from a budget and I may read, latest first, from before step
    `until`; one more if there is more. For whoever sees the budget."""
    reads.budget(db, actor, budget_id)
    return sql.every(
        db, CameBack, Q["came_back"],
        budget_id=budget_id, me=person_of(actor), as_owner=access.owns(db, actor),
        until=until, limit=limit + 1,
    )  # fmt: skip


def advice_wanted(db: sql.Connection, actor: Actor, after: int | None = None) -> list[AdviceWanted]:
    """A page of whose wish waits for my advice, from after one; one more if there is more."""
    me = person_of(actor)
    return sql.every(db, AdviceWanted, Q["advice_wanted"], me=me, after=after, limit=WAITING + 1)


def advice_given(db: sql.Connection, actor: Actor, after: int | None = None) -> list[AdviceGiven]:
    """A page of what I advised lately or is not answered yet; one more if there is more."""
    me, since = person_of(actor), clock.now() - LATELY
    return sql.every(
        db, AdviceGiven, Q["advice_given"], me=me, since=since, after=after, limit=GIVEN + 1
    )


def reminders(db: sql.Connection, actor: Actor) -> list[Reminder]:
    """What of mine waits for me: advice to answer, a question, a decision that is mine to make or
    that somebody else made, or an end that comes near."""
    me, since = person_of(actor), clock.now() - DECIDED
    return sql.every(db, Reminder, Q["reminders"], me=me, since=since, limit=WAITING)


def to_decide(db: sql.Connection, actor: Actor, after: int | None = None) -> list[RequestLine]:
    """A page of what waits for a budget owner, oldest first, from after a request; one more if
    there is more. Nothing for others."""
    if not access.owns(db, actor):
        return []
    return sql.every(
        db, RequestLine, Q["to_decide"], me=person_of(actor), after=after, limit=WAITING + 1
    )
