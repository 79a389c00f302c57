"""The blueprint that these pages share, and the names of what they show."""

from typing import Any

from flask import Blueprint
from flask_babel import lazy_gettext as _l

from service.connections.model import State

bp = Blueprint("connections", __name__)
PRODUCTS = {
    "jira-cloud": "Jira Cloud",
    "jira-datacenter": "Jira Data Center",
    "confluence-cloud": "Confluence Cloud",
    "confluence-datacenter": "Confluence Data Center",
}
STATES = {
    State.PENDING: _l("waiting"),
    State.DONE: _l("worked in"),
    State.IGNORED: _l("left alone"),
    State.QUARANTINED: _l("not understood"),
    State.FAILED: _l("set aside"),
}
CHANNELS = {
    "webhook": _l("webhook"),
    "oauth": _l("webhook made through OAuth"),
    "forge": _l("Forge app"),
    "automation": _l("automation rule"),
}


@bp.app_context_processor
def names() -> dict[str, Any]:
    return {"PRODUCTS": PRODUCTS, "STATES": STATES, "CHANNELS": CHANNELS}
