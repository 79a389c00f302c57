"""Errors become pages in this one place."""

import psycopg
import structlog
from flask import Flask, make_response, redirect, render_template, request, url_for
from flask_babel import gettext
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, MethodNotAllowed, RequestEntityTooLarge
from werkzeug.wrappers import Response

from service.atlassian.rest.errors import AtlassianError
from service.errors import Conflict, Forbidden, GezelError, Invalid, NotFound, Unavailable
from service.skills.reads import SkillWasMerged

log = structlog.get_logger()
STATUS = {NotFound: 404, Forbidden: 403, Conflict: 409, Invalid: 422, Unavailable: 503}


def install(app: Flask) -> None:
    app.register_error_handler(GezelError, _ours)
    app.register_error_handler(SkillWasMerged, _merged)
    app.register_error_handler(psycopg.OperationalError, lambda _: _ours(Unavailable()))
    app.register_error_handler(CSRFError, _old_form)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _unexpected)


def words(error: GezelError) -> str:
    """The message in the language of the reader."""
    return gettext(error.message, **error.values)


def told(error: AtlassianError | GezelError) -> str:
    """The same of what went wrong in asking Atlassian."""
    if isinstance(error, AtlassianError):
        return str(gettext(error.message, **error.values))
    return words(error)


def _ours(error: GezelError) -> Response:
    status = next((code for kind, code in STATUS.items() if isinstance(error, kind)), 500)
    return _page(status, words(error))


def _merged(error: SkillWasMerged) -> Response:
    """The same page about the skill that it became part of."""
    if request.method != "GET" or "slug" not in (request.view_args or {}):
        return _ours(error)
    values = {**(request.view_args or {}), "slug": error.slug}
    return redirect(url_for(request.endpoint or "", **values))


def _old_form(_: CSRFError) -> Response:
    return _page(
        400,
        gettext(
            "This form has become too old to trust. Go back, reload the page and send it again."
        ),
    )


def _http(error: HTTPException) -> Response:
    if isinstance(error, RequestEntityTooLarge):
        return _page(413, gettext("This is more than Gezel can take in at once. Send less."))
    if isinstance(error, MethodNotAllowed):
        return _page(
            405,
            gettext(
                "This address answers to a button, not to a visit. Go back and use the button."
            ),
        )
    if error.code == 404:
        return _page(404, gettext(NotFound().message))
    return _page(error.code or 500, error.description or "")


def _unexpected(error: Exception) -> Response:
    log.error("unexpected", path=request.path, exc_info=error)
    return _page(
        500,
        gettext(
            "Something broke on our side; it is in the log. "
            "Go back: what you typed may still be there. Then try again."
        ),
    )


def _page(status: int, message: str) -> Response:
    return make_response(render_template("error.html", status=status, message=message), status)
