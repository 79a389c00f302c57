"""What connections sent: the list, one of them without names and texts, and a second try."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from service.connections import actions, actions_health, reads, reads_health
from service.connections.model import DeliveryLine, State
from service.connections.schema import DeliveryFilter, LookSent
from service.errors import Invalid
from service.web import here
from service.web.connections.blueprint import bp

FEW = 5
NEED_EYES = (State.QUARANTINED, State.FAILED)
#: Characters of a body on a page; what is longer is cut, and the page says so.
LONGEST = 100_000


@bp.get("/deliveries")
def deliveries() -> str:
    wanted = here.query(DeliveryFilter)
    lines = reads.deliveries(here.db(), here.me(), **wanted)
    is_first = not wanted["state"] and not wanted["before"]
    eyes = _needs_eyes(wanted["connection"]) if is_first else []
    return render_template(
        "connections/deliveries.html",
        lines=[line for line in lines if line not in eyes],
        eyes=eyes,
        wanted=wanted,
        counts=reads.counts(here.db(), here.me(), wanted["connection"]),
        older=lines[-1].id if len(lines) == reads.PAGE else None,
    )


@bp.get("/deliveries/<int:delivery_id>")
def delivery(delivery_id: int) -> str:
    return _delivery(delivery_id)


@bp.post("/deliveries/<int:delivery_id>/try-again")
def try_again(delivery_id: int) -> Response:
    actions.try_again(here.db(), here.me(), delivery_id)
    flash(gettext("It waits in line again; look in a moment what became of it."))
    return redirect(url_for("connections.delivery", delivery_id=delivery_id), 303)


@bp.post("/deliveries/<int:delivery_id>/body")
def look(delivery_id: int) -> str | tuple[str, int]:
    """The raw body on this one answer; that somebody looked is written down."""
    found = reads_health.delivery(here.db(), here.me(), delivery_id)
    try:
        reason = here.form(LookSent)["reason"]
    except Invalid as wrong:
        return _delivery(delivery_id, wrong), 422
    body = actions_health.look_at_body(here.db(), here.me(), delivery_id, reason)
    text = body.decode(errors="replace")
    return render_template(
        "connections/body.html",
        delivery=found,
        reason=reason,
        text=text[:LONGEST],
        is_cut=len(text) > LONGEST,
    )


def _delivery(delivery_id: int, wrong: Invalid | None = None) -> str:
    found = reads_health.delivery(here.db(), here.me(), delivery_id)
    return render_template(
        "connections/delivery.html",
        delivery=found,
        content=found.content and found.content[:LONGEST],
        is_cut=bool(found.content) and len(found.content or "") > LONGEST,
        errors=wrong.fields if wrong else {},
        typed=request.form if wrong else {},
    )


def _needs_eyes(connection: str | None) -> list[DeliveryLine]:
    """The latest few that were not understood, and the latest few that were set aside."""
    return [
        line
        for state in NEED_EYES
        for line in reads.deliveries(here.db(), here.me(), state, connection)[:FEW]
    ]
