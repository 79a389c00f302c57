"""Finished work that nobody said a word about, for those who were there."""

from typing import Any

import pytest

from service import clock
from service.db.sql import Connection, value
from service.errors import NotFound
from service.feedback import actions, actions_unseen, errors, reads, reads_unseen
from service.feedback.model import Answers
from tests.cast import Cast
from tests.feedback.making import DAY, DRAIN, contribute, make_work


def unsaid_work(db: Connection, cast: Cast, days: int, **other: Any) -> int:
    work = make_work(db, cast, f"OPS-{days}", done_at=clock.now() - days * DAY, **other)
    contribute(db, cast, work, bob="assignee", alice="commenter")
    return work


def test_unsaid_is_between_two_weeks_and_three_months_old(db: Connection, cast: Cast) -> None:
    for days in (13, 91):
        unsaid_work(db, cast, days)
    assert reads_unseen.work(db, cast.actor(cast.alice)) == []
    work = unsaid_work(db, cast, 40)
    (line,) = reads_unseen.work(db, cast.actor(cast.alice))
    assert (line.work_item_id, line.name) == (work, "Bob")
    assert reads_unseen.work(db, cast.actor(cast.bob)) == []
    assert reads_unseen.work(db, cast.actor(cast.charlie)) == []


@pytest.mark.parametrize(
    "other",
    [
        {"is_bulk": True},
        {"resolution": "Won’t Do"},
        {"deleted_at": clock.now()},
        {"status_category": "indeterminate"},
    ],
)
def test_unsaid_is_work_that_was_really_done(
    db: Connection, cast: Cast, other: dict[str, Any]
) -> None:
    unsaid_work(db, cast, 40, **other)
    assert reads_unseen.work(db, cast.actor(cast.alice)) == []


def test_said_is_not_unsaid(db: Connection, cast: Cast) -> None:
    with clock.at(clock.now() - 20 * DAY):
        work = make_work(db, cast)
        contribute(db, cast, work, bob="assignee", alice="reviewer", charlie="mover")
        actions.ask_about(db, DRAIN, [work])
        ask = reads.open_asks(db, cast.actor(cast.alice))[0]
    assert reads_unseen.work(db, cast.actor(cast.alice)) == []
    db.execute("DELETE FROM ask WHERE giver_id = %s", (cast.charlie.id,))
    assert [line.name for line in reads_unseen.work(db, cast.actor(cast.charlie))] == ["Bob"]
    actions.give(db, cast.actor(cast.alice), ask.id, Answers("together", moment="I saw it."))
    assert reads_unseen.work(db, cast.actor(cast.charlie)) == []


# helpers


def helped_by_alice(db: Connection, cast: Cast, *days: int) -> list[int]:
    """Work of Bob in which Alice helped, done so many days ago."""
    made = []
    for day in days:
        work = make_work(db, cast, f"HELP-{day}", done_at=clock.now() - day * DAY)
        contribute(db, cast, work, bob="assignee", alice="reviewer")
        made.append(work)
    return made


def test_who_helped_more_than_once_in_silence_comes_up(db: Connection, cast: Cast) -> None:
    bob = cast.actor(cast.bob)
    helped_by_alice(db, cast, 20)
    assert reads_unseen.helpers(db, bob) == []
    helped_by_alice(db, cast, 16, 95, 5)
    assert [(one.name, one.key) for one in reads_unseen.helpers(db, bob)] == [("Alice", "HELP-16")]
    assert reads_unseen.helpers(db, cast.actor(cast.alice)) == []
    assert reads_unseen.helpers(db, cast.actor(cast.charlie)) == []


def test_one_word_of_anybody_ends_the_silence(db: Connection, cast: Cast) -> None:
    helped_by_alice(db, cast, 20, 16)
    with clock.at(clock.now() - 7 * DAY):
        work = make_work(db, cast, "OPS-1")
        contribute(db, cast, work, alice="assignee", charlie="reviewer")
        actions.ask_about(db, DRAIN, [work])
        (ask,) = reads.open_asks(db, cast.actor(cast.charlie))
        actions.give(db, cast.actor(cast.charlie), ask.id, Answers("together", moment="I saw it."))
    assert reads_unseen.helpers(db, cast.actor(cast.bob)) == []


# saying a word, or letting it be


def test_one_says_a_word_unasked_and_its_receiver_learns_only_of_the_words(
    db: Connection, cast: Cast
) -> None:
    alice, bob = cast.actor(cast.alice), cast.actor(cast.bob)
    ask = actions_unseen.speak_up(db, alice, unsaid_work(db, cast, 40), cast.bob.id)
    assert [one.id for one in reads.open_asks(db, alice)] == [ask]
    assert reads.asks_about_me(db, bob) == []
    assert reads_unseen.work(db, alice) == []
    actions.give(db, alice, ask, Answers("together", moment="I saw it."))
    assert [one.giver for one in reads.words_for(db, bob)] == ["Alice"]


def test_a_word_unasked_is_for_those_who_were_there(db: Connection, cast: Cast) -> None:
    work = unsaid_work(db, cast, 40)
    for person, about in ((cast.charlie, cast.bob), (cast.alice, cast.charlie)):
        with pytest.raises(NotFound):
            actions_unseen.speak_up(db, cast.actor(person), work, about.id)
    with pytest.raises(NotFound):
        actions_unseen.speak_up(db, cast.actor(cast.bob), work, cast.bob.id)


def test_who_asks_only_by_hand_is_not_told_unasked(db: Connection, cast: Cast) -> None:
    db.execute("UPDATE person SET asking = 'by_hand' WHERE id = %s", (cast.bob.id,))
    work = unsaid_work(db, cast, 40)
    (line,) = reads_unseen.work(db, cast.actor(cast.alice))
    assert not line.may_say
    with pytest.raises(NotFound):
        actions_unseen.speak_up(db, cast.actor(cast.alice), work, cast.bob.id)


def test_the_limits_of_a_pair_hold_unasked_too(db: Connection, cast: Cast) -> None:
    alice = cast.actor(cast.alice)
    actions_unseen.speak_up(db, alice, unsaid_work(db, cast, 40), cast.bob.id)
    with pytest.raises(errors.NotAboutThemNow):
        actions_unseen.speak_up(db, alice, unsaid_work(db, cast, 41), cast.bob.id)


def test_what_is_let_be_does_not_come_up_again(db: Connection, cast: Cast) -> None:
    alice = cast.actor(cast.alice)
    work = unsaid_work(db, cast, 40)
    other = unsaid_work(db, cast, 41)
    for _ in range(2):
        actions_unseen.let_be(db, alice, work, cast.bob.id)
    assert [one.work_item_id for one in reads_unseen.work(db, alice)] == [other]
    assert value(db, "SELECT count(*) FROM let_be") == 1
