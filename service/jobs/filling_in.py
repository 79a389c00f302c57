"""Filling in the past of a connection: asked for page by page, and worked in as it comes.

Each page is worked in and counted in one transaction, so that a process that is killed loses
nothing and does nothing twice: the next one goes on where the last one came.
"""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from datetime import time as time_of_day
from typing import TypeVar

import structlog

from service import clock, later
from service.actor import System
from service.atlassian.rest.client import Client
from service.atlassian.rest.errors import (
    AtlassianError,
    CannotBeReached,
    OutOfOrder,
    ProxyFailed,
    SlowDown,
    TooSlow,
)
from service.atlassian.rest.model import Position
from service.calls import CallsWait
from service.connections import actions_past as actions
from service.connections import reads_access, reads_past, reads_scope
from service.connections.model_past import Backfill, BackfillState
from service.connections.model_scope import Scope
from service.db.pool import borrowed
from service.errors import Conflict
from service.jobs.asking import Asking
from service.jobs.asking_issues import Issues, wanted_of
from service.jobs.asking_pages import Pages
from service.jobs.batches import Batch

log = structlog.get_logger()
BACKFILL = System("backfill")
PAGE = 100
# A site that answers slower than this is left alone for as long as its answer took.
SLOW_SECONDS = 0.5
LONGEST_REST_SECONDS = 10.0
A_WHILE_SECONDS = 60.0
# What may pass by itself, and how long that is waited for.
PASSING = (CannotBeReached, TooSlow, OutOfOrder, ProxyFailed)
PAUSE = timedelta(minutes=5)

T = TypeVar("T")
Watch = Callable[[Backfill], None]


def run(
    asking: Asking, backfill_id: int, watch: Watch = lambda _: None, is_patient: bool = False
) -> Backfill:
    """Go on until the past is filled in, or somebody stops it; how it stands then.

    `watch` sees it after each page, and may raise to leave off there. It is still running where
    another process is at it. Where the site wants us to wait, SlowDown or CallsWait is raised and
    nothing is lost; `is_patient` also raises what may pass by itself. What else goes wrong ends it
    as failed, with the reason.
    """
    with _alone(asking, backfill_id) as found:
        if found and found.state == BackfillState.RUNNING:
            _try(asking, found, watch, is_patient)
    with borrowed(asking.pool) as db:
        return reads_past.backfill(db, BACKFILL, backfill_id)


def run_a_while(asking: Asking, backfill_id: int) -> None:
    """As a job: for a minute, so that it holds up no other, then promised again. So it is where
    the site wants us to wait, or cannot be reached for a while."""
    until = time.monotonic() + A_WHILE_SECONDS
    again_at = None
    with borrowed(asking.pool) as db:
        begun = reads_past.backfill(db, BACKFILL, backfill_id)
        if reads_access.access(db, BACKFILL, begun.connection_id).is_paused:
            return  # it is an orphan until the connection goes on

    def watch(found: Backfill) -> None:
        if found.done > begun.done and time.monotonic() > until:
            raise _EnoughForNow

    try:
        run(asking, backfill_id, watch, is_patient=True)
        return
    except _EnoughForNow:
        pass
    except (SlowDown, CallsWait) as wait:
        again_at = wait.until
    except PASSING:
        again_at = clock.now() + PAUSE
    with borrowed(asking.pool) as db:
        later.promise(db, "fill_in_past", at=again_at, backfill_id=backfill_id)


def promise_orphans(asking: Asking) -> list[int]:
    """What nobody went on with for a while, as its command was killed: a job takes it up."""
    with borrowed(asking.pool) as db, clock.stopped(), db.transaction():
        orphans = reads_past.orphaned_backfills(db, BACKFILL)
        for backfill_id in orphans:
            later.promise(db, "fill_in_past", backfill_id=backfill_id)
    return orphans


class _EnoughForNow(Exception):
    """It goes on later."""


@contextmanager
def _alone(asking: Asking, backfill_id: int) -> Iterator[Backfill | None]:
    """How it stands, or None where another process is at it."""
    with borrowed(asking.pool) as db:
        if not actions.take_backfill(db, BACKFILL, backfill_id):
            yield None
            return
        try:
            yield reads_past.backfill(db, BACKFILL, backfill_id)
        finally:
            actions.leave_backfill(db, BACKFILL, backfill_id)


def _try(asking: Asking, found: Backfill, watch: Watch, is_patient: bool) -> None:
    try:
        with asking.calls.client(BACKFILL, found.connection_id) as client:
            is_through = _through(asking, client, found, watch)
    except (AtlassianError, Conflict) as error:
        waits = isinstance(error, (SlowDown, CallsWait, *(PASSING if is_patient else ())))
        log.warning("the past could not be filled in", backfill=found.id, reason=str(error))
        with borrowed(asking.pool) as db:
            note = actions.note_backfill_waits if waits else actions.end_backfill
            note(db, BACKFILL, found.id, str(error))
        if waits:
            raise
        return
    if is_through:
        with borrowed(asking.pool) as db:
            actions.end_backfill(db, BACKFILL, found.id)


def _through(asking: Asking, client: Client, found: Backfill, watch: Watch) -> bool:
    """Page after page; False where somebody stopped it."""
    with borrowed(asking.pool) as db:
        scope = reads_scope.scope(db, BACKFILL, found.connection_id)
    kind, pages = ("issue", _of_issues) if scope.is_jira else ("page", _of_pages)
    for batch in ahead(pages(asking, client, scope, found)):
        if not _keep(asking, found, kind, batch):
            return False
        with borrowed(asking.pool) as db:
            watch(reads_past.backfill(db, BACKFILL, found.id))
    return True


def _of_issues(asking: Asking, client: Client, scope: Scope, found: Backfill) -> Iterator[Batch]:
    asked = Issues(client, wanted_of(client, scope, midnight(found)), PAGE)
    if found.total is None:
        total = asked.count()
        with borrowed(asking.pool) as db:
            actions.count_backfill(db, BACKFILL, found.id, total)
    position = Position(found.reached_at, found.reached_id or "") if found.reached_at else None
    yield from asked.batches(position)


def _of_pages(_: Asking, client: Client, scope: Scope, found: Backfill) -> Iterator[Batch]:
    yield from Pages(client, scope).since(midnight(found), found.reached_id)


def _keep(asking: Asking, found: Backfill, kind: str, batch: Batch) -> bool:
    position = batch.position
    reached_at, reached_id = (position.at, position.id) if position else (None, None)
    with borrowed(asking.pool) as db, clock.stopped(), db.transaction():
        if not actions.advance_backfill(
            db, BACKFILL, found.id, len(batch.found), reached_at, reached_id
        ):
            return False
        asking.keep(db, BACKFILL, found.connection_id, kind, batch)
    return True


def midnight(found: Backfill) -> datetime:
    return datetime.combine(found.since, time_of_day.min, UTC)


def ahead(pages: Iterator[T]) -> Iterator[T]:
    """The same pages; the next is asked for while the one before is worked in."""
    with ThreadPoolExecutor(1, thread_name_prefix="asks ahead") as reader:
        following = reader.submit(_next, pages)
        while (page := following.result()) is not None:
            following = reader.submit(_next, pages)
            yield page


def _next(pages: Iterator[T]) -> T | None:
    began = time.monotonic()
    page = next(pages, None)
    took = time.monotonic() - began
    if page is not None and took > SLOW_SECONDS:
        time.sleep(min(took, LONGEST_REST_SECONDS))
    return page
