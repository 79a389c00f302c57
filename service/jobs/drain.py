"""The drain: kept deliveries become work, in batches, one process at a time for a connection.

Words of work are heard in between, when no delivery waits.
"""

from collections.abc import Callable
from threading import Event

import psycopg
import structlog

from service import clock
from service.actor import Actor, System
from service.connections import actions as connections
from service.connections.model import Delivery, Outcome, State
from service.db import sql
from service.db.pool import Pool, borrowed
from service.errors import Unavailable
from service.jobs.after_work import after_work

log = structlog.get_logger()
Handle = Callable[[sql.Connection, Actor, int, list[Delivery]], tuple[list[Outcome], list[int]]]
Listen = Callable[[sql.Connection], int]
DRAIN = System("drain")
BATCH = 500
# Some twenty statements go with each batch, however small: while deliveries stream in, a moment's
# wait makes one of many.
GATHER_SECONDS = 0.2
AWAY_SECONDS = 2.0


def loop(pool: Pool, handle: Handle, listen: Listen, stopping: Event, raw_body_days: int) -> None:
    """Drain until told to stop; a database that is away is waited for."""
    while not stopping.is_set():
        try:
            with borrowed(pool) as db:
                handled = once(db, handle, raw_body_days)
                heard = 0 if handled else _listen(db, listen)
        except Unavailable:
            log.warning("the database is away; draining waits")
            stopping.wait(AWAY_SECONDS)
            continue
        if handled < BATCH and not heard:
            stopping.wait(GATHER_SECONDS)


def once(db: sql.Connection, handle: Handle, raw_body_days: int = 7) -> int:
    """One batch of each connection that has any; how many deliveries were handled."""
    return sum(
        _batch(db, handle, connection_id, forget=raw_body_days == 0)
        for connection_id in connections.waiting(db, DRAIN)
    )


def _listen(db: sql.Connection, listen: Listen) -> int:
    """What breaks here may not keep deliveries waiting: it is told, and tried again later."""
    try:
        return listen(db)
    except psycopg.OperationalError:
        raise
    except Exception:
        log.exception("words of work could not be heard")
        return 0


def until_empty(db: sql.Connection, handle: Handle) -> int:
    """Drain all there is, for the demo and for tests."""
    total = 0
    while handled := once(db, handle):
        total += handled
    return total


def _batch(db: sql.Connection, handle: Handle, connection_id: int, forget: bool) -> int:
    """Take, work in and note one batch: all of it or, where one breaks, all but that one."""
    with clock.stopped(), db.transaction():
        deliveries = connections.take(db, DRAIN, connection_id, BATCH)
        outcomes = _work_in(db, handle, connection_id, deliveries)
        connections.note(db, DRAIN, outcomes, forget)
    return len(deliveries)


def _work_in(
    db: sql.Connection, handle: Handle, connection_id: int, deliveries: list[Delivery]
) -> list[Outcome]:
    try:
        with db.transaction():
            outcomes, changed = handle(db, DRAIN, connection_id, deliveries)
            after_work(db, DRAIN, changed)
            return outcomes
    except psycopg.OperationalError:
        raise  # the database, not a delivery: nothing is noted, and all of them come again
    except Exception as broken:
        if len(deliveries) == 1:
            return [_set_aside(deliveries[0], broken)]
        log.warning("a batch broke; going one by one", connection=connection_id)
        return [_work_in(db, handle, connection_id, [one])[0] for one in deliveries]


def _set_aside(delivery: Delivery, broken: Exception) -> Outcome:
    """One delivery that breaks what others pass; the list of deliveries shows it, with a retry."""
    log.error("a delivery was set aside", delivery=delivery.id, exc_info=broken)
    # PostgreSQL tells on further lines what the row held, which is nobody's to read here.
    first_line = str(broken).partition("\n")[0]
    reason = f"{type(broken).__name__}: {first_line}"[:500]
    return Outcome(delivery.id, State.FAILED, reason=reason)
