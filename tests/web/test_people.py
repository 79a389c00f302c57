"""The administrator's pages for people, teams and accounts; for others they do not exist."""

import io
import re
from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from service.actor import System
from service.db import sql
from service.db.sql import Connection
from service.people import actions, actions_accounts, reads
from service.people.model import SeenAccount
from service.web import here
from tests.cast import Cast, sign_in

SYSTEM = System("test")
PASSWORD = "seven looms and a shuttle"
LIST = "Name;E-mail;Team\nEve;eve@example.org;Heddle\n;nobody@example.org;Heddle\n"
PROMISED = "SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'send_letter'"


@pytest.fixture(autouse=True)
def _forms_without_tokens(app: Flask) -> None:
    app.config["WTF_CSRF_ENABLED"] = False


@pytest.fixture
def dana(client: FlaskClient, cast: Cast) -> FlaskClient:
    return sign_in(client, cast.dana)


@pytest.fixture
def account(db: Connection, cast: Cast) -> int:
    users = [SeenAccount("acc-b2", "Bob Elsewhere", "person")]
    return actions.know_accounts(db, SYSTEM, cast.jira, users)["acc-b2"]


def test_for_a_lead_none_of_these_pages_exist(
    app: Flask, client: FlaskClient, cast: Cast, account: int
) -> None:
    sign_in(client, cast.alice)
    ids = {
        "person_id": cast.alice.id,
        "team_id": cast.team_id,
        "account_id": account,
        "membership_id": 1,
    }
    sent = {
        "name": "X", "email": "x@example.org", "person_id": cast.alice.id,
        "team_id": cast.team_id, "text": LIST, "yes": "1",
    }  # fmt: skip
    rules = [rule for rule in app.url_map.iter_rules() if rule.endpoint.startswith("people.")]
    assert len(rules) > 20
    for rule in rules:
        built = rule.build({name: ids[name] for name in rule.arguments})
        assert built is not None
        method = "GET" if "GET" in (rule.methods or ()) else "POST"
        answer = client.open(built[1], method=method, data=sent if method == "POST" else None)
        assert answer.status_code == 404, rule.endpoint


def test_the_list_filters_and_names(dana: FlaskClient, db: Connection, cast: Cast) -> None:
    actions.invite(db, SYSTEM, "Eve Example", "eve@example.org")
    page = dana.get("/people").text
    assert page.index("Alice") < page.index("Bob") < page.index("Eve Example")
    assert "Bob" not in dana.get("/people?standing=invited").text
    assert "Eve Example" not in dana.get(f"/people?team_id={cast.team_id}").text
    assert "Nobody fits" in dana.get("/people?search=zzz").text
    assert dana.get("/people?standing=promoted").status_code == 422


def test_an_invitation_shows_its_link_once_and_it_opens(app: Flask, dana: FlaskClient) -> None:
    wrong = dana.post("/people/invite", data={"name": "Eve", "email": "eve"})
    assert wrong.status_code == 422
    assert 'value="Eve"' in wrong.text
    page = dana.post("/people/invite", data={"name": "Eve", "email": "eve@example.org"}).text
    path = re.search(r'value="http://localhost:8400(/link/[^"]+)"', page)
    assert path
    stranger = app.test_client()
    assert stranger.post(path[1], data={"password": PASSWORD}).location == "/"
    twice = dana.post("/people/invite", data={"name": "Eve", "email": "EVE@example.org"})
    assert twice.status_code == 422
    assert "already somebody with this e-mail address" in twice.text


def test_with_mail_the_link_is_sent_in_the_same_transaction(
    app: Flask, dana: FlaskClient, db: Connection
) -> None:
    parts: here.Parts = app.extensions["gezel"]
    settings = replace(parts.settings, smtp_url="smtp://localhost:2525")
    app.extensions["gezel"] = replace(parts, settings=settings)
    dana.post("/people/invite", data={"name": "Eve", "email": "eve@example.org"})
    dana.post("/people/import", data={"text": "Fred,fred@example.org"})
    to = "SELECT email FROM letter JOIN person ON person.id = person_id"
    assert set(sql.column(db, to)) == {"eve@example.org", "fred@example.org"}
    letters = sql.column(db, "SELECT sealed FROM letter")
    assert all("/link/" in parts.vault.open(sealed) for sealed in letters)
    assert sql.value(db, PROMISED) == 2


def test_a_list_is_looked_at_before_it_happens(dana: FlaskClient, db: Connection) -> None:
    shown = dana.post("/people/import/preview", data={"text": LIST})
    assert "1 person is invited." in shown.text
    assert "There is no name." in shown.text
    assert "nobody@example.org" in shown.text
    assert reads.person_by_email(db, SYSTEM, "eve@example.org") is None
    done = dana.post("/people/import", data={"text": LIST})
    assert done.text.count("/link/") == 1
    assert "nobody@example.org" in done.text
    again = dana.post("/people/import", data={"text": LIST})
    assert "/link/" not in again.text
    assert "Nobody new" in again.text


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252"])
def test_a_file_from_a_spreadsheet(dana: FlaskClient, encoding: str) -> None:
    content = "Naam;E-mail\nZoë;zoe@example.org\n".encode(encoding)
    page = dana.post("/people/import/preview", data={"file": (io.BytesIO(content), "list.csv")})
    assert "<b>Zoë</b>" in page.text


def test_too_long_a_list_is_kept_in_the_form(dana: FlaskClient) -> None:
    text = "\n".join(f"P{n},p{n}@example.org" for n in range(501))
    page = dana.post("/people/import/preview", data={"text": text})
    assert page.status_code == 422
    assert "More than 500 lines" in page.text
    assert "p500@example.org" in page.text
    assert dana.post("/people/import/preview", data={"text": " "}).status_code == 422


def test_one_person_from_the_page(dana: FlaskClient, db: Connection, cast: Cast) -> None:
    bob = f"/people/{cast.bob.id}"
    assert "acc-bob" in dana.get(bob).text
    dana.post(f"{bob}/takes-part", data={})
    assert not reads.person(db, SYSTEM, cast.bob.id).takes_part
    assert "takes part: through the team (Loom)" in dana.get(bob).text
    dana.post(f"{bob}/administrator", data={"yes": "1"})
    assert reads.person(db, SYSTEM, cast.bob.id).is_administrator
    taken = dana.post(f"{bob}/name", data={"name": "Bob", "email": "alice@example.org"})
    assert taken.status_code == 422
    assert 'value="alice@example.org"' in taken.text
    assert "/link/" in dana.post(f"{bob}/link").text
    left = dana.post(f"{bob}/leave", follow_redirects=True)
    assert "Left on" in left.text
    dana.post(f"{bob}/come-back")
    assert "has not signed in and chosen yet" in dana.get(bob).text


def test_the_last_administrator_reads_why_not(dana: FlaskClient, cast: Cast) -> None:
    answer = dana.post(f"/people/{cast.dana.id}/leave")
    assert answer.status_code == 409
    assert "last administrator" in answer.text


def test_teams_and_who_leads(dana: FlaskClient, db: Connection, cast: Cast) -> None:
    made = dana.post("/teams", data={"name": "Heddle"})
    assert dana.post("/teams", data={"name": "Heddle"}).status_code == 422
    assert made.location
    page = dana.get(made.location + "?search=char").text
    assert "Charlie" in page
    team_id = int(made.location.rsplit("/", 1)[1])
    joined = {"team_id": team_id, "person_id": cast.charlie.id, "from": "team"}
    assert dana.post("/memberships/join", data=joined).location == made.location
    (membership,) = reads.memberships(db, SYSTEM, team_id=team_id)
    dana.post(f"/memberships/{membership.id}/lead", data={"yes": "1", "from": "team"})
    (now,) = reads.memberships(db, SYSTEM, team_id=team_id)
    assert now.is_lead
    ended = dana.post(f"/memberships/{now.id}/end", data={"until": "2026-03-02"})
    assert ended.location == f"/people/{cast.charlie.id}"
    dana.post(f"/teams/{team_id}/takes-part", data={"yes": "1"})
    assert reads.team(db, SYSTEM, team_id).takes_part
    dana.post(f"/teams/{team_id}/name", data={"name": "Warp"})
    assert reads.team(db, SYSTEM, team_id).name == "Warp"


def test_a_membership_does_not_begin_tomorrow(dana: FlaskClient, cast: Cast) -> None:
    sent = {"team_id": cast.team_id, "person_id": cast.charlie.id, "since": "2026-03-03"}
    assert dana.post("/memberships/join", data=sent).status_code == 422


def test_an_account_is_matched_from_its_page(
    dana: FlaskClient, db: Connection, cast: Cast, account: int
) -> None:
    assert "Bob Elsewhere" in dana.get("/accounts").text
    page = dana.get(f"/accounts/{account}").text
    assert f'name="person_id" value="{cast.bob.id}"' in page
    dana.post(f"/accounts/{account}/match", data={"person_id": cast.bob.id})
    assert "Bob Elsewhere" not in dana.get("/accounts").text
    assert "Bob Elsewhere" in dana.get(f"/people/{cast.bob.id}").text
    dana.post(f"/accounts/{account}/unmatch")
    assert "Bob Elsewhere" in dana.get("/accounts").text


def test_a_claim_is_confirmed_or_refused(
    dana: FlaskClient, db: Connection, cast: Cast, account: int
) -> None:
    actions_accounts.claim_account(db, cast.actor(cast.bob), account)
    assert "Bob says that this is theirs" in dana.get("/accounts").text
    sent = {"person_id": cast.bob.id}
    assert dana.post(f"/accounts/{account}/refuse", data=sent).status_code == 303
    assert dana.post(f"/accounts/{account}/confirm", data=sent).status_code == 404
    actions_accounts.claim_account(db, cast.actor(cast.bob), account)
    assert dana.post(f"/accounts/{account}/confirm", data=sent).status_code == 303
    assert "Bob says" not in dana.get("/accounts").text


def test_an_account_moves_to_somebody_else_in_one_step(
    dana: FlaskClient, db: Connection, cast: Cast
) -> None:
    account_id = cast.accounts["bob"]
    page = dana.get(f"/accounts/{account_id}?search=charlie").text
    assert "This account has an owner" in page
    dana.post(f"/accounts/{account_id}/match", data={"person_id": cast.charlie.id})
    owner = sql.value(db, "SELECT person_id FROM account WHERE id = %(id)s", id=account_id)
    assert owner == cast.charlie.id


def test_a_closed_account_is_a_former_colleague(
    dana: FlaskClient, db: Connection, cast: Cast
) -> None:
    actions_accounts.close_accounts(db, SYSTEM, cast.jira, ["acc-bob"])
    assert "Whose is former colleague?" in dana.get(f"/accounts/{cast.accounts['bob']}").text
    assert ">former colleague</a>" in dana.get(f"/people/{cast.bob.id}").text
