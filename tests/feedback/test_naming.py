"""Naming somebody who was there, deciding about proposals, passing, and being closed by events."""

import pytest

from service import clock
from service.db.sql import Connection, value
from service.errors import Conflict, GezelError, NotFound
from service.feedback import actions, errors, reads
from service.feedback.model import OPEN_FOR
from tests.cast import Cast, make_account, make_person
from tests.feedback.making import (
    DAY,
    DRAIN,
    HOUR,
    asked,
    bob_asks_alice,
    contribute,
    make_work,
    some_words,
    states,
)


def running_work_of_bob(db: Connection, cast: Cast, key: str = "PAY-9") -> int:
    work = make_work(db, cast, key, status_category="indeterminate", resolution=None)
    contribute(db, cast, work, bob="assignee")
    return work


def propose(db: Connection, cast: Cast) -> int:
    """Bob wants to decide himself; the id of what is proposed to him."""
    db.execute("UPDATE person SET asking = 'propose' WHERE id = %s", (cast.bob.id,))
    return bob_asks_alice(db, cast)


def test_i_name_who_was_there_while_work_runs(db: Connection, cast: Cast) -> None:
    work = running_work_of_bob(db, cast)
    actions.name_coworker(db, cast.actor(cast.bob), work, cast.charlie.id)
    (ask,) = reads.open_asks(db, cast.actor(cast.charlie))
    assert (ask.work_item_id, ask.reason) == (work, "named")


def test_naming_is_for_those_who_took_part(db: Connection, cast: Cast) -> None:
    work = running_work_of_bob(db, cast)
    with pytest.raises(NotFound):
        actions.name_coworker(db, cast.actor(cast.charlie), work, cast.alice.id)


def test_nobody_is_named_for_work_that_is_gone(db: Connection, cast: Cast) -> None:
    work = running_work_of_bob(db, cast)
    db.execute("UPDATE work_item SET deleted_at = %s", (clock.now(),))
    with pytest.raises(NotFound):
        actions.name_coworker(db, cast.actor(cast.bob), work, cast.alice.id)


def refused(db: Connection, cast: Cast, work: int, giver_id: int) -> type[GezelError]:
    with pytest.raises(GezelError) as refusal:
        actions.name_coworker(db, cast.actor(cast.bob), work, giver_id)
    return refusal.type


def test_not_oneself(db: Connection, cast: Cast) -> None:
    work = running_work_of_bob(db, cast)
    assert refused(db, cast, work, cast.bob.id) is errors.NotAboutYourself


def test_not_who_does_not_take_part(db: Connection, cast: Cast) -> None:
    db.execute("UPDATE person SET welcomed_at = NULL WHERE id = %s", (cast.charlie.id,))
    work = running_work_of_bob(db, cast)
    assert refused(db, cast, work, cast.charlie.id) is errors.NotTakingPart


def test_two_named_at_most(db: Connection, cast: Cast) -> None:
    work = running_work_of_bob(db, cast)
    actions.name_coworker(db, cast.actor(cast.bob), work, cast.alice.id)
    actions.name_coworker(db, cast.actor(cast.bob), work, cast.charlie.id)
    assert refused(db, cast, work, cast.dana.id) is errors.EnoughNamed


def test_once_about_the_same_work(db: Connection, cast: Cast) -> None:
    ask = bob_asks_alice(db, cast)
    work = value(db, "SELECT work_item_id FROM ask WHERE id = %(id)s", id=ask)
    assert refused(db, cast, work, cast.alice.id) is errors.AlreadyAsked


def test_not_again_within_two_weeks(db: Connection, cast: Cast) -> None:
    bob_asks_alice(db, cast)
    work = running_work_of_bob(db, cast)
    assert refused(db, cast, work, cast.alice.id) is errors.AskedLately


def test_not_while_asked_the_other_way(db: Connection, cast: Cast) -> None:
    back = make_work(db, cast, "PAY-1")
    contribute(db, cast, back, alice="assignee", bob="reviewer")
    actions.ask_about(db, DRAIN, [back])
    work = running_work_of_bob(db, cast)
    assert refused(db, cast, work, cast.alice.id) is errors.AskedOfYou


def test_not_a_fourth_open_ask(db: Connection, cast: Cast) -> None:
    for number, name in enumerate(["Erin", "Finn", "Gwen"]):
        cast.accounts[name.lower()] = make_account(db, cast.jira, make_person(db, name))
        work = make_work(db, cast, f"PAY-{number}")
        contribute(db, cast, work, **{name.lower(): "assignee", "alice": "reviewer"})
        actions.ask_about(db, DRAIN, [work])
    work = running_work_of_bob(db, cast)
    assert refused(db, cast, work, cast.alice.id) is errors.GiverIsFull


def test_receiver_who_does_not_take_part_names_nobody(db: Connection, cast: Cast) -> None:
    work = running_work_of_bob(db, cast)
    db.execute("UPDATE person SET welcomed_at = NULL WHERE id = %s", (cast.bob.id,))
    assert refused(db, cast, work, cast.alice.id) is errors.NotTakingPart
    assert asked(db, work) == set()


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


def test_proposal_is_sent_by_its_receiver(db: Connection, cast: Cast) -> None:
    ask = propose(db, cast)
    with clock.at(clock.now() + DAY):
        actions.send_proposed(db, cast.actor(cast.bob), ask)
        (line,) = reads.open_asks(db, cast.actor(cast.alice))
        assert (line.id, line.closes_at) == (ask, clock.now() + OPEN_FOR)


@pytest.mark.parametrize("action", [actions.send_proposed, actions.drop_proposed])
def test_proposal_is_decided_by_nobody_else(db: Connection, cast: Cast, action: object) -> None:
    ask = propose(db, cast)
    for person in (cast.alice, cast.charlie, cast.dana):
        with pytest.raises(NotFound):
            action(db, cast.actor(person), ask)  # type: ignore[operator]


def test_sending_keeps_the_limits(db: Connection, cast: Cast) -> None:
    ask = propose(db, cast)
    back = make_work(db, cast, "PAY-1")
    contribute(db, cast, back, alice="assignee", bob="reviewer")
    actions.ask_about(db, DRAIN, [back])
    with pytest.raises(errors.AskedOfYou):
        actions.send_proposed(db, cast.actor(cast.bob), ask)


def test_dropped_proposal_leaves_no_trace_for_its_giver(db: Connection, cast: Cast) -> None:
    ask = propose(db, cast)
    actions.drop_proposed(db, cast.actor(cast.bob), ask)
    assert reads.open_asks(db, cast.actor(cast.alice)) == []
    assert reads.asks_about_me(db, cast.actor(cast.bob)) == []
    with pytest.raises(NotFound):
        actions.send_proposed(db, cast.actor(cast.bob), ask)


def test_passed_looks_open_to_its_receiver_until_its_time_is_over(
    db: Connection, cast: Cast
) -> None:
    bob = cast.actor(cast.bob)
    ask = bob_asks_alice(db, cast)
    while_open = reads.asks_about_me(db, bob)
    actions.pass_(db, cast.actor(cast.alice), ask)
    assert reads.asks_about_me(db, bob) == while_open
    with clock.at(clock.now() + 22 * DAY):
        assert reads.asks_about_me(db, bob) == []


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


def test_reopened_work_withdraws_its_asks(db: Connection, cast: Cast) -> None:
    ask = bob_asks_alice(db, cast)
    work = value(db, "SELECT work_item_id FROM ask WHERE id = %(id)s", id=ask)
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
    work = value(db, "SELECT work_item_id FROM ask WHERE id = %(id)s", id=ask)
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


def test_one_proposal_a_pair_at_a_time(db: Connection, cast: Cast) -> None:
    propose(db, cast)
    work = make_work(db, cast, "PAY-2")
    contribute(db, cast, work, bob="assignee", alice="reviewer")
    actions.ask_about(db, DRAIN, [work])
    assert states(db, work) == []


def test_nothing_is_proposed_while_it_is_asked_the_other_way(db: Connection, cast: Cast) -> None:
    back = make_work(db, cast, "PAY-1")
    contribute(db, cast, back, alice="assignee", bob="reviewer")
    actions.ask_about(db, DRAIN, [back])
    db.execute("UPDATE person SET asking = 'propose' WHERE id = %s", (cast.bob.id,))
    work = make_work(db, cast, "PAY-2")
    contribute(db, cast, work, bob="assignee", alice="reviewer")
    actions.ask_about(db, DRAIN, [work])
    assert states(db, work) == []
