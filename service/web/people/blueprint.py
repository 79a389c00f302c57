"""The blueprint that these pages share, and how they answer."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from service.errors import Invalid
from service.web import errors

bp = Blueprint("people", __name__)
CLEAN: dict[str, Any] = {"errors": {}, "message": None, "typed": {}}


def wrong_values(wrong: Invalid | None) -> dict[str, Any]:
    """What a template needs to show a form again: messages, and what was typed."""
    if wrong is None:
        return CLEAN
    return {"errors": wrong.fields, "message": errors.words(wrong), "typed": request.form}


def shown(template: str, wrong: Invalid | None = None, **values: Any) -> str:
    return render_template(template, **wrong_values(wrong), **values)


def kept(endpoint: str, **values: Any) -> Response:
    """Say that it is kept, and go on."""
    flash(gettext("Kept."))
    return redirect(url_for(endpoint, **values), code=303)
