"""Asking a connection what changed, so that nothing is missed: also the only road where webhooks
cannot come in.
"""

from datetime import datetime, timedelta

import structlog

from service import clock
from service.actor import System
from service.atlassian.model_pages import AnyEvent
from service.atlassian.rest import issues, told
from service.atlassian.rest.client import Client
from service.atlassian.rest.errors import AtlassianError
from service.connections import actions_past as actions
from service.connections import reads_access, reads_lookup, reads_scope
from service.connections.model_past import Begun
from service.connections.model_scope import Scope
from service.db.pool import borrowed
from service.errors import Conflict
from service.jobs.asking import Asking, wanted_of
from service.jobs.asking_pages import Pages
from service.work import reads as work

log = structlog.get_logger()
RECONCILE = System("reconcile")
# Clocks differ, and what is told of a minute may be indexed in the next.
OVERLAP = timedelta(minutes=5)
# What changed this short ago may still be on its way by webhook, and was not missed.
ON_ITS_WAY = timedelta(minutes=2)


def all_connections(asking: Asking) -> dict[str, int]:
    """Each connection that may be asked; how much was looked at, and how much had been missed."""
    with borrowed(asking.pool) as db:
        ids = reads_access.callable_now(db, RECONCILE)
    return _each(asking, ids)


def early(asking: Asking) -> dict[str, int]:
    """Only those where much changed at once, such as at the end of a sprint."""
    with borrowed(asking.pool) as db:
        ids = set(reads_lookup.wanting_reconcile(db, RECONCILE))
        ids &= set(reads_access.callable_now(db, RECONCILE))
    return _each(asking, sorted(ids))


def _each(asking: Asking, ids: list[int]) -> dict[str, int]:
    looked_at = missed = 0
    for connection_id in ids:
        some, unknown = one(asking, connection_id)
        looked_at, missed = looked_at + some, missed + unknown
    return {"connections": len(ids), "looked_at": looked_at, "missed": missed}


def one(asking: Asking, connection_id: int) -> tuple[int, int]:
    """One connection: how much was looked at and missed. Why it stopped is noted, for its page."""
    with borrowed(asking.pool) as db:
        begun = Begun(*actions.begin_reconcile(db, RECONCILE, connection_id))
        scope = reads_scope.scope(db, RECONCILE, connection_id)
    began, reason, counts = clock.now(), None, (0, 0)
    try:
        with asking.calls.client(RECONCILE, connection_id) as client:
            ask = _issues if scope.is_jira else _pages
            counts = ask(asking, client, scope, connection_id, begun)
    except (AtlassianError, Conflict) as error:
        reason = str(error)
        log.warning("could not reconcile", connection=connection_id, reason=reason)
    with borrowed(asking.pool) as db, db.transaction():
        if reason is None:
            actions.note_reconciled(db, RECONCILE, begun.id, 0, 0, began)
        actions.end_reconcile(db, RECONCILE, begun.id, reason)
    return counts


def _issues(
    asking: Asking, client: Client, scope: Scope, connection_id: int, begun: Begun
) -> tuple[int, int]:
    """Oldest change first, so that each page that was worked in need not be asked for again."""
    wanted = wanted_of(client, scope, begun.reached_at - OVERLAP)
    looked_at = missed = 0
    for page in issues.changed_since(client, wanted):
        seen_at = clock.now()
        changed = {found.issue.id: found.issue.updated for found in page.issues}
        events: list[AnyEvent] = [
            event for found in page.issues for event in told.issue_events(found, seen_at)
        ]
        reached = page.position.at if page.position else None
        missed += _keep(asking, connection_id, begun, "issue", changed, events, reached)
        looked_at += len(changed)
    return looked_at, missed


def _pages(
    asking: Asking, client: Client, scope: Scope, connection_id: int, begun: Begun
) -> tuple[int, int]:
    """Last change first: only when all were worked in, the next one may begin later."""
    looked_at = missed = 0
    since = begun.reached_at - OVERLAP
    for events, number, _ in Pages(client, scope).since(since, with_versions=True):
        changed = {one.page.id: one.page.version_at for one in events}  # type: ignore[union-attr]
        missed += _keep(asking, connection_id, begun, "page", changed, events, None)
        looked_at += number
    return looked_at, missed


def _keep(
    asking: Asking,
    connection_id: int,
    begun: Begun,
    kind: str,
    changed: dict[str, datetime],
    events: list[AnyEvent],
    reached: datetime | None,
) -> int:
    """Work one page in; how much of it no webhook had told."""
    with borrowed(asking.pool) as db, clock.stopped(), db.transaction():
        known = work.stamps(db, RECONCILE, connection_id, list(changed), kind)
        missed = _missed(changed, known, clock.now() - ON_ITS_WAY)
        asking.work_in(db, RECONCILE, connection_id, events)
        actions.note_reconciled(db, RECONCILE, begun.id, len(changed), missed, reached)
    return missed


def _missed(
    changed: dict[str, datetime], known: dict[str, datetime | None], before: datetime
) -> int:
    return sum(
        1
        for own_id, at in changed.items()
        if at < before and ((last := known.get(own_id)) is None or last < at)
    )
