"""Forgetting what a person asked for; what the ledger holds stays, without their words."""

from service.actor import Actor, must_be_or_system
from service.budgets import changes, moving
from service.budgets.errors import LastOwner
from service.budgets.model_requests import NEXT, State
from service.db import sql

Q = sql.load(__package__)
#: In this order, as later ones refer to earlier ones no more.
STEPS = (
    "erase_advice_waiting",
    "erase_advice",
    "erase_plan_lines",
    "erase_request_steps",
    "erase_proofs",
    "erase_requests",
    "blank_plan_lines",
    "blank_request_steps",
    "blank_requests",
    "blank_budgets",
)


def erase(db: sql.Connection, actor: Actor, person_id: int) -> None:
    """Requests and advice; what was reserved is free again, and what was spent stays counted."""
    must_be_or_system(actor, person_id)
    if sql.column(db, Q["lock_owners"]) == [person_id]:
        raise LastOwner
    held = [
        moving.held(db, one) for one in sql.column(db, Q["lock_requests_of"], person_id=person_id)
    ]
    sql.column(db, Q["lock_budgets_of"], person_id=person_id)
    for request in held:
        if State.CANCELLED in NEXT.get(State(request.state), frozenset()):
            moving.move(db, actor, request, State.CANCELLED)
    if sql.run(db, Q["erase_ownership"], person_id=person_id):
        changes.of_owner(db, actor, person_id, False)
    for step in STEPS:
        sql.run(db, Q[step], person_id=person_id)
