"""Who holds back is never shown: to the receiver every ask without words looks the same."""

from collections.abc import Callable

import pytest

from service import clock
from service.db.sql import Connection
from service.errors import GezelError
from service.feedback import actions, reads
from tests.cast import Cast
from tests.feedback.making import (
    DAY,
    DRAIN,
    asked,
    bob_asks_alice,
    contribute,
    make_work,
    running_work_of_bob,
    some_words,
)


def wait(db: Connection, cast: Cast, ask: int) -> None:
    """Nothing happens."""


def pass_(db: Connection, cast: Cast, ask: int) -> None:
    actions.pass_(db, cast.actor(cast.alice), ask)


def take_back(db: Connection, cast: Cast, ask: int) -> None:
    """Alice answers, and takes it back before Bob reads it."""
    given = actions.give(db, cast.actor(cast.alice), ask, some_words())
    actions.withdraw(db, cast.actor(cast.alice), given)


def reopen(db: Connection, cast: Cast, ask: int) -> None:
    db.execute("UPDATE ask SET state = 'withdrawn', slot = NULL WHERE id = %s", (ask,))


HOLDING_BACK = [wait, pass_, take_back, reopen]
Hold = Callable[[Connection, Cast, int], None]


def named_again(db: Connection, cast: Cast) -> str:
    """What Bob hears when he names Alice for other work."""
    work = running_work_of_bob(db, cast, "PAY-2")
    try:
        actions.name_coworker(db, cast.actor(cast.bob), work, cast.alice.id)
    except GezelError as refusal:
        return type(refusal).__name__
    return "asked"


def asked_again(db: Connection, cast: Cast) -> bool:
    """Whether Gezel asks Alice about other work of Bob."""
    work = make_work(db, cast, "PAY-3")
    contribute(db, cast, work, bob="assignee", alice="reviewer")
    actions.ask_about(db, DRAIN, [work])
    return asked(db, work) != set()


@pytest.mark.parametrize("hold", HOLDING_BACK)
@pytest.mark.parametrize(
    ("days", "expected"), [(1, "NotJustNow"), (15, "NotJustNow"), (20, "NotJustNow"), (21, "asked")]
)
def test_naming_again_tells_nothing(
    db: Connection, cast: Cast, hold: Hold, days: int, expected: str
) -> None:
    hold(db, cast, bob_asks_alice(db, cast))
    with clock.at(clock.now() + days * DAY):
        assert named_again(db, cast) == expected


@pytest.mark.parametrize("hold", HOLDING_BACK)
@pytest.mark.parametrize(("days", "expected"), [(1, False), (15, False), (20, False), (21, True)])
def test_being_asked_for_again_tells_nothing(
    db: Connection, cast: Cast, hold: Hold, days: int, expected: bool
) -> None:
    hold(db, cast, bob_asks_alice(db, cast))
    with clock.at(clock.now() + days * DAY):
        assert asked_again(db, cast) is expected


@pytest.mark.parametrize("hold", HOLDING_BACK)
def test_list_of_asks_tells_nothing(db: Connection, cast: Cast, hold: Hold) -> None:
    bob, ask = cast.actor(cast.bob), bob_asks_alice(db, cast)
    while_open = reads.asks_about_me(db, bob)
    hold(db, cast, ask)
    assert reads.asks_about_me(db, bob) == while_open != []
    with clock.at(clock.now() + 21 * DAY):
        assert reads.asks_about_me(db, bob) == []


def test_answer_that_was_read_is_not_waited_for(db: Connection, cast: Cast) -> None:
    bob, alice = cast.actor(cast.bob), cast.actor(cast.alice)
    given = actions.give(db, alice, bob_asks_alice(db, cast), some_words())
    actions.mark_read(db, bob, given)
    actions.withdraw(db, alice, given)
    assert reads.asks_about_me(db, bob) == []
    with clock.at(clock.now() + 14 * DAY):
        assert named_again(db, cast) == "asked"


def test_withdrawn_and_expired_look_the_same_as_passed(db: Connection, cast: Cast) -> None:
    bob = cast.actor(cast.bob)
    ask = bob_asks_alice(db, cast)
    while_open = reads.asks_about_me(db, bob)
    for state in ("withdrawn", "expired", "absent"):
        db.execute("UPDATE ask SET state = %s, slot = NULL WHERE id = %s", (state, ask))
        assert reads.asks_about_me(db, bob) == while_open


def test_answered_is_no_longer_waited_for(db: Connection, cast: Cast) -> None:
    actions.give(db, cast.actor(cast.alice), bob_asks_alice(db, cast), some_words())
    assert reads.asks_about_me(db, cast.actor(cast.bob)) == []
