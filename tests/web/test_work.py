"""My work: what I finished, under the months in which I did."""

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from service import clock
from service.db.sql import Connection
from tests.cast import Cast, sign_in
from tests.feedback.making import contribute, make_work
from tests.web.browse import text


@pytest.fixture
def bob(app: Flask, cast: Cast) -> FlaskClient:
    return sign_in(app.test_client(), cast.bob)


def test_finished_work_stands_under_its_month(db: Connection, cast: Cast, bob: FlaskClient) -> None:
    for key, days in (("PAY-3", 0), ("PAY-2", 5), ("PAY-1", 6)):
        done_at = clock.now() - timedelta(days=days, hours=1)
        contribute(db, cast, make_work(db, cast, key, done_at), bob="assignee")
    page = text(bob, "/work")
    wanted = ["March 2026", "PAY-3", "February 2026", "PAY-2", "PAY-1"]
    places = [page.index(one) for one in wanted]
    assert places == sorted(places)
    assert page.count('class="g-month"') == 2


def test_who_was_there_and_is_gone_is_a_former_colleague(
    db: Connection, cast: Cast, bob: FlaskClient
) -> None:
    work = make_work(db, cast)
    contribute(db, cast, work, bob="assignee", charlie="commenter")
    db.execute(
        "UPDATE account SET person_id = NULL, name = '', is_closed = true WHERE id = %s",
        (cast.accounts["charlie"],),
    )
    page = text(bob, f"/work/{work}")
    assert "former colleague" in page
    assert "<b>Charlie</b>" not in page
