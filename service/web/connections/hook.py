"""Set-up, step four: being heard. Gezel makes the webhook, or an administrator does."""

from flask import flash, render_template
from flask_babel import gettext
from werkzeug.wrappers import Response

from service.atlassian.rest import webhooks
from service.atlassian.rest.client import Client
from service.atlassian.rest.errors import AtlassianError
from service.connections import actions, actions_setup, reads_setup
from service.connections.model_setup import SetUp, Step
from service.errors import Conflict
from service.web import here
from service.web.connections.access import go_to
from service.web.connections.asking import client_of, said
from service.web.connections.blueprint import bp

JIRA_EVENTS = (
    "jira:issue_created", "jira:issue_updated", "jira:issue_deleted",
    "comment_created", "comment_updated", "comment_deleted",
    "worklog_created", "worklog_updated", "issuelink_created", "issuelink_deleted",
    "sprint_closed", "jira:version_released",
    "project_created", "project_updated", "project_deleted",
    "user_created", "user_updated", "user_deleted",
)  # fmt: skip
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
        flash(said(error))
        return go_to(found, Step.HOOK)
    actions_setup.register(db, me, found.id, made)
    flash(gettext("The webhook is made. Change any piece of work there to try it."))
    return go_to(found, Step.HOOK)


def _remake(client: Client, found: SetUp, secret: str) -> str:
    db, me = here.db(), here.me()
    for external_id in reads_setup.registrations(db, me, found.id):
        webhooks.delete(client, external_id)
        actions_setup.unregister(db, me, found.id, external_id)
    events = JIRA_EVENTS if found.is_jira else PAGE_EVENTS
    return webhooks.create(client, "Gezel", address_of(found.name), secret, events).id


def address_of(name: str) -> str:
    return f"{here.parts().settings.public_url}/webhooks/{name}"
