"""What was bought with money has a bill, or a sentence that says why there is none."""

import io

import pytest

from service.budgets import actions_requests as requests
from service.budgets import reads
from service.db.sql import Connection, value
from tests.budgets.making import EURO, KEEP, NO_BILL, make_budget, make_owner, make_request
from tests.cast import Cast
from tests.web.asking import PDF, go
from tests.web.browse import Browse, at_field, plain, text


@pytest.fixture
def wish(db: Connection, cast: Cast) -> str:
    """Where the page is of what Bob has reserved 400 euro for."""
    made = make_request(db, cast.actor(cast.bob), make_budget(db, person_id=cast.bob.id))
    requests.send(db, cast.actor(cast.bob), made)
    return f"/requests/{made}"


def bill(content: bytes = PDF) -> dict[str, tuple[io.BytesIO, str]]:
    return {"file": (io.BytesIO(content), "bill.pdf")}


def spent(db: Connection) -> int:
    (budget,) = reads.budgets(db, KEEP)
    return budget.spent // EURO


def test_the_bill_goes_with_what_it_came_to(
    db: Connection, cast: Cast, browse: Browse, wish: str
) -> None:
    bob = browse(cast.bob)
    assert bob.post(f"{wish}/purchase", data={"money": "380"} | bill()).status_code == 303
    assert spent(db) == 380
    assert "bill.pdf" in text(bob, wish)


@pytest.mark.parametrize("hours", ["", "8"])
def test_money_without_a_bill_asks_for_it(
    db: Connection, cast: Cast, browse: Browse, wish: str, hours: str
) -> None:
    answer = browse(cast.bob).post(f"{wish}/purchase", data={"money": "380", "minutes": hours})
    assert answer.status_code == 422
    assert at_field(answer.text, "file") == "Add the bill, or say why there is none."
    assert 'value="380"' in answer.text, "what was typed stays"
    assert spent(db) == 0


def test_why_there_is_none_stands_in_what_happened(
    db: Connection, cast: Cast, browse: Browse, wish: str
) -> None:
    make_owner(db, cast, "charlie")
    go(browse(cast.bob), f"{wish}/purchase", money="380", no_bill=NO_BILL)
    assert f"No bill: {NO_BILL}" in plain(text(browse(cast.bob), wish))
    (budget,) = reads.budgets(db, KEEP)
    ledger = f"/budgets/{budget.id}"
    assert f"No bill: {NO_BILL}" in plain(text(browse(cast.charlie), ledger))
    assert NO_BILL not in text(browse(cast.bob), ledger), "who keeps the budget asks, not the team"


@pytest.mark.parametrize("sent", [{"money": "0", "minutes": "2"}, {"minutes": "2"}])
def test_what_cost_no_money_needs_none(
    db: Connection, cast: Cast, browse: Browse, wish: str, sent: dict[str, str]
) -> None:
    assert browse(cast.bob).post(f"{wish}/purchase", data=sent).status_code == 303
    assert spent(db) == 0


def test_a_bill_stays_when_the_amount_was_wrong(
    db: Connection, cast: Cast, browse: Browse, wish: str
) -> None:
    bob = browse(cast.bob)
    sent = {"money": "lots", "no_bill": ""}
    answer = bob.post(f"{wish}/purchase", data=sent | bill())
    assert answer.status_code == 422
    assert "The bill is kept" in plain(answer.text)
    assert 'value="lots"' in answer.text
    assert 'type="file"' not in answer.text, "it is asked once"
    go(bob, f"{wish}/purchase", money="380")
    assert (spent(db), value(db, "SELECT count(*) FROM proof")) == (380, 1)


def test_what_is_no_bill_is_said_where_it_was_chosen(
    db: Connection, cast: Cast, browse: Browse, wish: str
) -> None:
    sent = {"money": "380", "no_bill": "Lost it"} | bill(b"<html>")
    answer = browse(cast.bob).post(f"{wish}/purchase", data=sent)
    assert answer.status_code == 422
    assert "PDF, a PNG or a JPEG" in at_field(answer.text, "file")
    assert (spent(db), value(db, "SELECT count(*) FROM proof")) == (0, 0)
    assert "Lost it" in answer.text


def test_what_is_put_right_is_proved_as_well(
    db: Connection, cast: Cast, browse: Browse, wish: str
) -> None:
    bob, later = browse(cast.bob), {"money": "400", "minutes": "0"}
    go(bob, f"{wish}/purchase", money="0")
    answer = bob.post(f"{wish}/put-right", data=later)
    assert answer.status_code == 422
    assert at_field(answer.text, "file") == "Add the bill, or say why there is none."
    assert spent(db) == 0
    go(bob, f"{wish}/put-right", **later, no_bill="Paid in cash.")
    assert "No bill: Paid in cash." in plain(text(bob, wish))
    go(bob, f"{wish}/put-right", money="390", minutes="0", no_bill="Another word.")
    assert "Another word." not in text(bob, wish), "what was said once stays"
    assert spent(db) == 390


def test_a_file_is_enough_to_put_it_right(
    db: Connection, cast: Cast, browse: Browse, wish: str
) -> None:
    bob = browse(cast.bob)
    go(bob, f"{wish}/purchase", money="0")
    assert bob.post(f"{wish}/proof", data=bill()).status_code == 303
    go(bob, f"{wish}/put-right", money="400", minutes="0")
    assert spent(db) == 400


def test_a_form_sent_twice_keeps_one_bill(
    db: Connection, cast: Cast, browse: Browse, wish: str
) -> None:
    bob, key = browse(cast.bob), {"key": "9e0f6b0e-1d5f-4b8e-8c19-0c1c5c1b7a11"}
    sent = {"money": "380"} | key
    assert bob.post(f"{wish}/purchase", data=sent | bill()).status_code == 303
    assert bob.post(f"{wish}/purchase", data=sent | bill()).status_code == 409
    assert (spent(db), value(db, "SELECT count(*) FROM proof")) == (380, 1)
