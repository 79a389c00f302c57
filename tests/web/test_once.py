"""A form that is sent twice, as with a double click, counts once; another form counts as well."""

import io
import re
from uuid import uuid4

from flask.testing import FlaskClient

from service.budgets import actions_requests as requests
from service.budgets import reads
from service.budgets.model import Mode
from service.budgets.model_requests import Part
from service.db.sql import Connection, value
from tests.budgets.making import EURO, KEEP, make_budget, make_owner, make_request
from tests.cast import Cast
from tests.web.asking import PDF, WISH, asked, go
from tests.web.browse import Browse, plain, text

NEW = {
    "name": "Growing 2027", "whose": "organisation", "currency": "EUR", "money": "100",
    "begins_on": "2027-01-01", "ends_on": "2027-12-31", "mode": "advice",
}  # fmt: skip


def twice(client: FlaskClient, address: str, data: dict[str, str]) -> list[str]:
    """Send the same form twice; where both lead."""
    sent = data | {"key": str(uuid4())}
    answers = [client.post(address, data=sent) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [303, 303]
    return [str(answer.location) for answer in answers]


def test_each_form_that_makes_something_counts_once(
    db: Connection, cast: Cast, browse: Browse
) -> None:
    budget = make_budget(db)
    make_owner(db, cast, "alice")
    alice = browse(cast.alice)
    at = f"/budgets/{budget.id}"
    for address, data in (
        (f"{at}/grant", {"money": "10"}),
        (f"{at}/correct", {"money": "-1", "note": "Counted twice"}),
        (f"{at}/ask", WISH),
        (f"{at}/plan", {"name": "All of it"}),
        ("/budgets/new", NEW),
    ):
        first, second = twice(alice, address, data)
        assert first == second, address
    assert "counts once" in plain(text(alice, at))
    made = db.execute(
        "SELECT (SELECT count(*) FROM ledger), (SELECT count(*) FROM request),"
        " (SELECT count(*) FROM plan), (SELECT count(*) FROM budget)"
    ).fetchone()
    assert made == (4, 1, 1, 2)
    assert reads.budget(db, KEEP, budget.id).free == 1009 * EURO


def test_a_bill_is_kept_once(db: Connection, cast: Cast, browse: Browse) -> None:
    bob = browse(cast.bob)
    page = asked(bob, make_budget(db).id)
    go(bob, f"{page}/send")
    key = str(uuid4())
    for _ in range(2):
        bob.post(f"{page}/proof", data={"file": (io.BytesIO(PDF), "bill.pdf"), "key": key})
    assert value(db, "SELECT count(*) FROM proof") == 1


def test_each_page_brings_a_new_key(db: Connection, cast: Cast, browse: Browse) -> None:
    budget, bob = make_budget(db, mode=Mode.ADVICE), cast.actor(cast.bob)
    wish = make_request(db, bob, budget)
    requests.send(db, bob, wish, [(cast.alice.id, Part.AFFECTED), (cast.dana.id, Part.KNOWS)])
    make_owner(db, cast, "alice")
    alice = browse(cast.alice)
    at = f"/budgets/{budget.id}"
    for address, forms in ((at, 2), (f"{at}/ask", 1), (f"{at}/plan", 1), ("/budgets/new", 1)):
        keys = [re.findall(r'name="key" value="([^"]+)"', text(alice, address)) for _ in range(2)]
        assert len(set(keys[0] + keys[1])) == 2 * forms, address


def test_what_was_refused_takes_no_key(db: Connection, cast: Cast, browse: Browse) -> None:
    budget = make_budget(db)
    make_owner(db, cast, "alice")
    alice, key = browse(cast.alice), str(uuid4())
    for money, status in (("-9999", 422), ("-1", 303)):
        sent = {"money": money, "note": "less", "key": key}
        assert alice.post(f"/budgets/{budget.id}/correct", data=sent).status_code == status
    assert reads.budget(db, KEEP, budget.id).free == 999 * EURO
