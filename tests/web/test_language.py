"""Language and light are remembered, and lead nowhere else."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from service.db.sql import Connection, value
from service.web.language import here_only
from tests.cast import Cast, sign_in


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    app.config["WTF_CSRF_ENABLED"] = False
    return app.test_client()


def test_a_strangers_choice_is_kept_in_a_cookie(client: FlaskClient) -> None:
    client.post("/language", data={"language": "nl"})
    assert '<html lang="nl"' in client.get("/sign-in").text


def test_a_persons_choice_is_kept_with_the_person(
    client: FlaskClient, db: Connection, cast: Cast
) -> None:
    sign_in(client, cast.bob)
    client.post("/language", data={"language": "nl", "back": "/work"})
    assert value(db, "SELECT language FROM person WHERE id = %(id)s", id=cast.bob.id) == "nl"
    assert '<html lang="nl"' in client.get("/work").text


def test_light_or_dark_is_kept_and_said(client: FlaskClient) -> None:
    assert 'aria-label="Light: as the system"' in client.get("/sign-in").text
    client.post("/light", data={"light": "dark"})
    page = client.get("/sign-in").text
    assert 'data-bs-theme="dark"' in page
    assert 'aria-label="Light: always dark"' in page


def test_a_strange_language_is_refused(client: FlaskClient) -> None:
    assert client.post("/language", data={"language": "xx"}).status_code == 422


@pytest.mark.parametrize(
    "back", ["https://elsewhere.example", "//elsewhere.example", "/\\x", "/\t/x", "/\x0b/x", "x"]
)
def test_back_leads_nowhere_else(back: str) -> None:
    assert here_only(back) == "/"


def test_back_leads_back() -> None:
    assert here_only("/map?x=1") == "/map?x=1"
