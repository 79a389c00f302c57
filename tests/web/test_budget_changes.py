"""What was changed about a budget, as its readers see it beside the ledger."""

from datetime import UTC, date, datetime

import pytest

from service import clock
from service.budgets import actions
from service.budgets import actions_requests as requests
from service.budgets.ledger import Amount
from service.budgets.model import Budget
from service.db.sql import Connection
from tests.budgets.making import KEEP, NO_BILL, make_budget, make_owner, make_request
from tests.cast import Cast
from tests.web.browse import Browse, plain, text


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


def test_no_more_is_booked_than_was_decided_and_it_is_said(
    db: Connection, cast: Cast, browse: Browse
) -> None:
    budget, bob = make_budget(db, trust_limit=50_000), cast.actor(cast.bob)
    wish = make_request(db, bob, budget)
    requests.send(db, bob, wish)
    page = plain(text(browse(cast.bob), f"/requests/{wish}")).replace("\xa0", " ")
    assert "€ 500 at most: that far it was decided. Ask for the rest" in page
    answer = browse(cast.bob).post(
        f"/requests/{wish}/purchase", data={"money": "501", "no_bill": NO_BILL}
    )
    assert answer.status_code == 422
    assert "more than was decided on" in plain(answer.text)
    assert 'value="501"' in answer.text


def test_what_came_free_is_carried_over_by_a_button(
    db: Connection, cast: Cast, browse: Browse
) -> None:
    budget, bob = make_budget(db), cast.actor(cast.bob)
    make_owner(db, cast, "charlie")
    wish = make_request(db, bob, budget)
    requests.send(db, bob, wish)
    period = (date(2027, 1, 1), date(2027, 12, 31))
    owner, at = browse(cast.charlie), f"/budgets/{budget.id}"
    with clock.at(datetime(2027, 1, 5, 9, tzinfo=UTC)):
        after = actions.begin_next(db, KEEP, budget.id, Amount(0, 0), *period)
        requests.cancel(db, bob, wish)
        assert "€ 400 is free in a period that ended" in plain(text(owner, at)).replace("\xa0", " ")
        assert browse(cast.bob).post(f"{at}/carry").status_code == 404
        assert owner.post(f"{at}/carry").location == f"/budgets/{after.id}"
        assert "Carry it over" not in text(owner, at)
