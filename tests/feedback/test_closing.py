"""How an ask closes: passed, not there, reopened, left, out of time, no longer taking part."""

from collections.abc import Callable

import pytest

from service import clock
from service.actor import Member
from service.db.sql import Connection, value
from service.errors import Conflict, NotFound
from service.feedback import actions, errors, reads
from tests.cast import Cast
from tests.feedback.making import (
    DAY,
    DRAIN,
    HOUR,
    bob_asks_alice,
    contribute,
    propose,
    running_work_of_bob,
    some_words,
    states,
    stop_taking_part,
    work_of,
)

ANSWERING: list[Callable[[Connection, Member, int], object]] = [
    lambda db, me, ask: actions.give(db, me, ask, some_words()),
    lambda db, me, ask: actions.save_draft(db, me, ask, {"moment": ["I saw"]}),
]


def test_named_may_say_i_was_not_there(db: Connection, cast: Cast) -> None:
    work = running_work_of_bob(db, cast)
    actions.name_coworker(db, cast.actor(cast.bob), work, cast.alice.id)
    (ask,) = reads.open_asks(db, cast.actor(cast.alice))
    actions.absent(db, cast.actor(cast.alice), ask.id)
    assert states(db, work) == ["absent"]


def test_others_pass_and_are_not_absent(db: Connection, cast: Cast) -> None:
    ask = bob_asks_alice(db, cast)
    with pytest.raises(NotFound):
        actions.absent(db, cast.actor(cast.alice), ask)


def test_reopened_work_withdraws_its_asks(db: Connection, cast: Cast) -> None:
    ask = bob_asks_alice(db, cast)
    work = work_of(db, ask)
    actions.withdraw_undone(db, DRAIN, [work])
    assert states(db, work) == ["open"]
    actions.save_draft(db, cast.actor(cast.alice), ask, {"moment": ["I saw"]})
    db.execute("UPDATE work_item SET status_category = 'indeterminate' WHERE id = %s", (work,))
    actions.withdraw_undone(db, DRAIN, [work])
    assert states(db, work) == ["withdrawn"]
    assert value(db, "SELECT count(*) FROM draft") == 0


def test_reopened_work_keeps_whom_i_named(db: Connection, cast: Cast) -> None:
    work = running_work_of_bob(db, cast)
    actions.name_coworker(db, cast.actor(cast.bob), work, cast.alice.id)
    actions.withdraw_undone(db, DRAIN, [work])
    assert states(db, work) == ["open"]
    db.execute("UPDATE work_item SET deleted_at = %s WHERE id = %s", (clock.now(), work))
    actions.withdraw_undone(db, DRAIN, [work])
    assert states(db, work) == ["withdrawn"]


def test_reopened_work_is_asked_of_others_when_done_again(db: Connection, cast: Cast) -> None:
    ask = bob_asks_alice(db, cast)
    work = work_of(db, ask)
    db.execute("UPDATE work_item SET status_category = 'new' WHERE id = %s", (work,))
    actions.withdraw_undone(db, DRAIN, [work])
    contribute(db, cast, work, charlie="commenter", dana="commenter")
    db.execute("UPDATE work_item SET status_category = 'done' WHERE id = %s", (work,))
    actions.ask_about(db, DRAIN, [work])
    assert states(db, work) == ["withdrawn", "open", "open"]


def test_leaver_is_asked_nothing_more(db: Connection, cast: Cast) -> None:
    ask = bob_asks_alice(db, cast)
    actions.save_draft(db, cast.actor(cast.alice), ask, {"moment": ["I saw"]})
    actions.withdraw_of(db, DRAIN, cast.alice.id)
    assert reads.open_asks(db, cast.actor(cast.alice)) == []
    assert value(db, "SELECT count(*) FROM draft") == 0


def test_nothing_more_is_asked_about_a_leaver(db: Connection, cast: Cast) -> None:
    bob_asks_alice(db, cast)
    actions.withdraw_of(db, DRAIN, cast.bob.id)
    assert reads.open_asks(db, cast.actor(cast.alice)) == []


def test_asks_close_after_three_weeks(db: Connection, cast: Cast) -> None:
    ask = bob_asks_alice(db, cast)
    actions.save_draft(db, cast.actor(cast.alice), ask, {"moment": ["I saw"]})
    with clock.at(clock.now() + 21 * DAY - HOUR):
        assert actions.expire(db, DRAIN) == 0
    with clock.at(clock.now() + 21 * DAY):
        assert actions.expire(db, DRAIN) == 1
        assert actions.expire(db, DRAIN) == 0
    assert value(db, "SELECT count(*) FROM draft") == 0
    with pytest.raises(errors.AskIsClosed):
        actions.give(db, cast.actor(cast.alice), ask, some_words())


def test_proposals_close_too(db: Connection, cast: Cast) -> None:
    propose(db, cast)
    with clock.at(clock.now() + 22 * DAY):
        assert actions.expire(db, DRAIN) == 1
    assert reads.proposals(db, cast.actor(cast.bob)) == []


def test_pass_is_for_the_giver_alone(db: Connection, cast: Cast) -> None:
    ask = bob_asks_alice(db, cast)
    for person in (cast.bob, cast.charlie, cast.dana):
        with pytest.raises(NotFound):
            actions.pass_(db, cast.actor(person), ask)
    actions.pass_(db, cast.actor(cast.alice), ask)
    with pytest.raises(Conflict):
        actions.pass_(db, cast.actor(cast.alice), ask)


@pytest.mark.parametrize("answering", ANSWERING)
def test_ask_is_closed_the_moment_its_time_is_over(
    db: Connection, cast: Cast, answering: Callable[[Connection, Member, int], object]
) -> None:
    alice, ask = cast.actor(cast.alice), bob_asks_alice(db, cast)
    with clock.at(clock.now() + 21 * DAY):
        assert reads.open_asks(db, alice) == []
        assert reads.ask(db, alice, ask).state == "expired"
        with pytest.raises(errors.AskIsClosed):
            answering(db, alice, ask)
    with clock.at(clock.now() + 21 * DAY - HOUR):
        assert [line.id for line in reads.open_asks(db, alice)] == [ask]
        answering(db, alice, ask)


@pytest.mark.parametrize("answering", ANSWERING)
@pytest.mark.parametrize("name", ["alice", "bob"])
def test_ask_is_closed_while_giver_or_receiver_takes_no_part(
    db: Connection,
    cast: Cast,
    name: str,
    answering: Callable[[Connection, Member, int], object],
) -> None:
    alice, ask = cast.actor(cast.alice), bob_asks_alice(db, cast)
    db.execute("UPDATE person SET takes_part = true")
    stop_taking_part(db, getattr(cast, name))
    assert reads.open_asks(db, alice) == []
    with pytest.raises(errors.AskIsClosed):
        answering(db, alice, ask)
    assert value(db, "SELECT count(*) FROM draft") == 0
