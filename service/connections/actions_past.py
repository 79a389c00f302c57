"""What can be done about the past of a connection, and about what was missed."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta

import psycopg

from service import clock, later
from service.actor import Actor, must_administer, must_be_system
from service.connections.errors import BackfillRuns, NothingToResume
from service.connections.model_past import Backfill, BackfillState, Begun
from service.db import sql

Q = sql.load(__package__)
#: How long it stays known what each asking found.
KEPT = timedelta(days=30)
#: Between two pages; what takes longer was a wait, and says nothing of how fast it goes.
LONGEST_STEP = timedelta(minutes=1)
#: The first asking goes back a day at most: what was before is for filling in, at its own pace.
FIRST = timedelta(days=1)
INTERRUPTED = "It was interrupted; the next one went on from there."


def begin_backfill(
    db: sql.Connection, actor: Actor, connection_id: int, since: date, by_worker: bool = True
) -> Backfill:
    """Fill in the past of a connection from a day on; the worker does it, or the caller."""
    must_administer(actor)
    try:
        with db.transaction():
            made = sql.one(
                db, Backfill, Q["begin_backfill"],
                connection_id=connection_id, since=since, now=clock.now(),
            )  # fmt: skip
            if by_worker:
                later.promise(db, "fill_in_past", backfill_id=made.id)
            return made
    except psycopg.errors.UniqueViolation as running:
        raise BackfillRuns from running


def stop_backfill(db: sql.Connection, actor: Actor, backfill_id: int) -> None:
    """It stops after the page it is at, and can be resumed."""
    must_administer(actor)
    _end(db, backfill_id, BackfillState.STOPPED, None)


def resume_backfill(
    db: sql.Connection, actor: Actor, backfill_id: int, by_worker: bool = True
) -> None:
    must_administer(actor)
    try:
        with db.transaction():
            if not sql.run(db, Q["resume_backfill"], id=backfill_id):
                raise NothingToResume
            if by_worker:
                later.promise(db, "fill_in_past", backfill_id=backfill_id)
    except psycopg.errors.UniqueViolation as running:
        raise BackfillRuns from running


def take_backfill(db: sql.Connection, actor: Actor, backfill_id: int) -> bool:
    """Whether this process may do it: no other does. Held until `leave_backfill` or until the
    database connection ends."""
    must_be_system(actor)
    return bool(sql.value(db, Q["try_backfill_alone"], id=backfill_id))


def leave_backfill(db: sql.Connection, actor: Actor, backfill_id: int) -> None:
    must_be_system(actor)
    sql.value(db, Q["leave_backfill"], id=backfill_id)


def count_backfill(db: sql.Connection, actor: Actor, backfill_id: int, total: int) -> None:
    must_be_system(actor)
    sql.run(db, Q["count_backfill"], id=backfill_id, total=total)


def advance_backfill(
    db: sql.Connection,
    actor: Actor,
    backfill_id: int,
    number: int,
    reached_at: datetime | None,
    reached_id: str | None,
) -> bool:
    """So many more are worked in; False where it was stopped, and then nothing may be kept."""
    must_be_system(actor)
    return bool(
        sql.run(
            db, Q["advance_backfill"],
            id=backfill_id, number=number, reached_at=reached_at, reached_id=reached_id,
            now=clock.now(), longest=LONGEST_STEP.total_seconds(),
        )
    )  # fmt: skip


def note_backfill_waits(db: sql.Connection, actor: Actor, backfill_id: int, reason: str) -> None:
    """Why it waits, for its page."""
    must_be_system(actor)
    sql.run(db, Q["backfill_waits"], id=backfill_id, reason=reason[:500], now=clock.now())


def end_backfill(
    db: sql.Connection, actor: Actor, backfill_id: int, reason: str | None = None
) -> None:
    """It is done or, with a reason, failed."""
    must_be_system(actor)
    state = BackfillState.FAILED if reason else BackfillState.DONE
    _end(db, backfill_id, state, reason)


def _end(db: sql.Connection, backfill_id: int, state: BackfillState, reason: str | None) -> None:
    sql.run(
        db, Q["end_backfill"],
        id=backfill_id, state=str(state), now=clock.now(), reason=reason and reason[:500],
    )  # fmt: skip


@contextmanager
def reconciling(db: sql.Connection, actor: Actor, connection_id: int) -> Iterator[Begun | None]:
    """A new asking of what changed, and since when; None while another process asks."""
    must_be_system(actor)
    if not sql.value(db, Q["try_reconcile_alone"], connection_id=connection_id):
        yield None
        return
    try:
        yield _begin_reconcile(db, connection_id)
    finally:
        sql.value(db, Q["leave_reconcile"], connection_id=connection_id)


def _begin_reconcile(db: sql.Connection, connection_id: int) -> Begun:
    now = clock.now()
    with db.transaction():
        sql.run(db, Q["end_interrupted"], connection_id=connection_id, now=now, reason=INTERRUPTED)
        return sql.one(
            db, Begun, Q["begin_reconcile"], connection_id=connection_id, now=now, first=now - FIRST
        )


def note_reconciled(
    db: sql.Connection,
    actor: Actor,
    reconcile_id: int,
    looked_at: int,
    missed: int,
    reached_at: datetime | None,
) -> None:
    """What one page of answers was; `reached_at` is where the next asking may begin."""
    must_be_system(actor)
    sql.run(
        db, Q["note_reconciled"],
        id=reconcile_id, looked_at=looked_at, missed=missed, reached_at=reached_at,
    )  # fmt: skip


def end_reconcile(
    db: sql.Connection, actor: Actor, reconcile_id: int, reason: str | None = None
) -> None:
    must_be_system(actor)
    sql.run(
        db, Q["end_reconcile"],
        id=reconcile_id, now=clock.now(), reason=reason and reason[:500],
    )  # fmt: skip


def forget_reconciles(db: sql.Connection, actor: Actor) -> int:
    must_be_system(actor)
    return sql.run(db, Q["forget_reconciles"], before=clock.now() - KEPT)
