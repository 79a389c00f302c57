"""Which language and which light a page is shown in: the person's choice, else the browser's."""

from flask import Blueprint, Flask, redirect, request
from flask_babel import Babel
from flask_login import current_user
from marshmallow import fields, validate
from werkzeug.wrappers import Response

from service.people import actions
from service.schema import Sent
from service.web import here
from service.web.sign_in import open_to_strangers

bp = Blueprint("language", __name__)
YEAR = 365 * 24 * 3600
LANGUAGES = {"en": "English", "nl": "Nederlands"}
LIGHTS = ("auto", "light", "dark")


class LanguageSent(Sent):
    language = fields.Str(required=True, validate=validate.OneOf(LANGUAGES))
    back = fields.Str(load_default="/")


class LightSent(Sent):
    light = fields.Str(required=True, validate=validate.OneOf(LIGHTS))
    back = fields.Str(load_default="/")


def install(app: Flask) -> None:
    Babel(app, locale_selector=chosen_language)
    app.context_processor(
        lambda: {
            "language": chosen_language(),
            "languages": LANGUAGES,
            "light": chosen_light(),
            "next_light": LIGHTS[(LIGHTS.index(chosen_light()) + 1) % 3],
        }
    )


def chosen_language() -> str:
    """The person's language, or a stranger's cookie, or what the browser prefers."""
    if current_user and current_user.is_authenticated:
        return here.person().language
    cookie = request.cookies.get("gezel_language", "")
    return cookie if cookie in LANGUAGES else request.accept_languages.best_match(LANGUAGES, "en")


def chosen_light() -> str:
    cookie = request.cookies.get("gezel_light", "")
    return cookie if cookie in LIGHTS else "auto"


@bp.post("/language")
@open_to_strangers
def choose_language() -> Response:
    sent = here.form(LanguageSent)
    if current_user.is_authenticated:
        actions.choose_language(here.db(), here.me(), sent["language"])
    return _remember("gezel_language", sent["language"], sent["back"])


@bp.post("/light")
@open_to_strangers
def choose_light() -> Response:
    sent = here.form(LightSent)
    return _remember("gezel_light", sent["light"], sent["back"])


def _remember(cookie: str, value: str, back: str) -> Response:
    response = redirect(here_only(back))
    response.set_cookie(cookie, value, max_age=YEAR, samesite="Lax", httponly=True)
    return response


def here_only(back: str) -> str:
    """A path of our own to go back to; what could lead elsewhere becomes the first page."""
    plain = back.startswith("/") and not back.startswith(("//", "/\\"))
    return back if plain and back.isprintable() else "/"
