"""Making the webhook at the other side: the new one first, and only then the old one goes."""

from datetime import datetime, timedelta

from service import clock
from service.actor import System
from service.atlassian.rest import jira, jql, webhooks
from service.atlassian.rest.client import Client
from service.connections import actions, actions_setup, reads_scope, reads_setup, secrets
from service.connections.errors import ChooseFirst
from service.connections.model import Auth
from service.connections.model_setup import SetUp
from service.web import here
from service.web.connections.asking import client_of

JIRA_EVENTS = (
    "jira:issue_created", "jira:issue_updated", "jira:issue_deleted",
    "comment_created", "comment_updated", "comment_deleted",
    "worklog_created", "worklog_updated", "issuelink_created", "issuelink_deleted",
    "sprint_closed", "jira:version_released",
    "project_created", "project_updated", "project_deleted",
    "user_created", "user_updated", "user_deleted",
)  # fmt: skip
APP_EVENTS = tuple(name for name in JIRA_EVENTS if name.startswith(("jira:issue", "comment")))
PAGE_EVENTS = (
    "page_created", "page_updated", "page_moved", "page_restored", "page_trashed", "page_removed",
    "comment_created", "comment_updated",
)  # fmt: skip
MAKE = System("webhook made")
MONTH = timedelta(days=30)


def make(found: SetUp) -> None:
    """A webhook there, remembered here; one that Gezel made before goes.

    When anything fails, what was heard before is still heard. Between the two sides' knowing a new
    secret lies a moment; what comes in just then is found by asking.
    """
    db, me = here.db(), here.me()
    by_app = found.auth == Auth.OAUTH and found.is_jira
    before = reads_setup.registrations(db, me, found.id, by_app)
    with client_of(found) as client:
        made = _by_app(client, found) if by_app else [_signed(client, found)]
        for external_id, expires_at in made:
            actions_setup.register(db, me, found.id, external_id, expires_at)
        _take_away(client, found, by_app, before)


def _signed(client: Client, found: SetUp) -> tuple[str, None]:
    """An administrator's webhook, which signs with a secret that nobody sees."""
    secret, events = secrets.fresh(), JIRA_EVENTS if found.is_jira else PAGE_EVENTS
    hook = webhooks.create(client, "Gezel", address_of(found.name), secret, events)
    actions.rotate(here.db(), here.me(), here.parts().vault, found.name, secret)
    return hook.id, None


def _by_app(client: Client, found: SetUp) -> list[tuple[str, datetime | None]]:
    """Our app signs with its own secret, and hears of named projects only: of all that are there,
    where all are taken. A later one is heard of by asking, until the webhook is made again."""
    scope = reads_scope.scope(here.db(), MAKE, found.id)
    keys = [one.key for one in jira.projects(client)] if found.takes_all else scope.chosen_keys
    if not keys:
        raise ChooseFirst
    named = ", ".join(jql.quoted(key) for key in keys)
    url = address_of(found.name)
    ids = webhooks.register_dynamic(client, url, APP_EVENTS, f"project in ({named})")
    ends = {one.id: one.expires_at for one in webhooks.dynamic(client)}
    return [(external_id, ends.get(external_id, clock.now() + MONTH)) for external_id in ids]


def _take_away(client: Client, found: SetUp, by_app: bool, before: list[str]) -> None:
    if by_app and before:
        webhooks.delete_dynamic(client, before)
    for external_id in before:
        if not by_app:
            webhooks.delete(client, external_id)
        actions_setup.unregister(here.db(), here.me(), found.id, external_id)


def address_of(name: str) -> str:
    return f"{here.parts().settings.public_url}/webhooks/{name}"
