"""No route answers a stranger but those listed here."""

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

OPEN = {
    "about.how",
    "about.readers",
    "by_mail.ask",
    "by_mail.end",
    "entering.page",
    "entering.use",
    "health.alive",
    "health.ready",
    "language.choose_language",
    "language.choose_light",
    "sign_in.page",
    "sign_in.sign_in",
    "sign_in.forgot",
    "sign_in.ask_for_link",
    "sign_in.link",
    "sign_in.use_link",
    "sign_in.setup",
    "sign_in.use_setup",
}
# Files. Deliveries have a door of their own, which checks signatures instead of sessions.
FREE = {"static", "bootstrap.static"}


@pytest.fixture
def app(app: Flask) -> Flask:
    app.config["WTF_CSRF_ENABLED"] = False
    return app


def marked(app: Flask) -> set[str]:
    views = app.view_functions.items()
    return {name for name, view in views if getattr(view, "open_to_strangers", False)}


def addresses(app: Flask) -> Iterator[tuple[str, str, str]]:
    """Endpoint, method and an address of every route, its arguments filled in."""
    adapter = app.url_map.bind("localhost")
    for rule in app.url_map.iter_rules():
        kinds = {name: type(rule._converters[name]).__name__ for name in rule.arguments}
        values = {name: 1 if kind == "IntegerConverter" else "x" for name, kind in kinds.items()}
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}:
            yield rule.endpoint, method, adapter.build(rule.endpoint, values, method=method)


def test_strangers_are_sent_to_sign_in(app: Flask, client: FlaskClient) -> None:
    closed = [one for one in addresses(app) if one[0] not in OPEN | FREE]
    assert closed
    for _, method, address in closed:
        answer = client.open(address, method=method)
        assert answer.status_code in (302, 303), f"{method} {address} answered {answer.status}"
        assert answer.location.startswith("/sign-in"), f"{method} {address}"


def test_only_the_listed_ones_are_open(app: Flask) -> None:
    assert marked(app) == OPEN


def test_every_listed_one_exists(app: Flask) -> None:
    assert set(app.view_functions) >= OPEN | FREE
