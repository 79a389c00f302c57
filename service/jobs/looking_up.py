"""Completing what was told too briefly: one call for each issue or page, once for each burst."""

import structlog

from service import clock
from service.actor import System
from service.atlassian import confluence_content, jira_looked_up
from service.atlassian.model import NotUnderstood
from service.atlassian.model_pages import AnyEvent
from service.atlassian.rest import confluence, issues, jira
from service.atlassian.rest.client import Client
from service.atlassian.rest.errors import AtlassianError, NotThere, SlowDown
from service.atlassian.rest.limits import Scope as WaitFor
from service.connections import actions_lookup as actions
from service.connections import reads_lookup, reads_scope
from service.connections.model_scope import Lookup, Scope
from service.db.pool import borrowed
from service.errors import Conflict
from service.jobs.asking import Asking
from service.jobs.asking_pages import Pages

log = structlog.get_logger()
LOOKUP = System("lookup")
AT_ONCE = 50


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
    ask = Asker(client, scope)
    return sum(_one(asking, ask, lookup) for lookup in due)


def _one(asking: Asking, ask: "Asker", lookup: Lookup) -> bool:
    """A wait for the whole connection ends the batch; another trouble is this issue's own."""
    try:
        events = ask(lookup)
    except NotThere:
        events = []
    except SlowDown as slow:
        if slow.scope == WaitFor.CONNECTION:
            raise
        return _failed(asking, lookup, slow)
    except (AtlassianError, NotUnderstood) as error:
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

    def __call__(self, lookup: Lookup) -> list[AnyEvent]:
        if lookup.kind == "issue":
            return list(self._issue(lookup.external_id))
        return self._page(lookup.external_id)

    def _issue(self, issue_id: str) -> list[AnyEvent]:
        pickers = self.scope.reviewer_fields
        found = self.client.get(
            f"{jira.api(self.client)}/issue/{issues.ident_in_path(issue_id)}",
            fields=",".join((jira_looked_up.FIELDS, *pickers)),
            expand="changelog",
        ).body
        return list(jira_looked_up.events(found, clock.now(), pickers))

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
