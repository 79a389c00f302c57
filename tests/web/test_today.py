"""Today: what waits, what was said, and what the empty page says to do next."""

from datetime import UTC, datetime
from typing import Any

import psycopg
import pytest
from flask import Flask
from flask.testing import FlaskClient

from service import clock
from service.db.sql import Connection, value
from service.feedback import actions
from tests.cast import Cast, sign_in
from tests.feedback.making import (
    DAY,
    DRAIN,
    bob_asks_alice,
    contribute,
    focus_on,
    make_skill,
    make_work,
    words_from_alice,
)
from tests.web.browse import plain


def today(app: Flask, cast: Cast, name: str) -> str:
    client: FlaskClient = sign_in(app.test_client(), getattr(cast, name))
    answer = client.get("/")
    assert answer.status_code == 200
    return plain(answer.get_data(as_text=True))


@pytest.mark.parametrize(
    ("hour", "greeting"), [(9, "Good morning"), (12, "Good afternoon"), (18, "Good evening")]
)
def test_greets_by_the_time_of_day(app: Flask, cast: Cast, hour: int, greeting: str) -> None:
    with clock.at(datetime(2026, 3, 2, hour, tzinfo=UTC)):
        assert f"{greeting}, Bob Monday 2 March." in today(app, cast, "bob")


def test_empty_page_says_what_comes_next(app: Flask, cast: Cast) -> None:
    page = today(app, cast, "bob")
    for sentence in (
        "Nothing waits for you.",
        "No new words this week.",
        "Nobody asks for your eyes just now.",
        "Choose what you want to grow in now.",
    ):
        assert sentence in page


def test_naming_somebody_is_offered_only_for_finished_work(
    db: Connection, app: Flask, cast: Cast
) -> None:
    page = today(app, cast, "bob")
    assert "Place yourself on a skill until work of yours is finished." in page
    contribute(db, cast, make_work(db, cast), bob="assignee")
    page = today(app, cast, "bob")
    assert "Place yourself on a skill" not in page
    assert "Name somebody who was there" in page


def test_a_giver_is_named_once_before_their_words(db: Connection, app: Flask, cast: Cast) -> None:
    words_from_alice(db, cast)
    assert "Alice did it together with you · PAY-231 Split payments “" in today(app, cast, "bob")


def test_words_are_shown_and_so_read(db: Connection, app: Flask, cast: Cast) -> None:
    words_from_alice(db, cast)
    page = today(app, cast, "bob")
    assert "Alice left words for you." in page
    assert "You drew both options." in page
    assert "Only Alice and you" in page
    assert value(db, "SELECT first_read_at FROM feedback") == clock.now()
    assert "Alice left words" not in today(app, cast, "bob")


def test_words_read_long_ago_are_not_new(db: Connection, app: Flask, cast: Cast) -> None:
    words_from_alice(db, cast)
    today(app, cast, "bob")
    with clock.at(clock.now() + 8 * DAY):
        assert "No new words this week." in today(app, cast, "bob")


def test_asks_come_with_their_reason_and_focus(db: Connection, app: Flask, cast: Cast) -> None:
    focus_on(db, cast.bob, make_skill(db, "facilitating"))
    bob_asks_alice(db, cast)
    page = today(app, cast, "alice")
    assert "A colleague would like your eyes on their work." in page
    assert "Bob: Split payments" in page
    assert "done on 2 March. You reviewed it. Asks especially about Facilitating" in page


def test_work_without_a_title_is_named_by_its_key(db: Connection, app: Flask, cast: Cast) -> None:
    work = make_work(db, cast, "SEC-7", title=None)
    contribute(db, cast, work, bob="assignee", alice="reviewer")
    actions.ask_about(db, DRAIN, [work])
    assert "Bob: SEC-7" in today(app, cast, "alice")


def test_my_focus_stands_beside(db: Connection, app: Flask, cast: Cast) -> None:
    focus_on(db, cast.bob, make_skill(db, "facilitating"), "Then I park one topic.")
    page = today(app, cast, "bob")
    assert "my focus · Facilitating" in page
    assert "Then I park one topic." in page
    assert "Then I park one topic." not in today(app, cast, "alice")


def test_what_is_shared_with_my_team(db: Connection, app: Flask, cast: Cast) -> None:
    given = words_from_alice(db, cast, readers="wall")
    assert "Shared with you" not in today(app, cast, "charlie")
    actions.share(db, cast.actor(cast.bob), given)
    page = today(app, cast, "charlie")
    assert "We shipped before the fair." in page
    assert "You drew both options." not in page


def test_unsaid_work_is_recalled(db: Connection, app: Flask, cast: Cast) -> None:
    work = make_work(db, cast, "OPS-17", done_at=clock.now() - 30 * DAY)
    contribute(db, cast, work, bob="assignee", alice="commenter")
    page = today(app, cast, "alice")
    assert "Nobody has said a word about this yet" in page
    assert "Bob: Split payments OPS-17" in page
    assert "Nobody has said a word" not in today(app, cast, "bob")


def test_page_costs_the_same_however_full(
    db: Connection, app: Flask, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    empty = queries(monkeypatch, app, cast)
    words_from_alice(db, cast)
    today(app, cast, "bob")  # the first look marks it as read
    for number in range(3):
        work = make_work(db, cast, f"OPS-{number}", done_at=clock.now() - 30 * DAY)
        contribute(db, cast, work, alice="assignee", bob="commenter")
    focus_on(db, cast.bob, make_skill(db, "facilitating"))
    assert queries(monkeypatch, app, cast) == empty


def queries(monkeypatch: pytest.MonkeyPatch, app: Flask, cast: Cast) -> int:
    """How many statements one look at the page takes."""
    counted = 0
    execute = psycopg.Cursor.execute

    def counting(self: Any, *args: Any, **kwargs: Any) -> Any:
        nonlocal counted
        counted += 1
        return execute(self, *args, **kwargs)

    with monkeypatch.context() as patched:
        patched.setattr(psycopg.Cursor, "execute", counting)
        today(app, cast, "bob")
    return counted


def test_a_new_administrator_is_told_the_first_steps(
    app: Flask, db: Connection, cast: Cast
) -> None:
    dana = sign_in(app.test_client(), cast.dana)
    page = dana.get("/").text
    assert "First, get Gezel going" in page
    assert 'href="/skills"><b>' in page  # there are no rules yet
    assert 'href="/connections"><b>' not in page  # there is a connection


def test_others_are_not_told_to_set_up(app: Flask, db: Connection, cast: Cast) -> None:
    bob = sign_in(app.test_client(), cast.bob)
    assert "First, get Gezel going" not in bob.get("/").text
