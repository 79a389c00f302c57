"""For the administrator: the Jira instances that Gezel listens to, and what they sent."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from marshmallow import fields
from werkzeug.wrappers import Response

from service.connections import actions, reads
from service.connections.model import DeliveryLine, Product, State
from service.connections.schema import DeliveryFilter, NewConnection
from service.errors import Invalid
from service.schema import Sent
from service.web import here

bp = Blueprint("connections", __name__)


FEW = 5
PRODUCTS = {
    Product.JIRA_CLOUD: "Jira Cloud",
    Product.JIRA_DATACENTER: "Jira Data Center",
    Product.CONFLUENCE_CLOUD: "Confluence Cloud",
    Product.CONFLUENCE_DATACENTER: "Confluence Data Center",
}
NEED_EYES = (State.QUARANTINED, State.FAILED)


class TryAgain(Sent):
    delivery_id = fields.Int(required=True)


@bp.get("/connections")
def page() -> str:
    return _page({}, {})


@bp.post("/connections")
def add() -> str | tuple[str, int]:
    """Make a connection; its secret is shown on this one answer and never again."""
    try:
        sent = here.form(NewConnection)
        made, secret = actions.add(
            here.db(), here.me(), here.parts().vault, sent["name"], Product(sent["product"])
        )
    except Invalid as wrong:
        return _page(wrong.fields, request.form), 422
    return _secret(made.name, secret)


@bp.post("/connections/<name>/rotate")
def rotate(name: str) -> str:
    return _secret(name, actions.rotate(here.db(), here.me(), here.parts().vault, name))


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
        counts=reads.counts(here.db(), here.me()),
        connections=reads.connections(here.db(), here.me()),
        older=lines[-1].id if len(lines) == reads.PAGE else None,
    )


@bp.post("/deliveries/try-again")
def try_again() -> Response:
    actions.try_again(here.db(), here.me(), here.form(TryAgain)["delivery_id"])
    flash(gettext("It waits in line again; look in a moment what became of it."))
    return redirect(url_for("connections.deliveries"), 303)


def _needs_eyes(connection: str | None) -> list[DeliveryLine]:
    """The latest few that were not understood, and the latest few that were set aside."""
    db, me = here.db(), here.me()
    return [
        line
        for state in NEED_EYES
        for line in reads.deliveries(db, me, state=state, connection=connection, before=None)[:FEW]
    ]


def _page(errors: dict[str, list[str]], typed: object) -> str:
    return render_template(
        "connections/page.html",
        connections=reads.connections(here.db(), here.me()),
        counts=reads.counts(here.db(), here.me()),
        public_url=here.parts().settings.public_url,
        products=[str(product) for product in Product],
        PRODUCTS=PRODUCTS,
        errors=errors,
        typed=typed,
    )


def _secret(name: str, secret: str) -> str:
    address = f"{here.parts().settings.public_url}/webhooks/{name}"
    return render_template("connections/secret.html", name=name, secret=secret, address=address)
