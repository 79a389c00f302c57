"""Whoever asked is told, on Today and on Development, when it is their turn or was decided."""

from datetime import timedelta

import pytest

from service import clock
from service.budgets import actions_buying as buying
from service.budgets import actions_deciding as deciding
from service.budgets import actions_requests as requests
from service.budgets.ledger import Amount
from service.budgets.model import Mode
from service.budgets.model_requests import Part
from service.db.sql import Connection, value
from service.people.model import Person
from tests.budgets.making import EURO, NO_BILL, make_budget, make_owner, make_request
from tests.cast import Cast
from tests.web.browse import Browse, plain, statements, text

DAY = timedelta(days=1)
NOW = "You can decide now."


def waits(browse: Browse, person: Person) -> str:
    """What both pages say that waits; the link to it stands on both."""
    told = []
    for address, part in (("/", "development"), ("/budgets", "waits")):
        _, _, after = text(browse(person), address).partition(f'id="{part}"')
        told.append(after.partition("</section>")[0])
    for one in told:
        assert not one or 'href="/requests/' in one
    words = [plain(one.partition(">")[2].partition("</h2>")[2]) for one in told]
    assert words[0] == words[1]
    return words[0]


def answer(db: Connection, cast: Cast, made: int, adviser: Person, says: str | None) -> None:
    """The adviser speaks, unless they did, and Bob answers when `says` is something."""
    advice = value(
        db,
        "SELECT id FROM advice WHERE request_id = %(made)s AND adviser_id = %(who)s",
        made=made, who=adviser.id,
    )  # fmt: skip
    if says is None:
        deciding.advise(db, cast.actor(adviser), advice, "Do.")
    else:
        requests.answer_advice(db, cast.actor(cast.bob), advice, says, clock.now())


def test_one_hears_that_all_advice_is_there_and_answered(
    db: Connection, cast: Cast, browse: Browse
) -> None:
    budget, bob = make_budget(db, mode=Mode.ADVICE), cast.actor(cast.bob)
    made = make_request(db, bob, budget)
    requests.send(db, bob, made, [(cast.charlie.id, Part.AFFECTED), (cast.dana.id, Part.KNOWS)])
    requests.ask_advice(db, bob, made, cast.alice.id, Part.KNOWS)
    advisers = (cast.charlie, cast.dana, cast.alice)
    for number, adviser in enumerate(advisers, 1):
        answer(db, cast, made, adviser, None)
        assert "Advice came in" in waits(browse, cast.bob)
        answer(db, cast, made, adviser, "I shall.")
        assert (NOW in waits(browse, cast.bob)) == (number == len(advisers))
    requests.commit(db, bob, made)
    assert waits(browse, cast.bob) == "", "what I decided myself is no news"


@pytest.fixture
def pending(db: Connection, cast: Cast) -> int:
    """Bob's request, that Charlie decides on."""
    make_owner(db, cast, "charlie")
    bob = cast.actor(cast.bob)
    made = make_request(db, bob, make_budget(db, mode=Mode.APPROVE))
    requests.send(db, bob, made)
    return made


def test_a_yes_is_told_for_two_weeks_until_it_is_completed(
    db: Connection, cast: Cast, browse: Browse, pending: int
) -> None:
    assert waits(browse, cast.bob) == ""
    deciding.approve(db, cast.actor(cast.charlie), pending, None)
    assert waits(browse, cast.bob) == "Course on lace Approved by Charlie."
    for days, told in ((14, True), (15, False)):
        with clock.at(clock.now() + days * DAY):
            assert bool(waits(browse, cast.bob)) == told
    bob = cast.actor(cast.bob)
    buying.purchase(db, bob, pending, Amount(EURO, 0), NO_BILL)
    assert "Approved by Charlie." in waits(browse, cast.bob)
    requests.complete(db, bob, pending)
    assert waits(browse, cast.bob) == ""


def test_a_yes_that_was_taken_back_is_not_told(
    db: Connection, cast: Cast, browse: Browse, pending: int
) -> None:
    deciding.approve(db, cast.actor(cast.charlie), pending, None)
    requests.cancel(db, cast.actor(cast.bob), pending)
    assert waits(browse, cast.bob) == ""


def test_a_no_is_told_with_its_reason(
    db: Connection, cast: Cast, browse: Browse, pending: int
) -> None:
    deciding.decline(db, cast.actor(cast.charlie), pending, "Too dear.", "The book first.")
    assert waits(browse, cast.bob) == "Course on lace Not this way: Too dear."
    assert waits(browse, cast.charlie) == "", "who decided is told nothing"
    with clock.at(clock.now() + 15 * DAY):
        assert waits(browse, cast.bob) == ""


def test_an_end_that_comes_near_is_told_too(
    db: Connection, cast: Cast, browse: Browse, pending: int
) -> None:
    db.execute("UPDATE request SET reminded_at = made_at WHERE id = %s", (pending,))
    assert "It ends by itself on" in waits(browse, cast.bob)


def test_many_cost_no_more_than_one(
    db: Connection, cast: Cast, browse: Browse, pending: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def look() -> object:
        return waits(browse, cast.bob)

    deciding.decline(db, cast.actor(cast.charlie), pending, "Too dear.", "The book first.")
    one, bob = statements(monkeypatch, look), cast.actor(cast.bob)
    budget = make_budget(db, mode=Mode.APPROVE)
    for _ in range(3):
        made = make_request(db, bob, budget, money=EURO)
        requests.send(db, bob, made)
        deciding.approve(db, cast.actor(cast.charlie), made, None)
    assert statements(monkeypatch, look) == one
