"""Set-up, step three: what counts as done where that is not what Jira says, and who reviewed."""

from flask import flash, render_template
from flask_babel import gettext
from werkzeug.wrappers import Response

from service.atlassian.rest import jira
from service.atlassian.rest.client import Client
from service.atlassian.rest.model import Field, Status
from service.connections import actions_scope, reads_scope, reads_setup
from service.connections.model_scope import DoneStatus
from service.connections.model_setup import Step
from service.connections.schema import StatusesSent
from service.web import here
from service.web.connections.access import go_to
from service.web.connections.asking import asked
from service.web.connections.blueprint import bp

MOST = 500


@bp.get("/connections/<name>/statuses")
def statuses(name: str) -> str:
    db, me = here.db(), here.me()
    found = reads_setup.set_up(db, me, name)
    listed, trouble = asked(found, _listed)
    told, pickers = listed or ([], [])
    said = {one.status: one.is_done for one in reads_scope.done_statuses(db, me, found.id)}
    return render_template(
        "connections/statuses.html",
        setup=found,
        step=Step.STATUSES,
        statuses=[(one, said.get(one.name, one.category == "done")) for one in told],
        pickers=pickers,
        is_cut=len(told) == MOST,
        most=MOST,
        trouble=trouble,
    )


@bp.post("/connections/<name>/statuses")
def map_statuses(name: str) -> Response:
    """Only what differs from Jira's own word is kept, so that its changes count elsewhere."""
    db, me = here.db(), here.me()
    found = reads_setup.set_up(db, me, name)
    sent = here.form(StatusesSent)
    listed, trouble = asked(found, _listed)
    if listed is None:
        flash(trouble or gettext("Gezel cannot ask there, so that nothing was changed."))
        return go_to(found, Step.STATUSES)
    done = set(sent["done"])
    different = [
        DoneStatus("", "", one.name, one.name in done)
        for one in listed[0]
        if (one.name in done) != (one.category == "done")
    ]
    actions_scope.map_statuses(db, me, found.id, different)
    known = {field.id for field in listed[1]}
    reviewers = [field for field in sent["reviewers"] if field in known]
    actions_scope.name_reviewer_fields(db, me, found.id, reviewers)
    flash(gettext("Kept. Work that is known already follows in a moment."))
    return go_to(found, found.after(Step.STATUSES))


def _listed(client: Client) -> tuple[list[Status], list[Field]]:
    """Each status once, whatever the number of workflows that have it; fields that name people."""
    by_name = {one.name: one for one in jira.statuses(client)}
    pickers = [field for field in jira.fields(client) if field.names_people]
    return sorted(by_name.values(), key=lambda one: one.name.casefold())[:MOST], pickers[:MOST]
