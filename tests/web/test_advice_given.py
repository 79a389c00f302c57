"""Whoever gives advice finds all that waits for it, and hears what is done with it."""

import re
from datetime import timedelta
from typing import Any

import pytest

from service import clock
from service.budgets import actions_deciding as deciding
from service.budgets import actions_requests as requests
from service.budgets import reads_requests
from service.budgets.model import Budget, Mode
from service.budgets.model_requests import Part
from service.db.sql import Connection, value
from tests.budgets.making import make_budget, make_request
from tests.cast import Cast
from tests.web.browse import Browse, plain, text

DAY = timedelta(days=1)


@pytest.fixture
def budget(db: Connection) -> Budget:
    return make_budget(db, mode=Mode.ADVICE)


def asks(db: Connection, cast: Cast, budget: Budget, title: str, **wish: Any) -> int:
    """Bob asks Charlie and Dana; the id of what Charlie is asked."""
    bob = cast.actor(cast.bob)
    made = make_request(db, bob, budget, title=title, **wish)
    requests.send(db, bob, made, [(cast.charlie.id, Part.AFFECTED), (cast.dana.id, Part.KNOWS)])
    return int(
        value(
            db,
            "SELECT id FROM advice WHERE request_id = %(made)s AND adviser_id = %(me)s",
            made=made, me=cast.charlie.id,
        )
    )  # fmt: skip


def gave(browse: Browse, cast: Cast, address: str = "/budgets") -> str:
    """The part about advice I gave, or nothing."""
    page = text(browse(cast.charlie), address)
    return page.split('id="gave"')[1].split("</section>")[0] if 'id="gave"' in page else ""


def test_an_adviser_hears_the_answer(
    db: Connection, cast: Cast, browse: Browse, budget: Budget
) -> None:
    advice = asks(db, cast, budget, "Course on lace")
    assert gave(browse, cast) == "", "nothing was said yet"
    made = deciding.advise(db, cast.actor(cast.charlie), advice, "Take the shorter one.")
    part = gave(browse, cast)
    assert f'href="/requests/{made}"' in part
    assert "Course on lace Not answered yet. Bob" in plain(part)
    assert "advice is asked" in plain(part)
    requests.answer_advice(db, cast.actor(cast.bob), advice, "I take the longer one.", clock.now())
    assert "Answer: I take the longer one." in plain(gave(browse, cast))
    requests.cancel(db, cast.actor(cast.bob), made)
    assert "taken back" in plain(gave(browse, cast))


def test_what_was_never_answered_is_not_awaited_for_ever(
    db: Connection, cast: Cast, browse: Browse, budget: Budget
) -> None:
    made = deciding.advise(
        db, cast.actor(cast.charlie), asks(db, cast, budget, "Course on lace"), "Do."
    )
    requests.cancel(db, cast.actor(cast.bob), made)
    assert "Not answered. Bob" in plain(gave(browse, cast))


def test_it_goes_after_ninety_days_unless_an_answer_is_awaited(
    db: Connection, cast: Cast, browse: Browse, budget: Budget
) -> None:
    charlie, bob = cast.actor(cast.charlie), cast.actor(cast.bob)
    awaited, answered = (asks(db, cast, budget, title) for title in ("Awaited", "Answered"))
    for one in (awaited, answered):
        deciding.advise(db, charlie, one, "Do.")
    with clock.at(clock.now() + 10 * DAY):
        requests.answer_advice(db, bob, answered, "I do.", clock.now() - 10 * DAY)
    for days, seen in ((95, ["Awaited", "Answered"]), (101, ["Awaited"])):
        with clock.at(clock.now() + days * DAY):
            part = gave(browse, cast)
            assert [one for one in ("Awaited", "Answered") if one in part] == seen


def test_the_latest_come_first_and_the_rest_by_pages(
    db: Connection, cast: Cast, browse: Browse, budget: Budget, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reads_requests, "GIVEN", 2)
    for number in range(5):
        advice = asks(db, cast, budget, f"Book {number}")
        with clock.at(clock.now() + (4 - number) * DAY):
            deciding.advise(db, cast.actor(cast.charlie), advice, "Do.")
    address, seen = "/budgets", []
    while address:
        part = gave(browse, cast, address)
        seen.append(re.findall(r"Book \d", part))
        more = re.search(r'href="(/budgets\?gave_after=\d+)#gave"', part)
        address = more[1] if more else ""
    assert seen == [["Book 0", "Book 1"], ["Book 2", "Book 3"], ["Book 4"]]
    assert 'href="/budgets#gave"' in part


def test_all_that_waits_for_advice_is_found(
    db: Connection, cast: Cast, browse: Browse, budget: Budget
) -> None:
    for number in range(1, 22):
        asks(db, cast, budget, f"Book {number:02}", money=100)
    for address in ("/budgets", "/"):
        first = text(browse(cast.charlie), address)
        assert ("Book 20" in first, "Book 21" in first) == (True, False)
    more = re.search(r'href="(/budgets\?advise_after=\d+)"', first)
    assert more
    rest = text(browse(cast.charlie), more[1])
    assert ("Book 20" in rest, "Book 21" in rest, "More that" in rest) == (False, True, False)
