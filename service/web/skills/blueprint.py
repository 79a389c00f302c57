"""The blueprint that the pages of the catalogue share, and how they answer."""

from typing import Any

from flask import Blueprint, flash, redirect, url_for
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

bp = Blueprint("catalogue", __name__)
PARTS = {
    "name": _l("Name"),
    "summary": _l("Summary"),
    "signal": _l("Signal"),
    "example": _l("Example"),
}
LANGUAGE_NAMES = {"en": _l("in English"), "nl": _l("in Dutch")}
PROPOSAL_STATES = {
    "draft": _l("draft"),
    "open": _l("waits for a steward"),
    "accepted": _l("accepted"),
    "declined": _l("not taken over"),
    "withdrawn": _l("withdrawn"),
}


@bp.context_processor
def texts() -> dict[str, Any]:
    return {
        "PARTS": PARTS,
        "LANGUAGE_NAMES": LANGUAGE_NAMES,
        "PROPOSAL_STATES": PROPOSAL_STATES,
    }


def said(message: str, endpoint: str, **values: Any) -> Response:
    """Say what happened, and go on."""
    flash(message)
    return redirect(url_for(endpoint, **values), code=303)
