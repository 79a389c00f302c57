"""Filling in the past of a connection: asked for page by page, and worked in as it comes.

Each page is worked in and counted in one transaction, so that a process that is killed loses
nothing and does nothing twice: the next one goes on where the last one came.
"""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from datetime import time as time_of_day
from typing import TypeVar

import structlog

from service import clock
from service.actor import System
from service.atlassian.model_pages import AnyEvent
from service.atlassian.rest import issues, told
from service.atlassian.rest.client import Client
from service.atlassian.rest.errors import AtlassianError, SlowDown
from service.atlassian.rest.model import IssuePage, Position
from service.calls import CallsWait
from service.connections import actions_past as actions
from service.connections import reads_past, reads_scope
from service.connections.model_past import Backfill, BackfillState
from service.connections.model_scope import Scope
from service.db import sql
from service.db.pool import borrowed
from service.errors import Conflict
from service.jobs.asking import Asking, wanted_of
from service.jobs.asking_pages import Pages

log = structlog.get_logger()
BACKFILL = System("backfill")
PAGE = 100
# A site that answers slower than this is left alone for as long as its answer took.
SLOW_SECONDS = 0.5
LONGEST_REST_SECONDS = 10.0

T = TypeVar("T")
Watch = Callable[[Backfill], None]


def run(asking: Asking, backfill_id: int, watch: Watch = lambda _: None) -> Backfill:
    """Go on until the past is filled in, or somebody stops it; how it stands then.

    `watch` sees it after each page. Where the site wants us to wait, SlowDown or CallsWait is
    raised and nothing is lost; what else goes wrong ends it as failed, with the reason.
    """
    with _alone(asking, backfill_id) as found:
        if found and found.state == BackfillState.RUNNING:
            _try(asking, found, watch)
    with borrowed(asking.pool) as db:
        return reads_past.backfill(db, BACKFILL, backfill_id)


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


def _try(asking: Asking, found: Backfill, watch: Watch) -> None:
    try:
        with asking.calls.client(BACKFILL, found.connection_id) as client:
            is_through = _through(asking, client, found, watch)
    except (SlowDown, CallsWait):
        raise
    except (AtlassianError, Conflict) as error:
        log.warning("the past could not be filled in", backfill=found.id, reason=str(error))
        with borrowed(asking.pool) as db:
            actions.end_backfill(db, BACKFILL, found.id, reason=str(error))
        return
    if is_through:
        with borrowed(asking.pool) as db:
            actions.end_backfill(db, BACKFILL, found.id)


def _through(asking: Asking, client: Client, found: Backfill, watch: Watch) -> bool:
    """Page after page; False where somebody stopped it."""
    with borrowed(asking.pool) as db:
        scope = reads_scope.scope(db, BACKFILL, found.connection_id)
    pages = _of_issues if scope.is_jira else _of_pages
    for events, number, position in ahead(pages(asking, client, scope, found)):
        if not _keep(asking, found, events, number, position):
            return False
        with borrowed(asking.pool) as db:
            watch(reads_past.backfill(db, BACKFILL, found.id))
    return True


Batch = tuple[list[AnyEvent], int, Position | None]


def _of_issues(asking: Asking, client: Client, scope: Scope, found: Backfill) -> Iterator[Batch]:
    wanted = wanted_of(client, scope, midnight(found))
    if found.total is None:
        total = issues.count(client, wanted)
        with borrowed(asking.pool) as db:
            actions.count_backfill(db, BACKFILL, found.id, total)
    position = Position(found.reached_at, found.reached_id or "") if found.reached_at else None
    for page in issues.changed_since(client, wanted, position, PAGE):
        _tell_unreadable(page)
        seen_at = clock.now()
        events = [event for issue in page.issues for event in told.issue_events(issue, seen_at)]
        yield list(events), len(page.issues), page.position


def _of_pages(_: Asking, client: Client, scope: Scope, found: Backfill) -> Iterator[Batch]:
    for events, number, following in Pages(client, scope).since(midnight(found), found.reached_id):
        yield events, number, Position(found.began_at, following) if following else None


def _keep(
    asking: Asking,
    found: Backfill,
    events: list[AnyEvent],
    number: int,
    position: Position | None,
) -> bool:
    reached_at, reached_id = (position.at, position.id) if position else (None, None)
    with borrowed(asking.pool) as db, clock.stopped(), db.transaction():
        if not actions.advance_backfill(db, BACKFILL, found.id, number, reached_at, reached_id):
            return False
        asking.work_in(db, BACKFILL, found.connection_id, events)
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


def _tell_unreadable(page: IssuePage) -> None:
    for one in page.unreadable:
        log.warning("an issue of the past cannot be read", issue=one.id, reason=one.reason)


def running(db: sql.Connection) -> list[int]:
    return reads_past.running_backfills(db, BACKFILL)
