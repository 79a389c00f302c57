"""Set-up, the last step: filling in the past, and watching it."""

from datetime import timedelta

from flask import flash, render_template, request
from flask_babel import gettext
from werkzeug.wrappers import Response

from service import clock
from service.connections import actions_past, reads_past, reads_setup
from service.connections.errors import TooLongAgo
from service.connections.model_setup import SetUp, Step
from service.connections.schema import PastSent
from service.errors import Invalid, NotFound
from service.web import here
from service.web.connections.access import go_to
from service.web.connections.blueprint import bp

USUAL = timedelta(days=180)
LONGEST = timedelta(days=3650)


@bp.get("/connections/<name>/past")
def past(name: str) -> str:
    found = reads_setup.set_up(here.db(), here.me(), name)
    return _page(found, {}, None)


@bp.post("/connections/<name>/past")
def fill_in_past(name: str) -> Response | tuple[str, int]:
    db, me = here.db(), here.me()
    found = reads_setup.set_up(db, me, name)
    try:
        since = here.form(PastSent)["since"]
        if not clock.today() - LONGEST <= since <= clock.today():
            raise TooLongAgo("since")
    except Invalid as wrong:
        return _page(found, wrong.fields, request.form.get("since")), 422
    actions_past.begin_backfill(db, me, found.id, since)
    flash(gettext("It has begun. You may leave this page; it goes on."))
    return go_to(found, Step.PAST)


@bp.post("/connections/<name>/past/stop")
def stop_past(name: str) -> Response:
    found, latest_id = _latest(name)
    actions_past.stop_backfill(here.db(), here.me(), latest_id)
    flash(gettext("It stops after the page it is at. What came in stays."))
    return go_to(found, Step.PAST)


@bp.post("/connections/<name>/past/resume")
def resume_past(name: str) -> Response:
    found, latest_id = _latest(name)
    actions_past.resume_backfill(here.db(), here.me(), latest_id)
    flash(gettext("It goes on from where it was."))
    return go_to(found, Step.PAST)


def _latest(name: str) -> tuple[SetUp, int]:
    found = reads_setup.set_up(here.db(), here.me(), name)
    latest = reads_past.latest_backfill(here.db(), here.me(), found.id)
    if latest is None:
        raise NotFound
    return found, latest.id


def _page(found: SetUp, errors: dict[str, list[str]], typed: str | None) -> str:
    return render_template(
        "connections/past.html",
        setup=found,
        step=Step.PAST,
        backfill=reads_past.latest_backfill(here.db(), here.me(), found.id),
        since=typed or (clock.today() - USUAL).isoformat(),
        today=clock.today().isoformat(),
        errors=errors,
    )
