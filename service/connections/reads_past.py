"""Questions about the past of connections, and about what was missed."""

from service.actor import Actor, must_administer, must_be_system
from service.connections.model_past import Backfill, Reconciled
from service.db import sql

Q = sql.load(__package__)
LATEST = 5


def backfill(db: sql.Connection, actor: Actor, backfill_id: int) -> Backfill:
    must_administer(actor)
    return sql.one(db, Backfill, Q["backfill"], id=backfill_id)


def latest_backfill(db: sql.Connection, actor: Actor, connection_id: int) -> Backfill | None:
    must_administer(actor)
    return sql.first(db, Backfill, Q["latest_backfill"], connection_id=connection_id)


def running_backfills(db: sql.Connection, actor: Actor) -> list[int]:
    must_be_system(actor)
    return sql.column(db, Q["running_backfills"])


def reconciles(
    db: sql.Connection, actor: Actor, connection_id: int, limit: int = LATEST
) -> list[Reconciled]:
    """The last times it was asked what changed, newest first."""
    must_administer(actor)
    return sql.every(
        db, Reconciled, Q["latest_reconciles"], connection_id=connection_id, limit=limit
    )
