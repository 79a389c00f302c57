"""Naming somebody who was there, and deciding about proposals."""

import pytest

from service import clock
from service.db.sql import Connection
from service.errors import GezelError, NotFound
from service.feedback import actions, errors, reads
from service.feedback.model import OPEN_FOR
from tests.cast import Cast, make_account, make_person
from tests.feedback.making import (
    DAY,
    DRAIN,
    always_at_hand,
    asked,
    bob_asks_alice,
    contribute,
    make_work,
    propose,
    running_work_of_bob,
    states,
    stop_taking_part,
    work_of,
)


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
    assert refused(db, cast, work_of(db, ask), cast.alice.id) is errors.AlreadyAsked


def test_not_again_within_two_weeks(db: Connection, cast: Cast) -> None:
    bob_asks_alice(db, cast)
    work = running_work_of_bob(db, cast)
    assert refused(db, cast, work, cast.alice.id) is errors.NotJustNow


def test_not_while_asked_the_other_way(db: Connection, cast: Cast) -> None:
    back = make_work(db, cast, "PAY-1")
    contribute(db, cast, back, alice="assignee", bob="reviewer")
    actions.ask_about(db, DRAIN, [back])
    work = running_work_of_bob(db, cast)
    assert refused(db, cast, work, cast.alice.id) is errors.AskedOfYou


def test_a_fourth_ask_waits_and_is_not_refused(db: Connection, cast: Cast) -> None:
    for number, name in enumerate(["Erin", "Finn", "Gwen"]):
        cast.accounts[name.lower()] = make_account(db, cast.jira, make_person(db, name))
        work = make_work(db, cast, f"PAY-{number}")
        contribute(db, cast, work, **{name.lower(): "assignee", "alice": "reviewer"})
        actions.ask_about(db, DRAIN, [work])
    always_at_hand(db, cast.alice)
    work = running_work_of_bob(db, cast)
    actions.name_coworker(db, cast.actor(cast.bob), work, cast.alice.id)
    assert states(db, work) == ["waiting"]
    assert len(reads.asks_about_me(db, cast.actor(cast.bob))) == 1
    alice = cast.actor(cast.alice)
    asks = reads.open_asks(db, alice)
    assert work not in {one.work_item_id for one in asks}
    actions.pass_(db, alice, asks[0].id)
    assert actions.ask_waiting(db, DRAIN) == 1
    assert states(db, work) == ["open"]


def test_receiver_who_does_not_take_part_names_nobody(db: Connection, cast: Cast) -> None:
    work = running_work_of_bob(db, cast)
    db.execute("UPDATE person SET welcomed_at = NULL WHERE id = %s", (cast.bob.id,))
    assert refused(db, cast, work, cast.alice.id) is errors.NotTakingPartYourself
    assert asked(db, work) == set()


@pytest.mark.parametrize("dropped", [False, True])
def test_naming_makes_a_proposal_an_ask(db: Connection, cast: Cast, dropped: bool) -> None:
    proposal = propose(db, cast)
    work = work_of(db, proposal)
    if dropped:
        actions.drop_proposed(db, cast.actor(cast.bob), proposal)
    actions.name_coworker(db, cast.actor(cast.bob), work, cast.alice.id)
    (ask,) = reads.open_asks(db, cast.actor(cast.alice))
    assert (ask.work_item_id, ask.reason) == (work, "named")
    assert ask.closes_at == clock.now() + OPEN_FOR
    assert states(db, work) == ["open"]
    assert reads.proposals(db, cast.actor(cast.bob)) == []


def test_naming_a_proposed_one_keeps_the_limits(db: Connection, cast: Cast) -> None:
    work = work_of(db, propose(db, cast))
    for somebody in (cast.charlie, cast.dana):
        actions.name_coworker(db, cast.actor(cast.bob), work, somebody.id)
    assert refused(db, cast, work, cast.alice.id) is errors.EnoughNamed
    assert states(db, work) == ["proposed", "open", "open"]


def test_a_proposal_elsewhere_does_not_stand_in_the_way(db: Connection, cast: Cast) -> None:
    proposal = propose(db, cast)
    work = running_work_of_bob(db, cast)
    actions.name_coworker(db, cast.actor(cast.bob), work, cast.alice.id)
    assert states(db, work) == ["open"]
    with pytest.raises(errors.NotJustNow):
        actions.send_proposed(db, cast.actor(cast.bob), proposal)


def test_receiver_who_does_not_take_part_sends_nothing(db: Connection, cast: Cast) -> None:
    proposal = propose(db, cast)
    db.execute("UPDATE person SET welcomed_at = NULL WHERE id = %s", (cast.bob.id,))
    with pytest.raises(errors.NotTakingPartYourself):
        actions.send_proposed(db, cast.actor(cast.bob), proposal)
    assert states(db, work_of(db, proposal)) == ["proposed"]


def test_nothing_is_sent_to_who_stopped_taking_part(db: Connection, cast: Cast) -> None:
    proposal = propose(db, cast)
    stop_taking_part(db, cast.alice)
    db.execute("UPDATE person SET takes_part = true WHERE id = %s", (cast.bob.id,))
    with pytest.raises(errors.NotTakingPart):
        actions.send_proposed(db, cast.actor(cast.bob), proposal)


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
