"""The doors: who is let in, what a stranger learns, and where one goes from there."""

import json
import re
from dataclasses import replace
from typing import NoReturn

import pytest
from flask import Flask
from flask.testing import FlaskClient

from service.actor import System
from service.connections.secrets import Vault
from service.db import sql
from service.db.sql import Connection
from service.errors import Unavailable
from service.people import actions, actions_links, reads
from service.settings import Settings
from service.web import here
from service.web.sign_in import guard
from tests.cast import Cast, sign_in
from tests.conftest import KEY

SYSTEM = System("test")
PASSWORD = "seven looms and a shuttle"
MAILS = "SELECT sealed FROM letter JOIN person ON person.id = person_id WHERE email = %(to)s"


@pytest.fixture(autouse=True)
def _forms_without_tokens(app: Flask) -> None:
    app.config["WTF_CSRF_ENABLED"] = False


@pytest.fixture
def _mail(app: Flask) -> None:
    parts: here.Parts = app.extensions["gezel"]
    settings: Settings = replace(parts.settings, smtp_url="smtp://localhost:2525")
    app.extensions["gezel"] = replace(parts, settings=settings)


@pytest.fixture
def bob(db: Connection, cast: Cast) -> int:
    _, token = actions_links.new_link(db, SYSTEM, cast.bob.id)
    return actions.accept(db, SYSTEM, token, PASSWORD).id


def test_only_listed_views_are_open_to_strangers(app: Flask) -> None:
    views = app.view_functions.items()
    assert {endpoint for endpoint, view in views if hasattr(view, "open_to_strangers")} == {
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
        "sign_in.ask_for_link",
        "sign_in.forgot",
        "sign_in.link",
        "sign_in.page",
        "sign_in.setup",
        "sign_in.sign_in",
        "sign_in.use_link",
        "sign_in.use_setup",
    }


def test_every_other_address_sends_a_stranger_to_sign_in(app: Flask, client: FlaskClient) -> None:
    for rule in app.url_map.iter_rules():
        view = app.view_functions[rule.endpoint]
        if rule.endpoint in guard.FREE_ENDPOINTS or hasattr(view, "open_to_strangers"):
            continue
        path = rule.build(dict.fromkeys(rule.arguments, 1), append_unknown=False)
        assert path is not None
        method = "GET" if "GET" in (rule.methods or ()) else "POST"
        answer = client.open(path[1], method=method)
        assert answer.status_code == 302, rule.endpoint
        assert answer.location.startswith("/sign-in"), rule.endpoint


def test_one_comes_back_to_where_one_wanted_to_go(client: FlaskClient, bob: int) -> None:
    answer = client.get("/settings?search=bo%26b")
    assert answer.location == "/sign-in?back=/settings?search%3Dbo%2526b"
    page = client.get(answer.location)
    assert 'name="back" value="/settings?search=bo%26b"' in page.text
    sent = {"email": "bob@example.org", "password": PASSWORD, "back": "/settings?search=bo%26b"}
    assert client.post("/sign-in", data=sent).location == "/settings?search=bo%26b"
    assert client.get("/settings").status_code == 200
    assert client.get("/sign-in").location == "/"


@pytest.mark.parametrize("back", ["https://example.org/", "//example.org", "/\\example.org"])
def test_the_way_back_stays_in_the_house(client: FlaskClient, bob: int, back: str) -> None:
    sent = {"email": "bob@example.org", "password": PASSWORD, "back": back}
    assert client.post("/sign-in", data=sent).location == "/"


def test_a_wrong_password_keeps_what_was_typed(client: FlaskClient, bob: int) -> None:
    answers = [
        client.post("/sign-in", data={"email": email, "password": "not this one"})
        for email in ("bob@example.org", "eve@example.org")
    ]
    for answer in answers:
        assert answer.status_code == 422
        assert "do not belong together" in answer.text
    assert 'value="bob@example.org"' in answers[0].text
    assert "not this one" not in answers[0].text
    assert without_what_differs(answers[0].text) == without_what_differs(answers[1].text)


def without_what_differs(page: str) -> str:
    """The page without what was typed, and without the token, which holds the second."""
    return re.sub(r'value="[^"]*"', "", page)


def test_after_too_many_tries_it_says_to_wait(client: FlaskClient, bob: int) -> None:
    for _ in range(10):
        client.post("/sign-in", data={"email": "bob@example.org", "password": "not this one"})
    answer = client.post("/sign-in", data={"email": "bob@example.org", "password": PASSWORD})
    assert answer.status_code == 422
    assert "Wait a quarter of an hour" in answer.text


def test_signing_out_ends_the_session(client: FlaskClient, cast: Cast) -> None:
    sign_in(client, cast.bob)
    assert client.get("/settings").status_code == 200
    assert client.post("/sign-out").location == "/sign-in"
    assert client.get("/settings").status_code == 302


def test_a_session_with_an_old_key_is_nobody(
    client: FlaskClient, db: Connection, cast: Cast
) -> None:
    sign_in(client, cast.bob)
    db.execute("UPDATE person SET session_key = 'new' WHERE id = %s", (cast.bob.id,))
    assert client.get("/settings").status_code == 302


def test_who_left_is_out_at_once(client: FlaskClient, db: Connection, cast: Cast) -> None:
    sign_in(client, cast.bob)
    actions.leave(db, SYSTEM, cast.bob.id)
    assert client.get("/settings").status_code == 302


@pytest.mark.parametrize("held", ["", "x", "1", "1:", "²:key", "-1:key", "9" * 30 + ":key"])
def test_a_strange_session_is_nobody(client: FlaskClient, cast: Cast, held: str) -> None:
    with client.session_transaction() as session:
        session["_user_id"] = held
    assert client.get("/settings").status_code == 302


def test_a_request_asks_once_who_is_here(
    app: Flask, client: FlaskClient, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    read = reads.signed_in

    def counted(db: Connection, actor: System, person_id: int) -> object:
        asked.append(person_id)
        return read(db, actor, person_id)

    monkeypatch.setattr(reads, "signed_in", counted)
    sign_in(client, cast.alice)
    assert client.get("/about/how").status_code == 200
    assert asked == [cast.alice.id]


def test_without_a_database_a_signed_in_person_reads_words(
    app: Flask, client: FlaskClient, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(_: object) -> NoReturn:
        raise Unavailable

    monkeypatch.setattr(here, "borrowed", away)
    sign_in(client, cast.bob)
    answer = client.get("/settings")
    assert answer.status_code == 503
    assert "Try again in a moment" in answer.text


def test_an_invitation_leads_to_the_first_page(
    client: FlaskClient, db: Connection, cast: Cast
) -> None:
    _, token = actions.invite(db, SYSTEM, "Eve Example", "eve@example.org")
    for _ in range(2):  # looking does not use it up
        page = client.get(f"/link/{token}")
        assert page.status_code == 200
        assert "eve@example.org" in page.text
    short = client.post(f"/link/{token}", data={"password": "short"})
    assert short.status_code == 422
    assert "Use 10 to 200 characters" in short.text
    assert client.post(f"/link/{token}", data={"password": PASSWORD}).location == "/"
    assert client.get("/").location == "/welcome"
    assert client.get(f"/link/{token}").status_code == 404
    assert client.post(f"/link/{token}", data={"password": PASSWORD}).status_code == 404


def test_a_link_signs_out_who_was_here_before(
    client: FlaskClient, db: Connection, cast: Cast
) -> None:
    sign_in(client, cast.dana)
    _, token = actions.invite(db, SYSTEM, "Eve Example", "eve@example.org")
    client.post(f"/link/{token}", data={"password": PASSWORD})
    assert "Eve" in client.get("/welcome").text
    assert client.get("/people").location == "/welcome"


def test_setting_up_makes_the_first_administrator(client: FlaskClient, db: Connection) -> None:
    assert "Nobody is here yet" in client.get("/sign-in").text
    token = actions.setup_link(db, SYSTEM)
    assert client.get(f"/setup/{token}").status_code == 200
    assert client.get(f"/link/{token}").status_code == 404
    typed = {"name": "Dana", "email": "dana@", "password": PASSWORD}
    again = client.post(f"/setup/{token}", data=typed)
    assert again.status_code == 422
    assert 'value="Dana"' in again.text
    typed["email"] = "dana@example.org"
    assert client.post(f"/setup/{token}", data=typed).status_code == 302
    assert client.get("/").location == "/welcome"
    assert sql.value(db, "SELECT is_administrator FROM person") is True
    assert client.get(f"/setup/{token}").status_code == 404


def test_an_invitation_does_not_set_up(client: FlaskClient, db: Connection) -> None:
    _, token = actions.invite(db, SYSTEM, "Eve", "eve@example.org")
    assert client.get(f"/setup/{token}").status_code == 404


def test_without_mail_one_asks_an_administrator(client: FlaskClient) -> None:
    assert "Ask an administrator" in client.get("/forgot").text


@pytest.mark.usefixtures("_mail")
def test_forgetting_answers_the_same_for_everybody(
    client: FlaskClient, db: Connection, bob: int
) -> None:
    pages = [
        client.post("/forgot", data={"email": email}, follow_redirects=True).text
        for email in ("bob@example.org", "nobody@example.org", "alice@example.org")
    ]
    assert "If somebody here has this address" in pages[0]
    tokens = re.compile(r'name="csrf_token" value="[^"]+"')  # they hold the second of asking
    assert len({tokens.sub("", page) for page in pages}) == 1
    assert sql.value(db, "SELECT count(*) FROM letter") == 1
    (sealed,) = sql.column(db, MAILS, to="bob@example.org")
    body = json.loads(Vault(KEY).open(sealed))["body"]
    link = next(line for line in body.splitlines() if "/link/" in line)
    token = link.rsplit("/", 1)[1]
    assert client.post(f"/link/{token}", data={"password": "a new password"}).location == "/"


@pytest.mark.usefixtures("_mail")
def test_links_cannot_be_asked_for_without_end(client: FlaskClient, bob: int) -> None:
    for _ in range(10):
        client.post("/forgot", data={"email": "bob@example.org"})
    assert client.post("/forgot", data={"email": "bob@example.org"}).status_code == 422
