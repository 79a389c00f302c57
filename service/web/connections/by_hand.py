"""Being heard without Gezel's doing: address, secret and steps, for each way there is."""

from typing import Any

from flask import render_template
from flask_babel import lazy_gettext as _l

from service.connections import actions, reads_setup
from service.connections.model import Auth, Channel, Product, channels
from service.connections.model_setup import SetUp, Step
from service.errors import NotFound
from service.web import here
from service.web.connections.blueprint import bp
from service.web.connections.making import JIRA_EVENTS, PAGE_EVENTS, address_of

NAMES = {
    Channel.WEBHOOK: _l("A webhook of an administrator"),
    Channel.AUTOMATION: _l("A rule of Jira Automation"),
    Channel.FORGE: _l("A Forge app"),
}


def ways(found: SetUp) -> list[Channel]:
    """The ways that an administrator can set up there by hand."""
    there = channels(Product(found.product), Auth(found.auth))
    return [way for way in NAMES if way in there]


@bp.app_context_processor
def names() -> dict[str, Any]:
    return {"WAYS": NAMES}


@bp.get("/connections/<name>/hook/<way>")
def by_hand(name: str, way: str) -> str:
    return _page(name, way, None)


@bp.post("/connections/<name>/hook/<way>")
def show_secret(name: str, way: str) -> str:
    """A new secret, shown on this one answer; the old one is accepted for another day."""
    _way(reads_setup.set_up(here.db(), here.me(), name), way)
    secret = actions.rotate(here.db(), here.me(), here.parts().vault, name)
    return _page(name, way, secret)


@bp.post("/connections/<name>/rotate")
def rotate(name: str) -> str:
    """The same, from where the way does not matter."""
    found = reads_setup.set_up(here.db(), here.me(), name)
    return show_secret(name, ways(found)[0])


def _way(found: SetUp, way: str) -> Channel:
    if way not in ways(found):
        raise NotFound
    return Channel(way)


def _page(name: str, way: str, secret: str | None) -> str:
    found = reads_setup.set_up(here.db(), here.me(), name)
    chosen = _way(found, way)
    address = address_of(name)
    return render_template(
        "connections/by_hand.html",
        setup=found,
        step=Step.HOOK,
        way=chosen,
        ways=ways(found),
        title=NAMES[chosen],
        address=f"{address}/forge" if chosen == Channel.FORGE else address,
        secret=secret,
        events=JIRA_EVENTS if found.is_jira else PAGE_EVENTS,
        forge_app=here.parts().settings.forge_app_id,
    )
