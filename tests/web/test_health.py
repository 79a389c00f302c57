"""Alive and ready, without signing in; errors are pages that say what to do."""

from flask import Flask
from flask.testing import FlaskClient


def test_alive_and_ready(client: FlaskClient) -> None:
    assert client.get("/healthz").text == "ok\n"
    assert client.get("/readyz").text == "ready\n"


def test_not_ready_while_a_migration_waits(client: FlaskClient, app: Flask) -> None:
    db = app.extensions["gezel"].pool._db
    db.execute("DELETE FROM migration")
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert "gezel db migrate" in answer.text


def test_pages_bring_their_own_policy(client: FlaskClient) -> None:
    headers = client.get("/sign-in").headers
    assert headers["Content-Security-Policy"].startswith("default-src 'self';")
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_a_form_without_its_token_is_not_taken(client: FlaskClient) -> None:
    answer = client.post("/sign-in", data={"email": "a@example.org", "password": "x"})
    assert answer.status_code == 400
    assert "reload the page" in answer.text


def test_nothing_here_is_a_page(client: FlaskClient) -> None:
    answer = client.get("/nowhere")
    assert answer.status_code == 404
    assert "<h1>" in answer.text
