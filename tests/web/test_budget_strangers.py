"""A lead of another team finds nothing of a team's money and picture, and is told kindly."""

import io

import pytest

from service.budgets import actions_buying as buying
from service.budgets import actions_plan
from service.budgets import actions_requests as requests
from service.budgets.ledger import Amount
from service.budgets.model_plan import Assumed
from service.db.sql import Connection
from service.people.model import Person
from tests.budgets.making import EURO, NO_BILL, make_budget, make_request
from tests.cast import Cast
from tests.growth.teams import join, make_team
from tests.web.browse import Browse, plain


@pytest.fixture
def lead_elsewhere(db: Connection, cast: Cast) -> Person:
    """Charlie leads a team, of which nobody else in this story is."""
    other = make_team(db, "Elsewhere")
    join(db, other, cast.charlie)
    db.execute("UPDATE membership SET is_lead = true WHERE team_id = %s", (other,))
    return cast.charlie


@pytest.fixture
def addresses(db: Connection, cast: Cast) -> list[str]:
    """All that there is of the money and the picture of team Loom, as Bob and Alice have it."""
    bob, alice = cast.actor(cast.bob), cast.actor(cast.alice)
    budget = make_budget(db, team_id=cast.team_id)
    request = make_request(db, bob, budget, shows_to_planners=True)
    requests.send(db, bob, request)
    waiting = make_request(db, bob, budget, title="Another", shows_to_planners=True)
    plan, other = (
        actions_plan.keep(db, alice, budget.id, name, Assumed(15, 1000 * EURO, 1000 * EURO))
        for name in ("One", "Other")
    )
    buying.purchase(db, bob, request, Amount(EURO, 0), NO_BILL)
    proof = buying.prove(db, bob, request, "bill.pdf", b"%PDF-1.7 a bill")
    return [
        f"/team/{cast.team_id}", f"/budgets/{budget.id}", f"/budgets/{budget.id}/changes",
        f"/budgets/{budget.id}/ledger.csv", f"/budgets/{budget.id}/ledger.xlsx",
        f"/budgets/{budget.id}/ask", f"/budgets/{budget.id}/plan", f"/budgets/{budget.id}/change",
        f"/budgets/{budget.id}/next", f"/plans/{plan}", f"/plans/{plan}/beside/{other}",
        f"/plans/{plan}/plan.csv", f"/plans/{plan}/plan.xlsx", f"/requests/{request}",
        f"/requests/{waiting}", f"/requests/{waiting}/change", f"/proofs/{proof}",
        f"/budgets/{budget.id}/back",
    ]  # fmt: skip


def test_a_lead_of_another_team_finds_nothing_and_a_way_on(
    browse: Browse, lead_elsewhere: Person, addresses: list[str]
) -> None:
    visitor = browse(lead_elsewhere)
    for address in addresses:
        answer = visitor.get(address)
        assert answer.status_code == 404, address
        assert "nothing that is yours to see" in plain(answer.text), address
        assert "To the first page" in plain(answer.text)
    assert visitor.get("/team").status_code == 200, "their own is there"


def test_each_of_these_is_there_for_somebody(
    cast: Cast, browse: Browse, addresses: list[str]
) -> None:
    """Else the story would prove nothing; what only owners set is for neither of them."""
    team = [browse(cast.bob), browse(cast.alice)]
    missing = [one for one in addresses if all(v.get(one).status_code != 200 for v in team)]
    assert [one.rsplit("/", 1)[1] for one in missing] == ["change", "next"]


def test_nor_does_any_button_work_for_them(
    browse: Browse, lead_elsewhere: Person, addresses: list[str]
) -> None:
    visitor = browse(lead_elsewhere)
    budget, plan, request = addresses[1], addresses[9], addresses[13]
    for address in (
        f"{addresses[0]}/introduce", f"{budget}/plan", f"{budget}/grant", f"{budget}/correct",
        f"{plan}/commit", f"{plan}/add", f"{request}/cancel", f"{request}/complete",
    ):  # fmt: skip
        sent = {"name": "Mine", "money": "1", "note": "so", "request_id": "1", "skill_id": "1",
                "learner_ids": "1"}  # fmt: skip
        assert visitor.post(address, data=sent).status_code in (403, 404), address
    bill = {"file": (io.BytesIO(b"%PDF-1.7"), "bill.pdf")}
    assert visitor.post(f"{request}/proof", data=bill).status_code in (403, 404)
