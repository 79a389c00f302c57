"""Completing what was told too briefly: one call for each issue or page, once for each burst."""

import structlog

from service import clock
from service.actor import System
from service.atlassian import confluence_content
from service.atlassian.model import Event, NotUnderstood
from service.atlassian.model_pages import AnyEvent
from service.atlassian.rest import confluence, errors, issues, told
from service.atlassian.rest.client import Client
from service.atlassian.rest.errors import AtlassianError, NotThere, SlowDown
from service.atlassian.rest.limits import Scope as WaitFor
from service.atlassian.rest.model import Wanted
from service.connections import actions_lookup as actions
from service.connections import reads_lookup, reads_scope
from service.connections.model_scope import Lookup, Scope
from service.db.pool import borrowed
from service.errors import Conflict
from service.jobs.asking import Asking
from service.jobs.asking_issues import wanted_of
from service.jobs.asking_pages import Pages

log = structlog.get_logger()
LOOKUP = System("lookup")
AT_ONCE = 50
# Asking on would be in vain and, with a wrong password, get the account locked.
FOR_ALL = (
    errors.WrongCredentials, errors.CaptchaNeeded, errors.NeedsReconnect, errors.TokenExpired,
    errors.CannotBeReached, errors.TooSlow, errors.ProxyFailed, errors.NotTrusted,
    errors.Elsewhere,
)  # fmt: skip


def all_due(asking: Asking) -> int:
    """What is due of all connections; how many were answered."""
    with borrowed(asking.pool) as db:
        ids = reads_lookup.with_lookups(db, LOOKUP)
    return sum(_of_connection(asking, connection_id) for connection_id in ids)


def _of_connection(asking: Asking, connection_id: int) -> int:
    answered = 0
    try:
        with asking.calls.client(LOOKUP, connection_id) as client:
            while due := _take(asking, connection_id):
                answered += _batch(asking, client, due)
    except (AtlassianError, Conflict) as error:
        log.warning("lookups wait", connection=connection_id, reason=str(error))
    return answered


def _take(asking: Asking, connection_id: int) -> list[Lookup]:
    with borrowed(asking.pool) as db:
        return actions.take(db, LOOKUP, connection_id, AT_ONCE)


def _batch(asking: Asking, client: Client, due: list[Lookup]) -> int:
    with borrowed(asking.pool) as db:
        scope = reads_scope.scope(db, LOOKUP, due[0].connection_id)
    ask, answered = Asker(client, scope), 0
    for place, lookup in enumerate(due):
        try:
            answered += _one(asking, ask, lookup)
        except AtlassianError as error:
            for left in due[place:]:
                _failed(asking, left, error)
            raise
    return answered


def _one(asking: Asking, ask: "Asker", lookup: Lookup) -> bool:
    """What stands in the way of all ends the batch, as a wait for the whole connection or a wrong
    token does; another trouble is this issue's own."""
    try:
        events = ask(lookup)
    except NotThere:
        events = []
    except SlowDown as slow:
        if slow.scope == WaitFor.CONNECTION:
            raise
        return _failed(asking, lookup, slow)
    except FOR_ALL:
        raise
    except (AtlassianError, NotUnderstood, ValueError) as error:
        return _failed(asking, lookup, error)
    with borrowed(asking.pool) as db, clock.stopped(), db.transaction():
        asking.work_in(db, LOOKUP, lookup.connection_id, events)
        actions.done(db, LOOKUP, lookup)
    return True


def _failed(asking: Asking, lookup: Lookup, error: Exception) -> bool:
    with borrowed(asking.pool) as db:
        actions.failed(db, LOOKUP, lookup, str(error))
    return False


class Asker:
    """Asks for one issue or page with all who took part in it."""

    def __init__(self, client: Client, scope: Scope) -> None:
        self.client, self.scope = client, scope
        self._pages: Pages | None = None
        self._wanted: Wanted | None = None

    def __call__(self, lookup: Lookup) -> list[AnyEvent]:
        if lookup.kind == "issue":
            return list(self._issue(lookup.external_id))
        return self._page(lookup.external_id)

    def _issue(self, issue_id: str) -> list[Event]:
        seen_at = clock.now()
        self._wanted = self._wanted or wanted_of(self.client, self.scope, seen_at, with_talk=True)
        return told.issue_events(issues.issue(self.client, issue_id, self._wanted), seen_at)

    def _page(self, page_id: str) -> list[AnyEvent]:
        """Data Center tells all in one answer, of a comment too; Cloud needs spaces and names."""
        if not self.client.site.product.is_cloud:
            path = f"/rest/api/content/{int(page_id)}"
            found = self.client.get(path, expand="space,version,history,container").body
            return [confluence_content.looked_up(found, clock.now())]
        self._pages = self._pages or Pages(self.client, self.scope)
        page = confluence.page(self.client, page_id)
        known = page.space_id in self._pages.spaces
        return self._pages.events([page], with_versions=False) if known else []
