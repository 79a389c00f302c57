"""Questions about the past of connections, and about what was missed."""

from datetime import datetime, timedelta

from service import clock
from service.actor import Actor, must_administer, must_be_system
from service.connections.model_past import Backfill, Reconciled
from service.db import sql

Q = sql.load(__package__)
LATEST = 5
ORPHANED = timedelta(minutes=10)


def backfill(db: sql.Connection, actor: Actor, backfill_id: int) -> Backfill:
    must_administer(actor)
    return sql.one(db, Backfill, Q["backfill"], id=backfill_id)


def latest_backfill(db: sql.Connection, actor: Actor, connection_id: int) -> Backfill | None:
    must_administer(actor)
    return sql.first(db, Backfill, Q["latest_backfill"], connection_id=connection_id)


def orphaned_backfills(db: sql.Connection, actor: Actor) -> list[int]:
    """Ids of those that are to go on and did not for ten minutes."""
    must_be_system(actor)
    now = clock.now()
    return sql.column(db, Q["orphaned_backfills"], before=now - ORPHANED, now=now)


def oldest_waiting(db: sql.Connection, actor: Actor, connection_id: int) -> datetime | None:
    """Since when a delivery waits to be worked in; None where none does."""
    must_be_system(actor)
    found: datetime | None = sql.value(db, Q["oldest_waiting"], connection_id=connection_id)
    return found


def reconciles(
    db: sql.Connection, actor: Actor, connection_id: int, limit: int = LATEST
) -> list[Reconciled]:
    """The last times it was asked what changed, newest first."""
    must_administer(actor)
    return sql.every(
        db, Reconciled, Q["latest_reconciles"], connection_id=connection_id, limit=limit
    )
