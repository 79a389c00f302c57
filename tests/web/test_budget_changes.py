"""What was changed about a budget, as its readers see it beside the ledger."""

import pytest
from flask import Flask

from service.budgets.model import Budget
from service.db.sql import Connection
from tests.budgets.making import make_budget, make_owner
from tests.cast import Cast
from tests.web.browse import Browse, plain, text


@pytest.fixture
def browse(app: Flask) -> Browse:
    return Browse(app)


@pytest.fixture
def changed(db: Connection, cast: Cast, browse: Browse) -> Budget:
    """A budget of team Loom, that Charlie, who owns budgets, set otherwise."""
    budget = make_budget(db, team_id=cast.team_id)
    make_owner(db, cast, "charlie")
    sent = {"name": "Growing", "mode": "advice", "trust_limit": "0", "carry_years": "1",
            "may_go_below": "yes"}  # fmt: skip
    assert browse(cast.charlie).post(f"/budgets/{budget.id}/change", data=sent).status_code == 303
    return budget


def test_the_team_and_the_owners_read_who_changed_what(
    cast: Cast, browse: Browse, changed: Budget
) -> None:
    for person in (cast.alice, cast.bob, cast.charlie):
        page = plain(text(browse(person), f"/budgets/{changed.id}/changes")).replace("\xa0", " ")
        for line in (
            "Name : from Growing 2026 to Growing",
            "How is decided on requests : from Trust to Advice",
            "Limit of trust : from € 10,000 to € 0",
            "It may go below zero : from No to Yes",
            "Charlie became a budget owner",
        ):
            assert line in page, page
        assert page.count(", Charlie") == 4
        beside = plain(text(browse(person), f"/budgets/{changed.id}"))
        assert "It may go below zero : from No to Yes" in beside


def test_it_reads_in_dutch(cast: Cast, browse: Browse, changed: Budget) -> None:
    bob = browse(cast.bob)
    bob.post("/language", data={"language": "nl"})
    page = plain(text(bob, f"/budgets/{changed.id}/changes")).replace("\xa0", " ")
    assert "van € 10.000 naar € 0" in page
    assert "van Nee naar Ja" in page


def test_nobody_else_reads_it(cast: Cast, browse: Browse, changed: Budget) -> None:
    assert browse(cast.dana).get(f"/budgets/{changed.id}/changes").status_code == 404


def test_a_budget_that_was_never_changed_says_so(
    db: Connection, cast: Cast, browse: Browse
) -> None:
    budget = make_budget(db, person_id=cast.bob.id)
    for address in (f"/budgets/{budget.id}", f"/budgets/{budget.id}/changes"):
        assert "Nothing since it is there." in plain(text(browse(cast.bob), address))
