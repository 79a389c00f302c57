"""Asking a connection what changed, so that nothing is missed: also the only road where webhooks
cannot come in.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

import structlog

from service import clock, later
from service.actor import System
from service.atlassian.rest.client import Client
from service.atlassian.rest.errors import AtlassianError, SlowDown
from service.atlassian.rest.model import Page
from service.calls import CallsWait
from service.connections import actions_past as actions
from service.connections import reads_access, reads_lookup, reads_past, reads_scope
from service.connections.model_past import Begun
from service.connections.model_scope import Scope
from service.db import sql
from service.db.pool import borrowed
from service.errors import Conflict
from service.jobs import missed
from service.jobs.asking import Asking
from service.jobs.asking_issues import Issues, wanted_of
from service.jobs.asking_pages import Pages
from service.jobs.batches import Batch, Found, id_of
from service.work.reads_asked import Remembered, remembered

log = structlog.get_logger()
RECONCILE = System("reconcile")
# Clocks differ, and what is told of a minute may be indexed in the next.
OVERLAP = timedelta(minutes=5)
# What changed this short ago may still be on its way by webhook, and was not missed.
ON_ITS_WAY = timedelta(minutes=2)


def promise_all(asking: Asking) -> list[int]:
    """Have each connection asked that may be asked, by a job of its own; their ids."""
    with borrowed(asking.pool) as db, clock.stopped():
        return _promise(db, reads_access.callable_now(db, RECONCILE))


def promise_early(asking: Asking) -> list[int]:
    """Only those where much changed at once, such as at the end of a sprint."""
    with borrowed(asking.pool) as db, clock.stopped():
        ids = set(reads_lookup.wanting_reconcile(db, RECONCILE))
        return _promise(db, sorted(ids & set(reads_access.callable_now(db, RECONCILE))))


def _promise(db: sql.Connection, ids: list[int]) -> list[int]:
    with db.transaction():
        for connection_id in ids:
            later.promise(db, "reconcile_one", connection_id=connection_id)
    return ids


def one(asking: Asking, connection_id: int) -> None:
    """One connection, from where the last asking came. Why it stopped is noted, for its page; where
    the site wants us to wait, it is promised for then."""
    with (
        borrowed(asking.pool) as line,
        actions.reconciling(line, RECONCILE, connection_id) as begun,
    ):
        if begun:
            _ask(asking, connection_id, begun)


def _ask(asking: Asking, connection_id: int, begun: Begun) -> None:
    began, reason = clock.now(), None
    try:
        with asking.calls.client(RECONCILE, connection_id) as client:
            _through(asking, client, connection_id, begun)
    except (AtlassianError, Conflict) as error:
        reason = str(error)
        log.warning("could not reconcile", connection=connection_id, reason=reason)
        if isinstance(error, SlowDown | CallsWait):
            with borrowed(asking.pool) as db:
                later.promise(db, "reconcile_one", at=error.until, connection_id=connection_id)
    with borrowed(asking.pool) as db, db.transaction():
        if reason is None:
            actions.note_reconciled(db, RECONCILE, begun.id, 0, 0, began)
        actions.end_reconcile(db, RECONCILE, begun.id, reason)


def _through(asking: Asking, client: Client, connection_id: int, begun: Begun) -> None:
    with borrowed(asking.pool) as db:
        scope = reads_scope.scope(db, RECONCILE, connection_id)
        waiting = reads_past.oldest_waiting(db, RECONCILE, connection_id)
    now = clock.now()
    run = _Run(asking, client, scope, connection_id, begun, min(waiting or now, now) - ON_ITS_WAY)
    for batch in run.issues() if scope.is_jira else run.pages():
        run.keep(batch)


class _Run:
    """One asking. What changed `before` had its chance to be told by a delivery, also by one that
    still waits here."""

    def __init__(
        self,
        asking: Asking,
        client: Client,
        scope: Scope,
        connection_id: int,
        begun: Begun,
        before: datetime,
    ) -> None:
        self.asking, self.client, self.scope = asking, client, scope
        self.connection_id, self.begun, self.before = connection_id, begun, before
        self.since = begun.reached_at - OVERLAP

    def issues(self) -> Iterator[Batch]:
        """Oldest change first, so that each page that was worked in need not be asked for again."""
        wanted = wanted_of(self.client, self.scope, self.since, with_talk=True)
        yield from Issues(self.client, wanted).batches()

    def pages(self) -> Iterator[Batch]:
        """Last change first: only when all were worked in, the next asking may begin later."""
        yield from Pages(self.client, self.scope).since(self.since)

    def keep(self, batch: Batch) -> None:
        with borrowed(self.asking.pool) as db, clock.stopped(), db.transaction():
            kind = "issue" if self.scope.is_jira else "page"
            ids = [id_of(one) for one in batch.found]
            known = remembered(db, RECONCILE, self.connection_id, kind, ids)
            number = sum(self._missed(one, known.get(id_of(one))) for one in batch.found)
            self.asking.keep(db, RECONCILE, self.connection_id, kind, batch)
            reached = batch.position.at if batch.position and self.scope.is_jira else None
            actions.note_reconciled(db, RECONCILE, self.begun.id, len(ids), number, reached)

    def _missed(self, found: Found, known: Remembered | None) -> int:
        if isinstance(found, Page):
            return missed.of_page(found.modified, known, self.before)
        issue = found.issue
        if self.scope.refusal(issue.project_key, issue.issue_type):
            return 0
        return missed.of_issue(found, known, self.begun.reached_at, self.before)
