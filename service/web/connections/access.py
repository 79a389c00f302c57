"""Set-up, step one: where the connection lives, and what opens it; tried before it is kept."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from service.atlassian.rest.errors import (
    AtlassianError,
    CaptchaNeeded,
    NotAllowed,
    WrongCredentials,
)
from service.atlassian.rest.site import Product
from service.calls import credentials_of
from service.connections import actions_access, reads_setup
from service.connections.model import Auth
from service.connections.model_setup import SetUp, Step
from service.connections.schema import ApiTokenSent, PersonalTokenSent
from service.errors import Invalid
from service.web import here
from service.web.connections.asking import calls
from service.web.connections.blueprint import bp
from service.web.connections.needs import needs
from service.web.errors import told

OF_THE_TOKEN = (WrongCredentials, CaptchaNeeded, NotAllowed)
SENT = {Auth.API_TOKEN: ApiTokenSent, Auth.PERSONAL_TOKEN: PersonalTokenSent}


@bp.get("/connections/<name>/set-up")
def set_up(name: str) -> Response:
    """On to the first step that is needed and not done."""
    found = reads_setup.set_up(here.db(), here.me(), name)
    return go_to(found, found.next)


@bp.get("/connections/<name>/access")
def access(name: str) -> str:
    return _page(reads_setup.set_up(here.db(), here.me(), name), {}, {})


@bp.post("/connections/<name>/access")
def give_access(name: str) -> Response | tuple[str, int]:
    db, me = here.db(), here.me()
    found = reads_setup.set_up(db, me, name)
    auth = Auth.API_TOKEN if found.is_cloud else Auth.PERSONAL_TOKEN
    try:
        sent = here.form(SENT[auth])
        who = _try(found, auth, sent)
    except Invalid as wrong:
        return _page(found, wrong.fields, request.form), 422
    texts = _texts(sent)
    actions_access.give(db, me, here.parts().vault, found.id, sent["base_url"], auth, texts)
    flash(gettext("It works: Gezel can ask there, as %(name)s.", name=who))
    return go_to(found, Step.PROJECTS)


def _try(found: SetUp, auth: Auth, sent: dict[str, Any]) -> str:
    """The name of the account; Invalid says what to change, at the field where it is changed."""
    credentials = credentials_of(auth, _texts(sent))
    try:
        return calls().who_am_i(Product(found.product), sent["base_url"], credentials)
    except AtlassianError as error:
        field = "token" if isinstance(error, OF_THE_TOKEN) else "base_url"
        raise Invalid(fields={field: [told(error)]}) from error


def _texts(sent: dict[str, Any]) -> dict[str, str]:
    return {name: text for name, text in sent.items() if name in ("email", "token")}


def _page(found: SetUp, errors: dict[str, list[str]], typed: Any) -> str:
    return render_template(
        "connections/access.html",
        setup=found,
        can_oauth=found.is_cloud and here.parts().settings.has_oauth_app,
        needs=needs(found, here.parts().settings),
        step=Step.ACCESS,
        errors=errors,
        typed=typed or {"base_url": found.base_url},
    )


def go_to(found: SetUp, step: Step | None) -> Response:
    """To a step of the set-up, or to the connection's page after the last one."""
    to = f"connections.{step}" if step else "connections.connection"
    return redirect(url_for(to, name=found.name), 303)
