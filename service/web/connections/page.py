"""The list of connections: adding one, and a new secret for it."""

from flask import render_template, request

from service.connections import actions, reads_health
from service.connections.model import Product
from service.connections.schema import NewConnection
from service.errors import Invalid
from service.web import here
from service.web.connections.blueprint import bp


@bp.get("/connections")
def page() -> str:
    return _page({}, {})


@bp.post("/connections")
def add() -> str | tuple[str, int]:
    """Make a connection; its secret is shown on this one answer and never again."""
    try:
        sent = here.form(NewConnection)
        made, secret = actions.add(
            here.db(),
            here.me(),
            here.parts().vault,
            sent["name"],
            Product(sent["product"]),
            takes_all_projects=False,
        )
    except Invalid as wrong:
        return _page(wrong.fields, request.form), 422
    return _secret(made.name, secret)


@bp.post("/connections/<name>/rotate")
def rotate(name: str) -> str:
    return _secret(name, actions.rotate(here.db(), here.me(), here.parts().vault, name))


def _page(errors: dict[str, list[str]], typed: object) -> str:
    return render_template(
        "connections/page.html",
        connections=reads_health.healths(here.db(), here.me()),
        public_url=here.parts().settings.public_url,
        products=[str(product) for product in Product],
        errors=errors,
        typed=typed,
    )


def _secret(name: str, secret: str) -> str:
    address = f"{here.parts().settings.public_url}/webhooks/{name}"
    return render_template("connections/secret.html", name=name, secret=secret, address=address)
