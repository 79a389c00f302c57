"""Pages for people. Translates between the browser and the domain; decides nothing.

Every view is one short road: fetch with permission, check input, one action or a few reads, answer.
"""

from typing import Any

from flask import Flask
from flask_bootstrap import Bootstrap5
from flask_wtf import CSRFProtect

from service.connections.secrets import Vault
from service.db.pool import Pool
from service.settings import MEGABYTE, Settings
from service.web import (
    about,
    aims,
    asks,
    budgets,
    cases,
    chat,
    connections,
    dialogues,
    entering,
    erasing,
    errors,
    feedback,
    growth,
    health,
    here,
    hints,
    language,
    links,
    mine,
    notices,
    pace,
    people,
    post,
    practice,
    profile,
    publishing,
    reactions,
    reports,
    rhythm,
    rules,
    search,
    shares,
    sign_in,
    skills,
    steps,
    team,
    texts,
    thanks,
    today,
    unseen,
    work,
    year,
)

enter, open_to_strangers = sign_in.enter, sign_in.open_to_strangers
about_me = mine.blueprint
erase = erasing.blueprint
FORM_LIMIT = 2 * MEGABYTE
CONTENT_SECURITY_POLICY = (
    "default-src 'self'; img-src 'self' data:; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'; object-src 'none'"
)
BLUEPRINTS = (
    about.bp,
    aims.bp,
    cases.bp,
    budgets.bp,
    connections.bp,
    dialogues.bp,
    asks.bp,
    chat.bp,
    entering.bp,
    feedback.bp,
    growth.bp,
    health.bp,
    hints.bp,
    language.bp,
    links.bp,
    notices.bp,
    notices.by_mail,
    pace.bp,
    people.bp,
    post.bp,
    practice.bp,
    profile.bp,
    publishing.bp,
    reactions.bp,
    reports.bp,
    reports.choosing,
    rhythm.bp,
    search.bp,
    shares.bp,
    rules.bp,
    sign_in.bp,
    *skills.blueprints,
    steps.bp,
    thanks.bp,
    team.bp,
    today.bp,
    unseen.bp,
    work.bp,
    year.bp,
)


def flask_settings(settings: Settings) -> dict[str, Any]:
    """Flask's own configuration, from ours."""
    return {
        "SECRET_KEY": settings.secret_key,
        "SESSION_COOKIE_NAME": "gezel",
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": settings.secure_cookies,
        "MAX_CONTENT_LENGTH": FORM_LIMIT,
        "MAX_FORM_MEMORY_SIZE": FORM_LIMIT,
        "BOOTSTRAP_SERVE_LOCAL": True,
        "BABEL_DEFAULT_LOCALE": "en",
        "BABEL_DEFAULT_TIMEZONE": settings.time_zone,
        "SEND_FILE_MAX_AGE_DEFAULT": 3600,
        "WTF_CSRF_TIME_LIMIT": None,  # a form left open over lunch must still be accepted
        "WTF_CSRF_SSL_STRICT": False,
        "TEMPLATES_AUTO_RELOAD": False,
    }


def install(app: Flask, settings: Settings, pool: Pool, vault: Vault) -> None:
    """Give the application its pages."""
    app.extensions["gezel"] = here.Parts(settings=settings, pool=pool, vault=vault)
    CSRFProtect(app).exempt(notices.by_mail)
    Bootstrap5(app)
    here.install(app)
    language.install(app)
    texts.install(app)
    sign_in.install(app)
    errors.install(app)
    app.after_request(_headers)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)


def _headers(response: Any) -> Any:
    response.headers.setdefault("Content-Security-Policy", CONTENT_SECURITY_POLICY)
    response.headers.setdefault("X-Content-Type-Options", "nosniff")
    response.headers.setdefault("Referrer-Policy", "same-origin")
    if response.mimetype == "text/html":
        response.headers.setdefault("Cache-Control", "no-store")
    return response
