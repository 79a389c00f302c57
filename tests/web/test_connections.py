"""Connections and deliveries: for the administrator, and for nobody else."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from service.actor import System
from service.connections import actions
from service.connections.model import Outcome, State
from service.db.sql import Connection, value
from tests.cast import Cast, sign_in


@pytest.fixture
def dana(app: Flask, cast: Cast) -> FlaskClient:
    app.config["WTF_CSRF_ENABLED"] = False
    return sign_in(app.test_client(), cast.dana)


@pytest.fixture
def bob(app: Flask, cast: Cast) -> FlaskClient:
    app.config["WTF_CSRF_ENABLED"] = False
    return sign_in(app.test_client(), cast.bob)


def test_the_secret_is_shown_once(dana: FlaskClient, db: Connection) -> None:
    answer = dana.post("/connections", data={"name": "our-jira", "product": "jira-cloud"})
    secret = re.search(r'id="secret" readonly value="([\w-]{43})"', answer.text)
    assert secret
    assert secret[1] not in dana.get("/connections").text
    assert "our-jira" in dana.get("/connections").text


@pytest.mark.parametrize("name", ["", "Our Jira", "-x", "é", "a" * 64])
def test_a_wrong_name_is_said_and_kept(dana: FlaskClient, name: str) -> None:
    answer = dana.post("/connections", data={"name": name, "product": "jira-datacenter"})
    assert answer.status_code == 422
    assert 'id="name-error"' in answer.text
    assert f'value="{name}"' in answer.text
    assert 'value="jira-datacenter" required checked' in answer.text


def test_a_name_is_given_once(dana: FlaskClient) -> None:
    answer = dana.post("/connections", data={"name": "jira", "product": "jira-cloud"})
    assert answer.status_code == 422
    assert "already a connection" in answer.text


def test_rotating_shows_another_secret(dana: FlaskClient) -> None:
    first = dana.post("/connections", data={"name": "our-jira", "product": "jira-cloud"}).text
    second = dana.post("/connections/our-jira/rotate").text
    shown = r'id="secret" readonly value="([\w-]{43})"'
    assert len(re.findall(shown, second)) == 1
    assert re.findall(shown, first) != re.findall(shown, second)
    assert dana.post("/connections/nobodys/rotate").status_code == 404


def test_deliveries_say_what_became_of_them(dana: FlaskClient, db: Connection, cast: Cast) -> None:
    actions.keep(db, System("test"), cast.jira, "one", b"not json")
    delivery_id = value(db, "SELECT id FROM delivery")
    outcome = Outcome(delivery_id, State.QUARANTINED, reason="It is not JSON.")
    actions.note(db, System("test"), [outcome], forget=False)
    page = dana.get("/deliveries?state=quarantined").text
    assert "It is not JSON." in page
    assert "Needs your eyes" not in page
    first = dana.get("/deliveries").text
    assert first.index("Needs your eyes") < first.index("It is not JSON.")
    assert first.count("It is not JSON.") == 1
    assert "not json" not in page.replace("It is not JSON.", "")
    dana.post(f"/deliveries/{delivery_id}/try-again")
    assert value(db, "SELECT state FROM delivery") == "pending"
    assert dana.post(f"/deliveries/{delivery_id}/try-again").status_code == 409


def test_a_strange_filter_is_an_error_that_says_so(dana: FlaskClient) -> None:
    assert dana.get("/deliveries?state=lost").status_code == 422


@pytest.mark.parametrize(
    ("method", "address"),
    [
        ("GET", "/connections"),
        ("POST", "/connections"),
        ("POST", "/connections/jira/rotate"),
        ("GET", "/connections/jira/set-up"),
        ("GET", "/connections/jira/access"),
        ("POST", "/connections/jira/access"),
        ("POST", "/connections/jira/oauth"),
        ("GET", "/connections/jira/site"),
        ("POST", "/connections/jira/site"),
        ("GET", "/connections/jira/projects"),
        ("POST", "/connections/jira/projects"),
        ("GET", "/connections/jira/statuses"),
        ("POST", "/connections/jira/statuses"),
        ("GET", "/connections/jira/hook"),
        ("POST", "/connections/jira/hook"),
        ("GET", "/connections/jira/past"),
        ("POST", "/connections/jira/past"),
        ("POST", "/connections/jira/past/stop"),
        ("POST", "/connections/jira/past/resume"),
        ("GET", "/deliveries"),
        ("GET", "/connections/jira"),
        ("POST", "/connections/jira/pause"),
        ("POST", "/connections/jira/resume"),
        ("POST", "/connections/jira/try-again"),
        ("POST", "/connections/jira/links/on"),
        ("POST", "/connections/jira/links/off"),
        ("GET", "/deliveries/{id}"),
        ("POST", "/deliveries/{id}/try-again"),
        ("POST", "/deliveries/{id}/body"),
    ],
)
def test_for_others_it_does_not_exist(
    bob: FlaskClient, db: Connection, cast: Cast, method: str, address: str
) -> None:
    actions.keep(db, System("test"), cast.jira, "one", b"not json")
    delivery_id = value(db, "SELECT id FROM delivery")
    note(db, delivery_id, State.FAILED)
    data = {"name": "x", "product": "jira-cloud", "state": "failed", "reason": "I want to see"}
    answer = bob.open(address.format(id=delivery_id), method=method, data=data)
    assert answer.status_code == 404
    assert value(db, "SELECT state FROM delivery") == "failed"
    assert value(db, "SELECT count(*) FROM body_look") == 0


def note(db: Connection, delivery_id: int, state: State, reason: str | None = None) -> None:
    outcome = Outcome(delivery_id, state, "issue changed", reason)
    actions.note(db, System("test"), [outcome], forget=False)
