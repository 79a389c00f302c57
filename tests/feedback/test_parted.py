"""When an account changes hands, open asks about work that is no longer theirs are withdrawn."""

import pytest

from service.actor import System
from service.db.sql import Connection, column
from service.errors import Forbidden
from service.feedback import actions
from tests.cast import Cast
from tests.feedback.making import contribute, make_work

SYSTEM = System("test")


@pytest.fixture
def work(db: Connection, cast: Cast) -> int:
    made = make_work(db, cast)
    contribute(db, cast, made, bob="assignee", alice="reviewer")
    return made


def ask(db: Connection, work: int, giver: int, receiver: int, reason: str = "reviewer") -> None:
    db.execute(
        "INSERT INTO ask (work_item_id, giver_id, receiver_id, reason, state, slot, made_at,"
        " asked_at, opened_at, closes_at) VALUES (%s, %s, %s, %s, 'open', 1, '2026-03-01',"
        " '2026-03-01', '2026-03-01', '2026-03-20')",
        (work, giver, receiver, reason),
    )


def part(db: Connection, cast: Cast, name: str) -> list[str]:
    """The account of this person is nobody's; the states of all asks after it."""
    account_id = cast.accounts[name]
    db.execute("UPDATE account SET person_id = NULL WHERE id = %s", (account_id,))
    actions.withdraw_parted(db, SYSTEM, getattr(cast, name).id)
    return column(db, "SELECT state FROM ask ORDER BY id")


def test_asks_about_who_did_it_no_more_go_with_their_drafts(
    db: Connection, cast: Cast, work: int
) -> None:
    ask(db, work, cast.alice.id, cast.bob.id)
    db.execute("INSERT INTO draft SELECT id, '{}', asked_at FROM ask")
    actions.withdraw_parted(db, SYSTEM, cast.bob.id)
    assert column(db, "SELECT state FROM ask") == ["open"]  # nothing changed hands yet
    assert part(db, cast, "bob") == ["withdrawn"]
    assert column(db, "SELECT ask_id FROM draft") == []


def test_asks_to_who_was_not_there_go_too(db: Connection, cast: Cast, work: int) -> None:
    ask(db, work, cast.alice.id, cast.bob.id)
    assert part(db, cast, "alice") == ["withdrawn"]


def test_who_was_named_may_still_say_what_they_saw(db: Connection, cast: Cast, work: int) -> None:
    ask(db, work, cast.alice.id, cast.bob.id, "named")
    assert part(db, cast, "alice") == ["open"]


def test_another_account_may_have_done_it_too(db: Connection, cast: Cast, work: int) -> None:
    ask(db, work, cast.alice.id, cast.bob.id)
    contribute(db, cast, work, charlie="commenter")
    db.execute(
        "UPDATE account SET person_id = %s WHERE id = %s",
        (cast.bob.id, cast.accounts["charlie"]),
    )
    actions.withdraw_parted(db, SYSTEM, cast.bob.id)
    assert column(db, "SELECT state FROM ask") == ["open"]
    assert part(db, cast, "bob") == ["withdrawn"]  # Bob only talked along


def test_asks_of_others_stay(db: Connection, cast: Cast, work: int) -> None:
    ask(db, work, cast.alice.id, cast.bob.id)
    actions.withdraw_parted(db, SYSTEM, cast.charlie.id)
    assert column(db, "SELECT state FROM ask") == ["open"]
    with pytest.raises(Forbidden):
        actions.withdraw_parted(db, cast.actor(cast.dana), cast.bob.id)
