"""Choosing somebody in a large organisation: every name is there, and costs no more queries."""

import pytest

from service import clock
from service.budgets.model import Mode
from service.db.sql import Connection
from tests.budgets.making import make_budget, make_owner, make_request
from tests.cast import Cast
from tests.web.browse import Browse, statements, text

PEOPLE = 5000 - 3  # beside the cast, without who looks


@pytest.mark.parametrize("page", ["new", "request"])
def test_nobody_is_cut_off_the_names_to_choose_from(
    db: Connection, cast: Cast, browse: Browse, monkeypatch: pytest.MonkeyPatch, page: str
) -> None:
    actor = make_owner(db, cast, "bob")
    draft = make_request(db, actor, make_budget(db, mode=Mode.ADVICE))
    address = "/budgets/new" if page == "new" else f"/requests/{draft}"
    bob = browse(cast.bob)
    few = statements(monkeypatch, lambda: text(bob, address))
    _grow(db, PEOPLE)
    assert statements(monkeypatch, lambda: text(bob, address)) == few
    names = text(bob, address)
    assert names.count(">Zed ") == PEOPLE * (1 if page == "new" else 2)
    assert f">Zed {PEOPLE}</option>" in names


def _grow(db: Connection, people: int) -> None:
    db.execute(
        "INSERT INTO person (name, email, session_key, is_administrator, takes_part, asking,"
        " welcomed_at, email_proved_at, created_at)"
        " SELECT 'Zed ' || n, n || '@example.org', 'key-' || n, false, true, 'ask', %(now)s,"
        " %(now)s, %(now)s FROM generate_series(1, %(people)s) AS n",
        {"people": people, "now": clock.now()},
    )
