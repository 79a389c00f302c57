"""Questions about proposals: their proposer and the stewards of their area read them."""

from service.actor import Actor, person_of
from service.db import sql
from service.skills import stewards
from service.skills.model_proposals import Answered, Proposal, State

Q = sql.load(__package__)
PAGE = 20
FEW = 5


def proposal(db: sql.Connection, actor: Actor, proposal_id: int) -> Proposal:
    """One of mine, or one that was sent to the stewards of an area that I tend."""
    areas = sorted(stewards.tended(db, actor))
    return sql.one(
        db, Proposal, Q["proposals"],
        id=proposal_id, before=None, person_id=person_of(actor), areas=areas, state=None, limit=1,
    )  # fmt: skip


def mine(db: sql.Connection, actor: Actor, before: int | None = None) -> list[Proposal]:
    """A page of mine, newest first; one more than a page where there are older ones."""
    return sql.every(
        db, Proposal, Q["proposals"],
        id=None, before=before, person_id=person_of(actor), areas=[], state=None, limit=PAGE + 1,
    )  # fmt: skip


def waiting(db: sql.Connection, actor: Actor, before: int | None = None) -> list[Proposal]:
    """A page of those that wait for a steward of my areas."""
    person_of(actor)
    return sql.every(
        db, Proposal, Q["proposals"],
        id=None, before=before, person_id=None, areas=sorted(stewards.tended(db, actor)),
        state=str(State.OPEN), limit=PAGE + 1,
    )  # fmt: skip


def answered_lately(db: sql.Connection, actor: Actor) -> list[Answered]:
    """Mine that were answered and whose answer I have not read; a few."""
    return sql.every(db, Answered, Q["answered_lately"], person_id=person_of(actor), limit=FEW)


def count_waiting(db: sql.Connection, actor: Actor) -> int:
    """How many proposals of others wait for a steward of my areas."""
    areas = sorted(stewards.tended(db, actor))
    if not areas:
        return 0
    return int(sql.value(db, Q["count_waiting"], areas=areas, person_id=person_of(actor)))
