"""Set-up by OAuth 2.0: the administrator allows our app at Atlassian, and comes back here."""

import hmac
import secrets

from flask import flash, redirect, render_template, session, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from service import clock
from service.actor import System
from service.atlassian.rest import oauth
from service.atlassian.rest.errors import AtlassianError
from service.atlassian.rest.oauth import Resource
from service.atlassian.rest.site import OAuthGrant
from service.calls import texts_of
from service.connections import actions_access, reads_setup
from service.connections.errors import NoSiteAllowed, NotAsked
from service.connections.model import Auth, Product
from service.connections.model_setup import SetUp, Step
from service.connections.schema import OAuthReturn, SiteSent
from service.errors import Conflict, NotFound
from service.web import here
from service.web.connections.access import go_to
from service.web.connections.asking import calls
from service.web.connections.blueprint import bp
from service.web.connections.needs import SCOPES
from service.web.errors import told

ASKED = "oauth"


@bp.get("/connections/<name>/oauth")
def ask_oauth(name: str) -> str:
    """What is asked, and the way to Atlassian, with a word that only the same browser can bring
    back. A link, as our own content security policy lets no form lead elsewhere."""
    found = reads_setup.set_up(here.db(), here.me(), name)
    scopes = SCOPES.get(Product(found.product))
    if scopes is None or not here.parts().settings.has_oauth_app:
        raise NotFound
    session[ASKED] = {"word": secrets.token_urlsafe(24), "name": name}
    app = calls().app()
    return render_template(
        "connections/oauth.html",
        setup=found,
        step=Step.ACCESS,
        scopes=scopes,
        address=oauth.authorize_url(app, tuple(scopes), session[ASKED]["word"]),
        back=app.redirect_uri,
    )


@bp.get("/connections/oauth")
def oauth_return() -> Response:
    """Back from Atlassian: with a code, or because somebody said no there."""
    sent, asked = here.query(OAuthReturn), session.pop(ASKED, None)
    if not asked or not hmac.compare_digest(asked["word"], sent["state"]):
        raise NotAsked
    found = reads_setup.set_up(here.db(), here.me(), asked["name"])
    if not sent["code"]:
        flash(
            gettext("Atlassian was not allowed to let Gezel in, so nothing was changed."),
            "info-circle",
        )
        return go_to(found, Step.ACCESS)
    try:
        sites = _kept(found, sent["code"])
    except (AtlassianError, NoSiteAllowed) as error:
        flash(told(error), "exclamation-circle")
        return go_to(found, Step.ACCESS)
    if len(sites) > 1:
        return redirect(url_for("connections.site", name=found.name), 303)
    flash(gettext("It works: Gezel can ask %(name)s.", name=sites[0].name))
    return go_to(found, Step.PROJECTS)


def _kept(found: SetUp, code: str) -> list[Resource]:
    """The grant is kept at once, as a code is good for one use: for the site that was asked before,
    where it is among those allowed, else for the first."""
    app = calls().app()
    grant = oauth.exchange(app, code, clock.now())
    sites = oauth.resources(app, grant)
    if not sites:
        raise NoSiteAllowed
    _keep(found, next((one for one in sites if one.url == found.base_url), sites[0]), grant)
    return sites


@bp.get("/connections/<name>/site")
def site(name: str) -> str:
    """Which of the sites that were allowed; only where there are several."""
    if not here.parts().settings.has_oauth_app:
        raise NotFound
    found = reads_setup.set_up(here.db(), here.me(), name)
    sites, trouble = _sites(found)
    return render_template(
        "connections/site.html", setup=found, step=Step.ACCESS, sites=sites, trouble=trouble
    )


@bp.post("/connections/<name>/site")
def choose_site(name: str) -> Response:
    found = reads_setup.set_up(here.db(), here.me(), name)
    wanted = here.form(SiteSent)["cloud_id"]
    sites, trouble = _sites(found)
    chosen = next((one for one in sites if one.cloud_id == wanted), None)
    if chosen is None:
        words = trouble or gettext("This site is not among those that Gezel may ask.")
        flash(words, "exclamation-circle")
        return redirect(url_for("connections.site", name=name), 303)
    _keep(found, chosen, _grant(found))
    flash(gettext("It works: Gezel can ask %(name)s.", name=chosen.name))
    return go_to(found, Step.PROJECTS)


def _sites(found: SetUp) -> tuple[list[Resource], str | None]:
    try:
        return oauth.resources(calls().app(), _grant(found)), None
    except (AtlassianError, Conflict) as error:
        return [], told(error)


def _grant(found: SetUp) -> OAuthGrant:
    """The grant that was kept a moment ago; NotFound without one."""
    held = actions_access.hold(here.db(), System("choosing a site"), found.id)
    grant = calls().credentials(held)
    if not isinstance(grant, OAuthGrant):
        raise NotFound
    return grant


def _keep(found: SetUp, site: Resource, grant: OAuthGrant) -> None:
    actions_access.give(
        here.db(), here.me(), here.parts().vault, found.id, site.url, Auth.OAUTH, texts_of(grant),
        site.cloud_id,
    )  # fmt: skip
