"""The list of connections, and what comes next for those that are not set up."""

from flask import render_template

from service.connections import reads_health, reads_setup
from service.web import here
from service.web.connections.blueprint import bp


@bp.get("/connections")
def page() -> str:
    db, me = here.db(), here.me()
    return render_template(
        "connections/page.html",
        connections=reads_health.healths(db, me),
        set_ups={one.name: one for one in reads_setup.set_ups(db, me)},
    )
