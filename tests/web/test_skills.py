"""The administrator's page for skills."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from service.actor import System
from service.db.sql import Connection
from service.skills import actions, actions_rules, reads
from service.skills.rules_tree import all_of
from tests.cast import Cast, sign_in

SYSTEM = System("test")


@pytest.fixture(autouse=True)
def _forms_without_tokens(app: Flask) -> None:
    app.config["WTF_CSRF_ENABLED"] = False


@pytest.fixture
def dana(client: FlaskClient, cast: Cast) -> FlaskClient:
    return sign_in(client, cast.dana)


def test_without_skills_one_button_brings_them(db: Connection, dana: FlaskClient) -> None:
    assert "Start with the forty skills" in dana.get("/skills").text
    answer = dana.post("/skills/starter", follow_redirects=True)
    assert answer.status_code == 200
    assert "API design" in answer.text
    assert "Start with the forty skills" not in answer.text
    assert len(reads.skills(db, SYSTEM)) == 40


def test_the_page_shows_levels_and_how_many_rules(db: Connection, dana: FlaskClient) -> None:
    actions.load_starter(db, SYSTEM)
    actions_rules.add(db, SYSTEM, "api-design", all_of(component=["API"]))
    text = dana.get("/skills").text
    assert "1 rule links work to it" in text
    assert 'href="/rules#api-design"' in text
    assert "Passing on" in text


def test_this_page_is_for_administrators(client: FlaskClient, cast: Cast) -> None:
    for person in (cast.alice, cast.bob, cast.charlie):
        sign_in(client, person)
        assert client.get("/skills").status_code == 404
        assert client.post("/skills/starter").status_code == 404
