"""What was bought and came to something else: put right by who asked, beside what stands."""

import pytest

from service.budgets import actions_buying as buying
from service.budgets import actions_requests as requests
from service.budgets import reads
from service.budgets.ledger import Amount
from service.budgets.model import Budget
from service.db.sql import Connection
from tests.budgets.making import EURO, HOUR, KEEP, NO_BILL, make_budget, make_request
from tests.cast import Cast
from tests.web.browse import Browse, plain, text


@pytest.fixture
def budget(db: Connection, cast: Cast) -> Budget:
    return make_budget(db, team_id=cast.team_id)


@pytest.fixture
def bought(db: Connection, cast: Cast, budget: Budget) -> str:
    """Bob's wish that came to 610 euro and 8 hours; the address of its page."""
    bob = cast.actor(cast.bob)
    request = make_request(db, bob, budget, minutes=8 * HOUR)
    requests.send(db, bob, request)
    buying.purchase(db, bob, request, Amount(610 * EURO, 8 * HOUR), NO_BILL)
    return f"/requests/{request}"


def sums(db: Connection) -> tuple[int, int, int, int]:
    (line,) = reads.budgets(db, KEEP)
    assert line.granted == line.reserved + line.spent + line.free
    return line.spent, line.free, line.spent_minutes, line.free_minutes


def test_less_is_given_back_and_more_is_taken(
    db: Connection, cast: Cast, browse: Browse, budget: Budget, bought: str
) -> None:
    bob = browse(cast.bob)
    assert "It came to something else" in plain(text(bob, bought))
    sent = {"money": "61,00", "minutes": "9"}
    assert bob.post(f"{bought}/put-right", data=sent).status_code == 303
    assert sums(db) == (61 * EURO, 939 * EURO, 9 * HOUR, 31 * HOUR)
    ledger = plain(text(browse(cast.alice), f"/budgets/{budget.id}")).replace("\xa0", " ")
    assert "put right + € 549 − 1 hour € 939" in ledger
    assert "spend − € 610" in ledger, "what stood there stands"
    assert bob.post(f"{bought}/put-right", data=sent | {"money": "70"}).status_code == 303
    assert sums(db)[:2] == (70 * EURO, 930 * EURO)
    assert bob.post(f"{bought}/complete").status_code == 303
    assert bob.post(f"{bought}/put-right", data=sent).status_code == 303, "also later"


@pytest.mark.parametrize("empty", ["money", "minutes"])
def test_an_empty_field_is_not_nothing(
    db: Connection, browse: Browse, cast: Cast, bought: str, empty: str
) -> None:
    before = sums(db)
    sent = {"money": "61,00", "minutes": "9"} | {empty: ""}
    assert browse(cast.bob).post(f"{bought}/put-right", data=sent).status_code == 422
    assert sums(db) == before


@pytest.mark.parametrize("money", ["1000,01", "much", "-1"])
def test_what_cannot_be_changes_nothing_and_keeps_what_was_typed(
    db: Connection, cast: Cast, browse: Browse, bought: str, money: str
) -> None:
    before = sums(db)
    answer = browse(cast.bob).post(f"{bought}/put-right", data={"money": money, "minutes": "8"})
    assert answer.status_code == 422
    assert f'value="{money}"' in answer.text
    assert sums(db) == before


def test_nobody_else_puts_it_right_and_nothing_before_it_was_bought(
    db: Connection, cast: Cast, browse: Browse, budget: Budget, bought: str
) -> None:
    before, sent = sums(db), {"money": "1", "minutes": "0"}
    for other in (cast.alice, cast.charlie, cast.dana):
        answer = browse(other).post(f"{bought}/put-right", data=sent)
        assert answer.status_code in (403, 404)
    draft = make_request(db, cast.actor(cast.bob), budget)
    assert browse(cast.bob).post(f"/requests/{draft}/put-right", data=sent).status_code == 409
    assert sums(db) == before
