"""Atlassian's weekly report of personal data: which accounts we hold, and what became of them."""

from collections.abc import Sequence

import structlog

from service.actor import System
from service.atlassian.model import User
from service.atlassian.rest import confluence, jira, personal_data
from service.atlassian.rest.client import Client
from service.atlassian.rest.errors import AtlassianError
from service.atlassian.rest.personal_data import Held, Verdict
from service.connections import reads, reads_access
from service.connections.model import Product
from service.db.pool import borrowed
from service.errors import Conflict
from service.jobs.asking import Asking
from service.people import actions_accounts, actions_names, reads_accounts
from service.people.model import AccountToReport, SeenAccount

log = structlog.get_logger()
REPORT = System("personal data report")


def run(asking: Asking) -> int:
    """Report what is due, by the first connection that can; how many accounts were reported.

    Only apps by OAuth hold personal data in Atlassian's sense of the duty.
    """
    with borrowed(asking.pool) as db:
        reporter = reads_access.reporting_connection(db, REPORT)
    if reporter is None:
        return 0
    try:
        with asking.calls.client(REPORT, reporter) as client:
            return _all(asking, client)
    except (AtlassianError, Conflict) as error:
        log.warning("personal data could not be reported", reason=str(error))
        return 0


def _all(asking: Asking, client: Client) -> int:
    number = 0
    while due := _due(asking):
        verdict = personal_data.report(client, [Held(one.external_id, one.known_at) for one in due])
        fresh = _users(client, verdict.updated) if verdict.updated else []
        seen = [SeenAccount(one.id, one.name, str(one.kind), one.email) for one in fresh]
        _keep(asking, due, verdict, seen)
        number += len(due)
    return number


def _users(client: Client, ids: Sequence[str]) -> list[User]:
    asked = jira if client.site.product.is_jira else confluence
    return asked.users(client, ids)


def _due(asking: Asking) -> list[AccountToReport]:
    with borrowed(asking.pool) as db:
        return reads_accounts.accounts_to_report(db, REPORT)


def _keep(
    asking: Asking,
    due: list[AccountToReport],
    verdict: Verdict,
    seen: list[SeenAccount],
) -> None:
    """On every connection to Cloud: an account has one id on all of them, and may be on any."""
    with borrowed(asking.pool) as db, db.transaction():
        for one in reads.connections(db, REPORT):
            if Product(one.product).is_cloud:
                actions_accounts.close_accounts(db, REPORT, one.id, list(verdict.closed))
                actions_names.rename_accounts(db, REPORT, one.id, seen)
        ids = [one.external_id for one in due]
        actions_accounts.note_reported(db, REPORT, ids, [one.external_id for one in seen])
