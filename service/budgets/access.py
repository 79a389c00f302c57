"""Who may do what with budgets. Owning them gives no right to anything else."""

from service.actor import Actor, System, person_of
from service.db import sql
from service.errors import NotFound

Q = sql.load(__package__)


def owns(db: sql.Connection, actor: Actor) -> bool:
    """Whether somebody is a budget owner; the system acts for them."""
    if isinstance(actor, System):
        return True
    return bool(sql.value(db, Q["is_owner"], person_id=person_of(actor)))


def must_own(db: sql.Connection, actor: Actor) -> None:
    """Budget owners and the system pass; for others the page does not exist."""
    if not owns(db, actor):
        raise NotFound


def plans(db: sql.Connection, actor: Actor, budget_id: int) -> bool:
    """Whether somebody may plan with a budget: an owner, or who leads its team."""
    if owns(db, actor):
        return True
    return bool(sql.value(db, Q["leads_budget"], person_id=person_of(actor), budget_id=budget_id))


def must_plan(db: sql.Connection, actor: Actor, budget_id: int) -> None:
    if not plans(db, actor, budget_id):
        raise NotFound
