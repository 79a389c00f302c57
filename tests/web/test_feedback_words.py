"""Reading words, changing them, taking them back, sharing them."""

import re

import pytest

from service import clock
from service.db.sql import Connection, value
from service.feedback import actions, reads
from service.feedback.model import Answers, Seen
from tests.cast import Cast
from tests.feedback.making import (
    DAY,
    bob_asks_alice,
    make_skill,
    words_from_alice,
)
from tests.web.browse import Browse, plain, text


def test_opening_is_reading_for_the_receiver_alone(
    db: Connection, cast: Cast, browse: Browse
) -> None:
    given = words_from_alice(db, cast)
    text(browse(cast.alice), f"/feedback/{given}")
    ahead = {"Sec-Purpose": "prefetch"}
    browse(cast.bob).get(f"/feedback/{given}", headers=ahead)
    assert value(db, "SELECT first_read_at FROM feedback") is None
    text(browse(cast.bob), f"/feedback/{given}")
    assert value(db, "SELECT first_read_at FROM feedback") == clock.now()


def test_giver_changes_unread_words(db: Connection, cast: Cast, browse: Browse) -> None:
    skill = make_skill(db, "facilitating")
    given = words_from_alice(db, cast, Seen(skill, 4, True), step="Park one.")
    alice = browse(cast.alice)
    page = text(alice, f"/feedback/{given}/change")
    assert "You drew both options.</textarea>" in page
    assert re.search(rf'name="seen-{skill}" value="4" checked', page)
    assert re.search(rf'name="more-{skill}" value="on" checked', page)
    sent = {"closeness": "result", "effect": "It works."}
    assert alice.post(f"/feedback/{given}/change", data=sent).status_code == 303
    assert "It works." in text(browse(cast.bob), f"/feedback/{given}")
    wrong = alice.post(f"/feedback/{given}/change", data={"effect": "Still here."})
    assert wrong.status_code == 422
    assert "Still here." in wrong.get_data(as_text=True)


@pytest.mark.parametrize(
    ("readers", "said"),
    [
        ("two", "Only Bob and you"),
        ("team", "the team too, if Bob agrees"),
        ("wall", "the thanks also on the wall, if Bob agrees"),
    ],
)
def test_giver_finds_what_they_agreed_to(
    db: Connection, cast: Cast, browse: Browse, readers: str, said: str
) -> None:
    given = words_from_alice(db, cast, readers=readers)
    assert said in plain(text(browse(cast.alice), f"/feedback/{given}"))
    assert "if Bob agrees" not in plain(text(browse(cast.bob), f"/feedback/{given}"))


def test_read_words_are_not_changed_a_day_later(db: Connection, cast: Cast, browse: Browse) -> None:
    given = words_from_alice(db, cast)
    text(browse(cast.bob), f"/feedback/{given}")
    with clock.at(clock.now() + 2 * DAY):
        alice = browse(cast.alice)
        assert "/change" not in text(alice, f"/feedback/{given}")
        assert alice.get(f"/feedback/{given}/change").status_code == 409
        sent = {"closeness": "result", "effect": "It works."}
        assert alice.post(f"/feedback/{given}/change", data=sent).status_code == 409


def test_withdrawn_words_are_gone_for_the_receiver(
    db: Connection, cast: Cast, browse: Browse
) -> None:
    ask = bob_asks_alice(db, cast)
    waiting = plain(text(browse(cast.bob), "/feedback"))
    given = actions.give(db, cast.actor(cast.alice), ask, Answers("parts", effect="It works."))
    assert plain(text(browse(cast.bob), "/feedback")) != waiting
    browse(cast.alice).post(f"/feedback/{given}/withdraw")
    assert "You took these words back" in text(browse(cast.alice), f"/feedback/{given}")
    assert browse(cast.bob).get(f"/feedback/{given}").status_code == 404
    assert plain(text(browse(cast.bob), "/feedback")) == waiting


def test_receiver_shares_and_takes_it_back(db: Connection, cast: Cast, browse: Browse) -> None:
    skill = make_skill(db, "facilitating")
    given = words_from_alice(db, cast, Seen(skill, 4), step="Park one.", readers="wall")
    stranger, bob = browse(cast.charlie), browse(cast.bob)
    assert "Put it on the wall" in text(bob, f"/feedback/{given}")
    bob.post(f"/feedback/{given}/share")
    read = text(stranger, f"/feedback/{given}")
    assert "We shipped before the fair." in read
    for hidden in ("You drew both", "Park one.", "Facilitating", "did it together", "Split pay"):
        assert hidden not in read
    bob.post(f"/feedback/{given}/unshare")
    assert stranger.get(f"/feedback/{given}").status_code == 404


def test_words_for_two_offer_no_sharing(db: Connection, cast: Cast, browse: Browse) -> None:
    given = words_from_alice(db, cast)
    assert "/share" not in text(browse(cast.bob), f"/feedback/{given}")
    assert browse(cast.bob).post(f"/feedback/{given}/share").status_code == 409


def test_lists_hold_what_is_mine(db: Connection, cast: Cast, browse: Browse) -> None:
    words_from_alice(db, cast)
    assert "Alice on PAY-231" in plain(text(browse(cast.bob), "/feedback"))
    assert "For Bob, on PAY-231" in plain(text(browse(cast.alice), "/feedback/given"))
    for person in (cast.charlie, cast.dana):
        for address in ("/feedback", "/feedback/given"):
            page = text(browse(person), address)
            assert "PAY-231" not in page
            assert "Alice" not in page


def test_lists_lead_to_earlier_words(
    db: Connection, cast: Cast, browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reads, "PAGE", 1)
    for number in range(2):
        with clock.at(clock.now() - 60 * DAY + number * 20 * DAY):
            ask = bob_asks_alice(db, cast, f"PAY-{number}")
            actions.give(db, cast.actor(cast.alice), ask, Answers("parts", effect="It works."))
    for person, address in ((cast.bob, "/feedback"), (cast.alice, "/feedback/given")):
        first = text(browse(person), address)
        assert "PAY-1" in first
        older = re.search(rf'href="({address}\?before=\d+)"', first)
        assert older
        assert "PAY-0" in text(browse(person), older[1])
