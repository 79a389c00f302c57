"""What the commands about the past do: filling it in from a connection, or from a file."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, tzinfo
from itertools import groupby
from pathlib import Path

from service import clock
from service.actor import System
from service.atlassian import jira_csv
from service.atlassian.model import Event, IssueChanged, NotUnderstood
from service.atlassian.rest.errors import SlowDown
from service.calls import Calls, CallsWait
from service.commands import database, served
from service.connections import actions, actions_past, actions_scope, reads, reads_past
from service.connections.errors import NoSuchConnection
from service.connections.model import Connection, Product
from service.connections.model_past import Backfill, BackfillState
from service.connections.secrets import Vault
from service.db import pool as pools
from service.db import sql
from service.db.pool import borrowed
from service.errors import GezelError
from service.jobs import filling_in
from service.jobs.after_work import after_work
from service.jobs.asking import Asking
from service.settings import Settings
from service.webhooks import telling

COMMAND = System("command line")
ISSUES_AT_ONCE = 200
LOOKING_ON_SECONDS = 1.0


class CannotBeImported(GezelError):
    """%(file)s was not imported, and nothing was changed. %(reason)s"""


def backfill(data: Path, name: str, since: date, watch: Callable[[Backfill], None]) -> Backfill:
    """Fill in the past of a connection here and now; how it ended.

    One that was stopped or killed goes on where it was. Where the site wants us to wait, we do;
    where a worker is at it, we look on.
    """
    with served(data) as settings, _asking(settings) as asking:
        with borrowed(asking.pool) as db:
            found = _to_do(db, reads.connection(db, COMMAND, name), since)
        while True:
            seconds = LOOKING_ON_SECONDS
            try:
                found = filling_in.run(asking, found.id, watch)
            except (SlowDown, CallsWait) as wait:
                seconds = max((wait.until - clock.now()).total_seconds(), 1.0)
            if found.state != BackfillState.RUNNING:
                return found
            watch(found)
            time.sleep(seconds)


def _to_do(db: sql.Connection, connection: Connection, since: date) -> Backfill:
    latest = reads_past.latest_backfill(db, COMMAND, connection.id)
    if latest is None or latest.since != since or latest.state == BackfillState.DONE:
        return actions_past.begin_backfill(db, COMMAND, connection.id, since, by_worker=False)
    if latest.state != BackfillState.RUNNING:
        actions_past.resume_backfill(db, COMMAND, latest.id, by_worker=False)
    return latest


@contextmanager
def _asking(settings: Settings) -> Iterator[Asking]:
    clock.settle(settings.time_zone)
    pool = pools.of(settings)
    try:
        yield Asking(pool, Calls(pool, settings, Vault(settings.secret_key)), telling.hear)
    finally:
        pool.close()


def import_csv(
    data: Path, file: Path, name: str, zone: tzinfo, advance: Callable[[int, int], None]
) -> dict[str, int]:
    """Work in what Jira exported: `issues` and `comments`; a connection is made where there is
    none. `advance` is told how many issues are done, and of how many.
    """
    try:
        events = jira_csv.read(file.read_bytes(), zone)
    except NotUnderstood as strange:
        raise CannotBeImported(file=file.name, reason=strange.reason) from strange
    issues = _by_issue(events)
    with database(data) as (settings, db):
        connection_id = _connection(db, settings, name)
        for start in range(0, len(issues), ISSUES_AT_ONCE):
            some = [event for each in issues[start : start + ISSUES_AT_ONCE] for event in each]
            with db.transaction():
                actions.hold_drain(db, COMMAND, connection_id)
                after_work(db, COMMAND, telling.hear(db, COMMAND, connection_id, some))
            advance(min(start + ISSUES_AT_ONCE, len(issues)), len(issues))
    return {"issues": len(issues), "comments": len(events) - len(issues)}


def _by_issue(events: Sequence[Event]) -> list[list[Event]]:
    """An issue and its comments stay together."""
    number = 0
    numbered = []
    for event in events:
        number += isinstance(event, IssueChanged)
        numbered.append((number, event))
    return [[event for _, event in each] for _, each in groupby(numbered, key=lambda one: one[0])]


def _connection(db: sql.Connection, settings: Settings, name: str) -> int:
    """The connection of this name; a new one only listens, and takes all that is imported."""
    try:
        return reads.connection(db, COMMAND, name).id
    except NoSuchConnection:
        vault = Vault(settings.secret_key)
        made, _ = actions.add(db, COMMAND, vault, name, Product.JIRA_CLOUD)
        actions_scope.choose(db, COMMAND, made.id, True, [])
        return made.id
