"""Set-up, before its first step: which product, and what it is called here."""

from typing import Any

from flask import render_template, request
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from service.actor import must_administer
from service.connections import actions, reads_setup
from service.connections.model import Product
from service.connections.model_setup import Step
from service.connections.schema import NewConnection
from service.errors import Invalid
from service.web import here
from service.web.connections.access import go_to
from service.web.connections.blueprint import bp

WHERE = {
    Product.JIRA_CLOUD: _l("you open it at ….atlassian.net"),
    Product.JIRA_DATACENTER: _l("it runs on a server of your own"),
    Product.CONFLUENCE_CLOUD: _l("you open it at ….atlassian.net/wiki"),
    Product.CONFLUENCE_DATACENTER: _l("it runs on a server of your own"),
}


@bp.get("/connections/new")
def new() -> str:
    must_administer(here.me())
    return _page({}, {})


@bp.post("/connections/new")
def add() -> Response | tuple[str, int]:
    """Make a connection, of which nothing is taken yet. Who needs its secret asks for it later."""
    db, me = here.db(), here.me()
    try:
        sent = here.form(NewConnection)
        actions.add(
            db, me, here.parts().vault, sent["name"], Product(sent["product"]),
            takes_all_projects=False,
        )  # fmt: skip
    except Invalid as wrong:
        return _page(wrong.fields, request.form), 422
    return go_to(reads_setup.set_up(db, me, sent["name"]), Step.ACCESS)


def _page(errors: dict[str, list[str]], typed: Any) -> str:
    return render_template("connections/new.html", where=WHERE, errors=errors, typed=typed)
