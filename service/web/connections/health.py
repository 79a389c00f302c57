"""The page of one connection: how it goes, what went wrong, and what can be done about it."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext, ngettext
from werkzeug.wrappers import Response

from service.connections import actions_health, reads_health, reads_past
from service.connections.model import State
from service.connections.schema import LooksFilter, TryAllSent
from service.web import here
from service.web.connections.blueprint import bp
from service.web.connections.picture import bars


@bp.get("/connections/<name>")
def connection(name: str) -> str:
    db, me = here.db(), here.me()
    found = reads_health.health(db, me, name)
    days = reads_health.days(db, me, found.id, here.parts().settings.time_zone)
    looks = reads_health.looks(db, me, found.id, here.query(LooksFilter)["before"])
    return render_template(
        "connections/connection.html",
        connection=found,
        public_url=here.parts().settings.public_url,
        days=days,
        bars=bars(days),
        troubles=reads_health.troubles(db, me, found.id),
        reconciles=reads_past.reconciles(db, me, found.id),
        backfill=reads_past.latest_backfill(db, me, found.id),
        lookups=reads_health.lookups(db, me, found.id),
        looks=looks,
        older=looks[-1].id if len(looks) == reads_health.LOOKS else None,
    )


@bp.post("/connections/<name>/pause")
def pause(name: str) -> Response:
    actions_health.pause(here.db(), here.me(), name)
    flash(gettext("Paused. What comes in is kept, and waits."))
    return _back(name)


@bp.post("/connections/<name>/resume")
def resume(name: str) -> Response:
    actions_health.resume(here.db(), here.me(), name)
    flash(gettext("Listening again. What waited is worked in now."))
    return _back(name)


@bp.post("/connections/<name>/links/on")
def offer_links(name: str) -> Response:
    actions_health.offer_links(here.db(), here.me(), name, offers=True)
    flash(gettext("Issues get their link within a minute of an ask."))
    return _back(name)


@bp.post("/connections/<name>/links/off")
def offer_no_links(name: str) -> Response:
    actions_health.offer_links(here.db(), here.me(), name, offers=False)
    flash(gettext("The links are taken away within a few minutes."))
    return _back(name)


@bp.post("/connections/<name>/try-again")
def try_all_again(name: str) -> Response:
    state = State(here.form(TryAllSent)["state"])
    tried = actions_health.try_all_again(here.db(), here.me(), name, state)
    flash(
        ngettext(
            "%(num)d delivery waits in line again; look in a moment what became of it.",
            "%(num)d deliveries wait in line again; look in a moment what became of them.",
            tried,
        )
    )
    return _back(name)


def _back(name: str) -> Response:
    return redirect(url_for("connections.connection", name=name), 303)
