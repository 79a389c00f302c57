"""Set-up, step four: being heard. Gezel makes the webhook, or an administrator does."""

from datetime import datetime

from flask import flash, render_template
from flask_babel import gettext
from werkzeug.wrappers import Response

from service.actor import System
from service.atlassian.rest import jira, jql, webhooks
from service.atlassian.rest.client import Client
from service.atlassian.rest.errors import AtlassianError
from service.connections import actions, actions_setup, reads_scope, reads_setup
from service.connections.model import Auth
from service.connections.model_setup import SetUp, Step
from service.errors import Conflict
from service.web import here
from service.web.connections.access import go_to
from service.web.connections.asking import client_of
from service.web.connections.blueprint import bp
from service.web.errors import told

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


@bp.get("/connections/<name>/hook")
def hook(name: str) -> str:
    found = reads_setup.set_up(here.db(), here.me(), name)
    return render_template(
        "connections/hook.html",
        setup=found,
        step=Step.HOOK,
        address=address_of(name),
        public_url=here.parts().settings.public_url,
    )


@bp.post("/connections/<name>/hook")
def make_hook(name: str) -> Response:
    """A new secret, and a webhook there that signs with it; one that we made before goes first."""
    db, me = here.db(), here.me()
    found = reads_setup.set_up(db, me, name)
    secret = actions.rotate(db, me, here.parts().vault, name)
    try:
        with client_of(found) as client:
            made = _remake(client, found, secret)
    except (AtlassianError, Conflict) as error:
        flash(told(error))
        return go_to(found, Step.HOOK)
    for external_id, expires_at in made:
        actions_setup.register(db, me, found.id, external_id, expires_at)
    flash(gettext("The webhook is made. Change any piece of work there to try it."))
    return go_to(found, Step.HOOK)


Made = list[tuple[str, datetime | None]]


def _remake(client: Client, found: SetUp, secret: str) -> Made:
    db, me = here.db(), here.me()
    known = reads_setup.registrations(db, me, found.id)
    if found.auth == Auth.OAUTH and found.is_jira:
        made = _made_by_app(client, found, known)
    else:
        for external_id in known:
            webhooks.delete(client, external_id)
        events = JIRA_EVENTS if found.is_jira else PAGE_EVENTS
        hook = webhooks.create(client, "Gezel", address_of(found.name), secret, events)
        made = [(hook.id, None)]
    for external_id in known:
        actions_setup.unregister(db, me, found.id, external_id)
    return made


def _made_by_app(client: Client, found: SetUp, known: list[str]) -> Made:
    """Our app signs with its own secret, and hears of named projects only: of all that are there,
    where all are taken. A later one is heard of by asking, until the webhook is made again."""
    if known:
        webhooks.delete_dynamic(client, known)
    scope = reads_scope.scope(here.db(), System("webhook made"), found.id)
    keys = [one.key for one in jira.projects(client)] if found.takes_all else scope.chosen_keys
    named = ", ".join(jql.quoted(key) for key in keys)
    url, events = address_of(found.name), APP_EVENTS
    ids = webhooks.register_dynamic(client, url, events, f"project in ({named})")
    ends = {one.id: one.expires_at for one in webhooks.dynamic(client)}
    return [(external_id, ends.get(external_id)) for external_id in ids]


def address_of(name: str) -> str:
    return f"{here.parts().settings.public_url}/webhooks/{name}"
