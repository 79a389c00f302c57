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


def test_a_new_connection_takes_nothing_and_goes_on_to_its_address(
    dana: FlaskClient, db: Connection
) -> None:
    answer = dana.post("/connections/new", data={"name": "our-jira", "product": "jira-cloud"})
    assert answer.headers["Location"] == "/connections/our-jira/access"
    assert not value(db, "SELECT takes_all_projects FROM connection WHERE name = 'our-jira'")
    assert "/connections/our-jira/access" in dana.get("/connections").text


@pytest.mark.parametrize("name", ["", "Our Jira", "-x", "é", "a" * 64])
def test_a_wrong_name_is_said_and_kept(dana: FlaskClient, name: str) -> None:
    answer = dana.post("/connections/new", data={"name": name, "product": "jira-datacenter"})
    assert answer.status_code == 422
    assert 'id="name-error"' in answer.text
    assert f'value="{name}"' in answer.text
    assert 'value="jira-datacenter" required checked' in answer.text


@pytest.mark.parametrize(
    ("name", "why"), [("jira", "already a connection"), ("new", "a page of its own")]
)
def test_a_name_is_given_once_and_hides_no_page(dana: FlaskClient, name: str, why: str) -> None:
    answer = dana.post("/connections/new", data={"name": name, "product": "jira-cloud"})
    assert answer.status_code == 422
    assert why in answer.text


SHOWN = re.compile(r'id="secret" readonly value="([\w-]{43})"')


def test_a_secret_is_shown_once_and_another_one_the_next_time(dana: FlaskClient) -> None:
    page = "/connections/jira/hook/webhook"
    [first] = SHOWN.findall(dana.post(page).text)
    [second] = SHOWN.findall(dana.post("/connections/jira/rotate").text)
    assert first != second
    assert not SHOWN.findall(dana.get(page).text)
    assert dana.post("/connections/nobodys/rotate").status_code == 404


@pytest.mark.parametrize(
    ("product", "ways"),
    [
        ("jira-cloud", {"webhook", "automation", "forge"}),
        ("jira-datacenter", {"webhook", "automation"}),
        ("confluence-cloud", {"forge"}),
        ("confluence-datacenter", {"webhook"}),
    ],
)
def test_each_product_has_its_own_ways_by_hand(
    dana: FlaskClient, product: str, ways: set[str]
) -> None:
    dana.post("/connections/new", data={"name": "this", "product": product})
    page = dana.get("/connections/this/hook").text
    for way in ("webhook", "automation", "forge"):
        address = f"/connections/this/hook/{way}"
        assert (address in page) == (way in ways)
        assert dana.get(address).status_code == (200 if way in ways else 404)


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
        ("GET", "/connections/new"),
        ("POST", "/connections/new"),
        ("POST", "/connections/jira/rotate"),
        ("GET", "/connections/jira/hook/webhook"),
        ("POST", "/connections/jira/hook/webhook"),
        ("GET", "/connections/jira/set-up"),
        ("GET", "/connections/jira/access"),
        ("POST", "/connections/jira/access"),
        ("GET", "/connections/jira/oauth"),
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
