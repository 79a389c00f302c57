"""The page of one connection and of one delivery, for the administrator."""

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from service import clock
from service.actor import System
from service.connections import actions
from service.connections.model import Outcome, State
from service.connections.model_health import Day
from service.db.sql import Connection, column, value
from service.web.connections.picture import HEIGHT, LEAST, bars
from tests.cast import Cast, sign_in
from tests.web.browse import plain, text

BODY = b'{"webhookEvent": "lamp_on", "user": {"displayName": "Ann Other"}}'
SYSTEM = System("test")


@pytest.fixture
def dana(app: Flask, cast: Cast) -> FlaskClient:
    app.config["WTF_CSRF_ENABLED"] = False
    return sign_in(app.test_client(), cast.dana)


def keep(db: Connection, cast: Cast, state: State, reason: str = "It is odd.") -> int:
    actions.keep(db, SYSTEM, cast.jira, None, BODY)
    kept = int(value(db, "SELECT max(id) FROM delivery"))
    if state != State.PENDING:
        actions.note(db, SYSTEM, [Outcome(kept, state, "lamp_on", reason)], forget=False)
    return kept


def test_a_quiet_connection(dana: FlaskClient) -> None:
    page = text(dana, "/connections/jira")
    assert "Nothing came in yet." in page
    assert "Nothing was compared yet" in page
    assert "Not filled in" in page
    assert dana.get("/connections/nobodys").status_code == 404


def test_what_went_wrong_is_loud_and_tried_again(
    dana: FlaskClient, db: Connection, cast: Cast
) -> None:
    for state in (State.QUARANTINED, State.FAILED, State.FAILED, State.DONE):
        keep(db, cast, state, f"It is {state}.")
    page = plain(text(dana, "/connections/jira"))
    assert "1 delivery was not understood" in page
    assert "It is quarantined." in page
    assert page.count("It is failed.") == 1
    assert "2 times" in page
    done = dana.post("/connections/jira/try-again", data={"state": "failed"}, follow_redirects=True)
    assert "2 deliveries wait in line again" in done.text
    assert column(db, "SELECT state FROM delivery ORDER BY id") == [
        "quarantined", "pending", "pending", "done",
    ]  # fmt: skip
    again = dana.post("/connections/jira/try-again", data={"state": "failed"})
    assert again.status_code == 409
    assert dana.post("/connections/jira/try-again", data={"state": "done"}).status_code == 422


def test_pausing_and_listening_again(dana: FlaskClient, db: Connection) -> None:
    page = dana.post("/connections/jira/pause", follow_redirects=True).text
    assert "Paused: what comes in is kept, and waits." in page
    assert value(db, "SELECT is_paused FROM connection")
    assert "paused" in dana.get("/connections").text
    dana.post("/connections/jira/resume")
    assert not value(db, "SELECT is_paused FROM connection")
    assert dana.post("/connections/nobodys/pause").status_code == 404


def test_what_waits_and_what_was_missed(dana: FlaskClient, db: Connection, cast: Cast) -> None:
    keep(db, cast, State.PENDING)
    then = {"jira": cast.jira, "at": clock.now(), "later": clock.now() + timedelta(hours=1)}
    db.execute(
        "UPDATE connection SET needs_reconnect = true, calls_wait_until = %(later)s,"
        " calls_wait_reason = 'the quota of the hour' WHERE id = %(jira)s",
        then,
    )
    db.execute(
        "INSERT INTO reconcile (connection_id, began_at, ended_at, reached_at, looked_at, missed)"
        " VALUES (%(jira)s, %(at)s, %(at)s, %(at)s, 40, 2)", then
    )  # fmt: skip
    db.execute(
        "INSERT INTO lookup (connection_id, kind, external_id, wanted_at, not_before)"
        " VALUES (%(jira)s, 'issue', '1', %(at)s, %(at)s)", then
    )  # fmt: skip
    page = plain(text(dana, "/connections/jira"))
    assert "Please reconnect" in page
    assert "Calls wait until" in page
    assert "the quota of the hour" in page
    assert "2 events had been missed , of 40 looked at" in page
    assert "1 piece of work, the first for 1 second" in page
    assert "1 delivery, the first for 1 second" in page
    with clock.at(clock.now() + timedelta(hours=2)):
        later = plain(text(dana, "/connections/jira"))
    assert "Calls wait until" not in later
    assert "the first for 2 hours" in later


def test_a_delivery_shows_no_names_until_somebody_says_why(
    dana: FlaskClient, db: Connection, cast: Cast
) -> None:
    kept = keep(db, cast, State.QUARANTINED)
    page = text(dana, f"/deliveries/{kept}")
    assert "lamp_on" in page
    assert "Ann Other" not in page
    wrong = dana.post(f"/deliveries/{kept}/body", data={"reason": "why"})
    assert wrong.status_code == 422
    assert 'value="why"' in wrong.text
    assert "Ann Other" not in wrong.text
    raw = dana.post(f"/deliveries/{kept}/body", data={"reason": "to find <the> cause"})
    assert raw.status_code == 200
    assert "Ann Other" in raw.text
    assert raw.headers["Cache-Control"] == "no-store"
    log = text(dana, "/connections/jira")
    assert "to find &lt;the&gt; cause" in log
    assert "Ann Other" not in log
    assert dana.get("/deliveries/999999").status_code == 404


def test_a_forgotten_body_cannot_be_opened(dana: FlaskClient, db: Connection, cast: Cast) -> None:
    kept = keep(db, cast, State.DONE)
    db.execute("UPDATE delivery SET body = NULL")
    assert "Its body is forgotten." in text(dana, f"/deliveries/{kept}")
    answer = dana.post(f"/deliveries/{kept}/body", data={"reason": "to see it"})
    assert answer.status_code == 409


def test_the_list_of_one_connection_counts_its_own(
    dana: FlaskClient, db: Connection, cast: Cast
) -> None:
    keep(db, cast, State.DONE)
    page = plain(text(dana, "/deliveries?connection=jira"))
    assert "What jira sent" in page
    assert "worked in 1" in page
    assert "worked in 0" in plain(text(dana, "/deliveries?connection=other"))


def test_columns_fit_and_one_among_many_is_seen() -> None:
    days = [
        Day(clock.today(), done=9000, troubled=1),
        Day(clock.today()),
        Day(clock.today(), pending=3, ignored=2),
    ]
    full, empty, low = bars(days)
    assert empty.parts == []
    assert [part.kind for part in full.parts] == ["done", "troubled"]
    assert full.parts[1].height == LEAST
    assert min(part.y for part in full.parts) >= 0
    assert all(part.y + part.height <= HEIGHT + 0.1 for bar in (full, low) for part in bar.parts)
    assert full.x + full.width < empty.x
