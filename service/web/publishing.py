"""Publishing my own map as a page of Confluence: only when I press the button."""

import re

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from service.actor import System
from service.atlassian.rest import pages
from service.atlassian.rest.client import Client
from service.atlassian.rest.errors import AtlassianError, NotThere
from service.atlassian.rest.model import Page, Space
from service.calls import Calls
from service.errors import Conflict, NotFound
from service.growth import publishing, reads
from service.growth.publishing import Place, Published
from service.growth.schema import PublishSent
from service.web import here
from service.web.errors import told

bp = Blueprint("publishing", __name__)
PUBLISHING = System("my map is published")
# XML has no place for these, however they are written.
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


@bp.get("/map/publish")
def page() -> str:
    db, me = here.db(), here.me()
    return render_template(
        "growth/publish.html",
        places=publishing.places(db, me),
        published=publishing.mine(db, me),
        map=reads.growth_map(db, me),
    )


@bp.post("/map/publish")
def publish() -> Response:
    """The page I published before is renewed; one that was deleted there is not remade unasked."""
    db, me = here.db(), here.me()
    wanted = here.form(PublishSent)["place"]
    place = next((one for one in publishing.places(db, me) if one.id == wanted), None)
    if place is None:
        raise NotFound
    before = publishing.mine(db, me)
    storage = CONTROL.sub(
        "", render_template("growth/published_page.html", map=reads.growth_map(db, me))
    )
    try:
        with _calls().client(PUBLISHING, place.connection_id) as client:
            made = _written(client, place, before, storage)
    except NotThere:
        publishing.forget(db, me)
        flash(gettext("Your page is no longer there. Publish once more to make a new one."))
        return _back()
    except (AtlassianError, Conflict) as error:
        flash(told(error))
        return _back()
    with db.transaction():
        publishing.forget(db, me)
        publishing.keep(db, me, place, made.id, made.address)
    flash(gettext("Published. It is renewed when you press the button again, and not by itself."))
    return _back()


@bp.post("/map/publish/remove")
def remove() -> Response:
    db, me = here.db(), here.me()
    before = publishing.mine(db, me)
    if before is None:
        raise NotFound
    try:
        with _calls().client(PUBLISHING, before.connection_id) as client:
            pages.remove(client, before.external_id)
    except (AtlassianError, Conflict) as error:
        flash(told(error))
        return _back()
    publishing.forget(db, me)
    flash(gettext("The page is in the trash there, and Gezel forgot it."))
    return _back()


def _written(client: Client, place: Place, before: Published | None, storage: str) -> Page:
    title = gettext("Growth map of %(name)s", name=here.person().name)
    if before and (before.connection_id, before.space_key) == (place.connection_id, place.key):
        return pages.update(client, before.external_id, title, storage)
    return pages.create(client, Space(place.external_id, place.key, place.name), title, storage)


def _calls() -> Calls:
    parts = here.parts()
    return Calls(parts.pool, parts.settings, parts.vault)


def _back() -> Response:
    return redirect(url_for("publishing.page"), 303)
