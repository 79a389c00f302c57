"""What the jobs that ask connections share: a way to ask, and the one road of what is heard."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from service.actor import Actor
from service.atlassian.model_pages import AnyEvent
from service.atlassian.rest import jira
from service.atlassian.rest.client import Client
from service.atlassian.rest.model import Wanted
from service.calls import Calls
from service.connections.model_scope import Scope
from service.db import sql
from service.db.pool import Pool
from service.jobs.after_work import after_work

Hear = Callable[[sql.Connection, Actor, int, Sequence[AnyEvent]], list[int]]


@dataclass(frozen=True, slots=True)
class Asking:
    """The root hands in `hear`, which is also the road of what webhooks bring."""

    pool: Pool
    calls: Calls
    hear: Hear

    def work_in(
        self, db: sql.Connection, actor: Actor, connection_id: int, events: Sequence[AnyEvent]
    ) -> None:
        """The caller holds the transaction."""
        after_work(db, actor, self.hear(db, actor, connection_id, events))


def wanted_of(client: Client, scope: Scope, since: datetime) -> Wanted:
    """Which issues of a connection are asked for: those that may be kept."""
    return Wanted(
        since=since,
        projects=None if scope.takes_all else tuple(scope.chosen_keys),
        issue_types=None if scope.takes_all else scope.chosen_types,
        reviewer_fields=scope.reviewer_fields,
        epic_field=_epic_field(client),
    )


def _epic_field(client: Client) -> str | None:
    """Data Center keeps the epic in a field of its own number; Cloud has it as the parent."""
    if client.site.product.is_cloud:
        return None
    return next((field.id for field in jira.fields(client) if field.is_epic_link), None)
