"""Kept deliveries become work: read, and what they tell is worked in, a batch at a time."""

from service.actor import Actor
from service.atlassian import payloads
from service.atlassian.model import NotUnderstood
from service.atlassian.model_pages import AnyEvent
from service.connections import reads_scope
from service.connections.model import Delivery, Outcome, State
from service.connections.model_scope import Scope
from service.db import sql
from service.webhooks import telling

STRANGE = "The body is of another product than this connection."


def handle(
    db: sql.Connection,
    actor: Actor,
    connection_id: int,
    deliveries: list[Delivery],
) -> tuple[list[Outcome], list[int]]:
    """Read and work in deliveries of one connection: what became of each, and which work changed.

    The caller holds the transaction. What cannot be read is quarantined with its reason.
    """
    if not deliveries:
        return [], []
    scope = reads_scope.scope(db, actor, connection_id)
    read = [(delivery, _read(delivery, scope)) for delivery in deliveries]
    events = [found for _, found in read if not isinstance(found, Outcome)]
    verdicts, changed = telling.gather(db, actor, connection_id, scope, events)
    judged = iter(verdicts)
    outcomes = [
        found if isinstance(found, Outcome) else next(judged).outcome(delivery)
        for delivery, found in read
    ]
    return outcomes, changed


def _read(delivery: Delivery, scope: Scope) -> AnyEvent | Outcome:
    try:
        event = payloads.read(delivery.body, scope.reviewer_fields)
    except NotUnderstood as strange:
        return Outcome(delivery.id, State.QUARANTINED, reason=strange.reason)
    if not telling.fits(scope, event):
        return Outcome(delivery.id, State.QUARANTINED, reason=STRANGE)
    return event
