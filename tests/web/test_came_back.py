"""What is shared back is found on the page of its budget, by those it is shared with."""

import re
from typing import Any

import pytest

from service.budgets import actions_buying as buying
from service.budgets import actions_requests as requests
from service.budgets import reads_requests
from service.budgets.ledger import Amount
from service.budgets.model import Budget, Mode
from service.budgets.model_requests import Part, SharedBy
from service.db.sql import Connection
from service.people.model import Person
from tests.budgets.making import EURO, NO_BILL, make_budget, make_owner, make_request
from tests.cast import Cast
from tests.web.browse import Browse, plain, text


def shared(
    db: Connection,
    cast: Cast,
    budget: Budget,
    title: str,
    passes_on: str | None = None,
    **wish: Any,
) -> int:
    """Bob's request, bought, completed and shared back."""
    bob = cast.actor(cast.bob)
    made = make_request(db, bob, budget, title=title, money=EURO, **wish)
    requests.send(db, bob, made)
    buying.purchase(db, bob, made, Amount(EURO, 0), NO_BILL)
    requests.complete(db, bob, made)
    requests.bring_back(db, bob, made, "I made a collar.", passes_on, SharedBy.WORDS)
    return made


def links(browse: Browse, person: Person, address: str) -> set[int]:
    """The requests that a page leads to; each of them opens."""
    page = text(browse(person), address)
    found = {int(one) for one in re.findall(r'href="/requests/(\d+)"', page)}
    for one in found:
        assert browse(person).get(f"/requests/{one}").status_code == 200
    return found


def test_a_teammate_finds_it_from_the_budget(db: Connection, cast: Cast, browse: Browse) -> None:
    budget = make_budget(db, team_id=cast.team_id)
    made = shared(db, cast, budget, "Course on lace", "Begin small.")
    page = text(browse(cast.alice), f"/budgets/{budget.id}")
    ledger, back = page.split('id="back"')
    assert f'href="/requests/{made}"' in ledger, "its lines in the ledger lead to it"
    assert f'href="/requests/{made}"' in back
    assert "Course on lace Begin small. Bob" in plain(back)
    assert links(browse, cast.alice, f"/budgets/{budget.id}/back") == {made}


def test_what_they_tried_stands_there_where_they_pass_nothing_on(
    db: Connection, cast: Cast, browse: Browse
) -> None:
    budget = make_budget(db, team_id=cast.team_id)
    shared(db, cast, budget, "Course on lace")
    assert "I made a collar." in plain(text(browse(cast.alice), f"/budgets/{budget.id}/back"))


@pytest.mark.parametrize(
    ("wish", "alice", "charlie"),
    [
        ({}, True, False),
        ({"hides_title": True}, False, False),
        ({"shows_to_planners": True}, True, True),
        ({"hides_title": True, "shows_to_planners": True}, False, True),
    ],
)
def test_only_what_one_may_read_is_told_and_leads_on(
    db: Connection, cast: Cast, browse: Browse, wish: dict[str, bool], alice: bool, charlie: bool
) -> None:
    """Alice is of the team, Charlie keeps budgets; Bob reads his own."""
    make_owner(db, cast, "charlie")
    budget = make_budget(db, team_id=cast.team_id)
    made = shared(db, cast, budget, "Burn-out coaching", "Begin small.", **wish)
    for person, may in ((cast.alice, alice), (cast.charlie, charlie), (cast.bob, True)):
        assert (browse(person).get(f"/requests/{made}").status_code == 200) == may
        for address in (f"/budgets/{budget.id}", f"/budgets/{budget.id}/back"):
            assert links(browse, person, address) == ({made} if may else set())
            assert ("Begin small." in text(browse(person), address)) == may


def test_what_is_not_shared_leads_nobody_else_on(
    db: Connection, cast: Cast, browse: Browse
) -> None:
    budget, bob = make_budget(db, team_id=cast.team_id), cast.actor(cast.bob)
    made = make_request(db, bob, budget)
    requests.send(db, bob, made)
    assert links(browse, cast.bob, f"/budgets/{budget.id}") == {made}
    assert links(browse, cast.alice, f"/budgets/{budget.id}") == set()
    assert "What came back" not in text(browse(cast.alice), f"/budgets/{budget.id}")
    assert "Nothing came back yet." in text(browse(cast.alice), f"/budgets/{budget.id}/back")


def test_an_adviser_is_led_on(db: Connection, cast: Cast, browse: Browse) -> None:
    budget, bob = make_budget(db, mode=Mode.ADVICE), cast.actor(cast.bob)
    made = make_request(db, bob, budget, hides_title=True)
    requests.send(db, bob, made, [(cast.charlie.id, Part.AFFECTED), (cast.dana.id, Part.KNOWS)])
    db.execute("UPDATE advice SET said = 'Do.', said_at = asked_at, answer = 'I do.'")
    requests.commit(db, bob, made)
    assert links(browse, cast.charlie, f"/budgets/{budget.id}") == {made}
    assert links(browse, cast.alice, f"/budgets/{budget.id}") == set()


def test_the_latest_five_and_the_rest_by_pages(
    db: Connection, cast: Cast, browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    budget = make_budget(db, team_id=cast.team_id)
    made = [shared(db, cast, budget, f"Book {number}") for number in range(7)]
    section = text(browse(cast.alice), f"/budgets/{budget.id}").split('id="back"')[1]
    order = [int(one) for one in re.findall(r'href="/requests/(\d+)"', section)]
    assert order == made[:1:-1]
    assert f'href="/budgets/{budget.id}/back"' in section
    monkeypatch.setattr(reads_requests, "BACK", 4)
    first = text(browse(cast.alice), f"/budgets/{budget.id}/back")
    older = re.search(r'href="(/budgets/\d+/back\?until=\d+)"', first)
    assert older
    assert links(browse, cast.alice, f"/budgets/{budget.id}/back") == set(made[3:])
    assert links(browse, cast.alice, older[1]) == set(made[:3])
