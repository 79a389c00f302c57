"""The first page, and one's own settings."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from service.actor import System
from service.db.sql import Connection
from service.people import actions, actions_accounts, actions_links, reads
from service.people.model import Asking, SeenAccount
from tests.cast import Cast, sign_in

SYSTEM = System("test")
PASSWORD = "seven looms and a shuttle"


@pytest.fixture(autouse=True)
def _forms_without_tokens(app: Flask) -> None:
    app.config["WTF_CSRF_ENABLED"] = False


@pytest.fixture
def bob(client: FlaskClient, cast: Cast) -> FlaskClient:
    return sign_in(client, cast.bob)


@pytest.fixture
def free_account(db: Connection, cast: Cast) -> int:
    users = [SeenAccount("acc-b2", "Bob <van> Elsewhere", "person")]
    return actions.know_accounts(db, SYSTEM, cast.jira, users)["acc-b2"]


def test_nobody_gets_past_the_first_page_without_choosing(
    client: FlaskClient, db: Connection, cast: Cast
) -> None:
    _, token = actions.invite(db, SYSTEM, "Eve Example", "eve@example.org")
    client.post(f"/link/{token}", data={"password": PASSWORD})
    for path in ("/", "/settings", "/people"):
        assert client.get(path).location == "/welcome"
    page = client.get("/welcome").text
    assert page.count("<li>") >= 11
    assert "checked" not in page  # the choice is made, not accepted
    assert client.post("/welcome", data={}).status_code == 422
    assert client.post("/welcome", data={"asking": "always"}).status_code == 422
    assert client.post("/welcome", data={"asking": "propose"}).location == "/"
    eve = reads.person_by_email(db, SYSTEM, "eve@example.org")
    assert eve
    assert eve.asking == Asking.PROPOSE
    assert client.get("/settings").status_code == 200


def test_the_choice_can_be_changed(bob: FlaskClient, db: Connection, cast: Cast) -> None:
    page = bob.post("/settings/asking", data={"asking": "by_hand"}, follow_redirects=True)
    assert 'value="by_hand" checked' in page.text
    assert reads.person(db, SYSTEM, cast.bob.id).asking == Asking.BY_HAND


def test_name_and_language(bob: FlaskClient) -> None:
    wrong = bob.post("/settings/name", data={"name": " ", "language": "nl"})
    assert wrong.status_code == 422
    assert "Fill this in." in wrong.text
    page = bob.post(
        "/settings/name", data={"name": "Bobbie", "language": "nl"}, follow_redirects=True
    )
    assert 'lang="nl"' in page.text
    assert "Bobbie" in page.text


def test_a_new_password_keeps_me_in_and_others_out(app: Flask, db: Connection, cast: Cast) -> None:
    _, token = actions_links.new_link(db, SYSTEM, cast.bob.id)
    here, elsewhere = app.test_client(), app.test_client()
    here.post(f"/link/{token}", data={"password": PASSWORD})
    elsewhere.post("/sign-in", data={"email": "bob@example.org", "password": PASSWORD})
    assert elsewhere.get("/settings").status_code == 200
    wrong = here.post("/settings/password", data={"present": "no", "password": "a new password"})
    assert wrong.status_code == 422
    assert "not your present password" in wrong.text
    right = {"present": PASSWORD, "password": "a new password"}
    assert here.post("/settings/password", data=right).status_code == 303
    assert here.get("/settings").status_code == 200
    assert elsewhere.get("/settings").status_code == 302


def test_signing_out_everywhere(app: Flask, cast: Cast) -> None:
    here, elsewhere = (sign_in(app.test_client(), cast.bob) for _ in range(2))
    here.post("/settings/sign-out-everywhere")
    assert here.get("/settings").status_code == 302
    assert elsewhere.get("/settings").status_code == 302


def test_claiming_and_taking_it_back(bob: FlaskClient, free_account: int) -> None:
    page = bob.get("/settings?search=elsewhere").text
    assert "Bob &lt;van&gt; Elsewhere" in page
    assert f'action="/settings/accounts/{free_account}/claim"' in page
    claimed = bob.post(f"/settings/accounts/{free_account}/claim", follow_redirects=True)
    assert "waits for an administrator" in claimed.text
    assert bob.post(f"/settings/accounts/{free_account}/claim").status_code == 409
    bob.post(f"/settings/accounts/{free_account}/withdraw")
    assert bob.post(f"/settings/accounts/{free_account}/withdraw").status_code == 404


def test_accounts_of_others_are_not_to_be_had(bob: FlaskClient, cast: Cast) -> None:
    assert "acc-alice" not in bob.get("/settings?search=alice").text
    assert bob.post(f"/settings/accounts/{cast.accounts['alice']}/claim").status_code == 409


def test_an_account_can_be_released(bob: FlaskClient, cast: Cast) -> None:
    own, other = cast.accounts["bob"], cast.accounts["alice"]
    assert f'action="/settings/accounts/{own}/release"' in bob.get("/settings").text
    assert bob.post(f"/settings/accounts/{other}/release").status_code == 404
    page = bob.post(f"/settings/accounts/{own}/release", follow_redirects=True).text
    assert "It belongs to nobody now." in page
    assert "acc-bob" not in page
    assert bob.post(f"/settings/accounts/{own}/release").status_code == 404


def test_a_closed_account_of_mine_is_a_former_colleagues(
    bob: FlaskClient, db: Connection, cast: Cast
) -> None:
    actions_accounts.close_accounts(db, SYSTEM, cast.jira, ["acc-bob"])
    assert "former colleague" in bob.get("/settings").text
