"""Each rule of asking, by the case it refuses and the case beside it that it allows."""

from typing import Any

import pytest

from service import clock
from service.db.sql import Connection
from service.errors import Forbidden
from service.feedback import actions, reads
from service.feedback.model import OPEN_FOR
from tests.cast import Cast, make_account, make_person
from tests.feedback.making import (
    DAY,
    DRAIN,
    HOUR,
    always_at_hand,
    asked,
    bob_asks_alice,
    contribute,
    make_work,
    some_words,
    states,
    work_of,
)


def done_by_bob(db: Connection, cast: Cast, key: str = "PAY-1", **other: Any) -> int:
    """Work by Bob that Alice reviewed, handed to the rules of asking."""
    work = make_work(db, cast, key, **other)
    contribute(db, cast, work, bob="assignee", alice="reviewer")
    actions.ask_about(db, DRAIN, [work])
    return work


def newcomer(db: Connection, cast: Cast, name: str) -> int:
    """Somebody more, who takes part; their id."""
    person = make_person(db, name)
    cast.accounts[name.lower()] = make_account(db, cast.jira, person)
    return person.id


def test_reviewer_is_asked_about_assignee(db: Connection, cast: Cast) -> None:
    work = done_by_bob(db, cast)
    (ask,) = reads.open_asks(db, cast.actor(cast.alice))
    assert (ask.work_item_id, ask.receiver, ask.reason) == (work, "Bob", "reviewer")
    assert ask.closes_at == clock.now() + OPEN_FOR


def test_asking_again_changes_nothing(db: Connection, cast: Cast) -> None:
    work = done_by_bob(db, cast)
    actions.ask_about(db, DRAIN, [work])
    assert states(db, work) == ["open"]


def test_reviewer_is_not_asked_to_be_judged(db: Connection, cast: Cast) -> None:
    work = done_by_bob(db, cast)
    assert asked(db, work) == {(cast.alice.id, cast.bob.id)}


def test_nobody_is_asked_about_oneself(db: Connection, cast: Cast) -> None:
    work = make_work(db, cast)
    contribute(db, cast, work, bob="assignee")
    contribute(db, cast, work, bob="commenter")
    actions.ask_about(db, DRAIN, [work])
    assert asked(db, work) == set()


def test_page_author_is_asked_about_too(db: Connection, cast: Cast) -> None:
    work = make_work(db, cast)
    contribute(db, cast, work, bob="page_author", alice="page_editor")
    actions.ask_about(db, DRAIN, [work])
    assert asked(db, work) == {(cast.alice.id, cast.bob.id)}


@pytest.mark.parametrize(
    "other",
    [
        {"status_category": "indeterminate"},
        {"status_category": None},
        {"deleted_at": clock.now()},
        {"is_bulk": True},
        {"resolution": "Won't Do"},
        {"resolution": "WON’T FIX"},
        {"resolution": "Duplicate"},
        {"resolution": "cannot reproduce"},
        {"resolution": "Declined"},
    ],
)
def test_work_that_is_not_really_done(db: Connection, cast: Cast, other: dict[str, Any]) -> None:
    assert asked(db, done_by_bob(db, cast, **other)) == set()


@pytest.mark.parametrize("resolution", ["Done", "Fixed", None, "Won't matter"])
def test_other_resolutions_are_done(db: Connection, cast: Cast, resolution: str | None) -> None:
    assert asked(db, done_by_bob(db, cast, resolution=resolution))


def test_work_of_less_than_an_hour(db: Connection, cast: Cast) -> None:
    done_at = clock.now() - DAY
    short = done_by_bob(db, cast, "PAY-1", done_at=done_at, created_at=done_at - 0.9 * HOUR)
    assert asked(db, short) == set()
    unknown = done_by_bob(db, cast, "PAY-2", done_at=done_at, created_at=None)
    assert asked(db, unknown)


def test_an_hour_is_enough(db: Connection, cast: Cast) -> None:
    done_at = clock.now() - DAY
    assert asked(db, done_by_bob(db, cast, done_at=done_at, created_at=done_at - HOUR))


def test_old_work_is_let_be(db: Connection, cast: Cast) -> None:
    assert asked(db, done_by_bob(db, cast, "PAY-1", done_at=clock.now() - 15 * DAY)) == set()
    assert asked(db, done_by_bob(db, cast, "PAY-2", done_at=clock.now() - 13 * DAY))


def test_only_who_takes_part_is_asked_about(db: Connection, cast: Cast) -> None:
    db.execute("UPDATE team SET takes_part = false")
    db.execute("UPDATE person SET takes_part = false WHERE id = %s", (cast.bob.id,))
    assert asked(db, done_by_bob(db, cast)) == set()


def test_only_who_takes_part_is_asked(db: Connection, cast: Cast) -> None:
    db.execute("UPDATE person SET welcomed_at = NULL WHERE id = %s", (cast.alice.id,))
    assert asked(db, done_by_bob(db, cast)) == set()


def test_account_of_nobody_is_not_asked(db: Connection, cast: Cast) -> None:
    db.execute("UPDATE account SET person_id = NULL WHERE id = %s", (cast.accounts["alice"],))
    assert asked(db, done_by_bob(db, cast)) == set()


@pytest.mark.parametrize(("asking", "expected"), [("propose", ["proposed"]), ("by_hand", [])])
def test_receiver_chooses_how(db: Connection, cast: Cast, asking: str, expected: list[str]) -> None:
    db.execute("UPDATE person SET asking = %s WHERE id = %s", (asking, cast.bob.id))
    assert states(db, done_by_bob(db, cast)) == expected


def test_proposal_is_not_seen_by_its_giver(db: Connection, cast: Cast) -> None:
    db.execute("UPDATE person SET asking = 'propose' WHERE id = %s", (cast.bob.id,))
    done_by_bob(db, cast)
    assert reads.open_asks(db, cast.actor(cast.alice)) == []
    (proposal,) = reads.proposals(db, cast.actor(cast.bob))
    assert proposal.giver_name == "Alice"


def test_two_of_many_with_the_best_reasons(db: Connection, cast: Cast) -> None:
    erin, finn = newcomer(db, cast, "Erin"), newcomer(db, cast, "Finn")
    work = make_work(db, cast)
    contribute(db, cast, work, bob="assignee", alice="reporter", charlie="mover")
    contribute(db, cast, work, erin="reviewer", finn="commenter")
    actions.ask_about(db, DRAIN, [work])
    assert asked(db, work) == {(erin, cast.bob.id), (finn, cast.bob.id)}


def test_best_role_counts(db: Connection, cast: Cast) -> None:
    work = make_work(db, cast)
    contribute(db, cast, work, bob="assignee", alice="reporter")
    contribute(db, cast, work, alice="commenter")
    actions.ask_about(db, DRAIN, [work])
    assert reads.open_asks(db, cast.actor(cast.alice))[0].reason == "commenter"


def test_who_was_asked_longest_ago_comes_first(db: Connection, cast: Cast) -> None:
    with clock.at(clock.now() - 40 * DAY):
        bob_asks_alice(db, cast, "PAY-1")
    erin = newcomer(db, cast, "Erin")
    work = make_work(db, cast, "PAY-2")
    contribute(db, cast, work, bob="assignee", alice="reviewer", charlie="reviewer")
    contribute(db, cast, work, erin="reviewer")
    actions.ask_about(db, DRAIN, [work])
    assert asked(db, work) == {(cast.charlie.id, cast.bob.id), (erin, cast.bob.id)}


def test_fewest_open_asks_come_first(db: Connection, cast: Cast) -> None:
    other = make_work(db, cast, "PAY-1")
    contribute(db, cast, other, dana="assignee", alice="reviewer")
    actions.ask_about(db, DRAIN, [other])
    erin = newcomer(db, cast, "Erin")
    work = make_work(db, cast, "PAY-2")
    contribute(db, cast, work, bob="assignee", alice="reviewer", charlie="reviewer")
    contribute(db, cast, work, erin="reviewer")
    actions.ask_about(db, DRAIN, [work])
    assert asked(db, work) == {(cast.charlie.id, cast.bob.id), (erin, cast.bob.id)}


def test_three_open_asks_at_most(db: Connection, cast: Cast) -> None:
    names = ["Erin", "Finn", "Gwen", "Hugo"]
    works = []
    for number, name in enumerate(names):
        newcomer(db, cast, name)
        work = make_work(db, cast, f"PAY-{number}")
        contribute(db, cast, work, **{name.lower(): "assignee", "alice": "reviewer"})
        works.append(work)
    actions.ask_about(db, DRAIN, works)
    alice = cast.actor(cast.alice)
    assert len(reads.open_asks(db, alice)) == 3
    always_at_hand(db, cast.alice)
    actions.pass_(db, alice, reads.open_asks(db, alice)[1].id)
    actions.ask_about(db, DRAIN, works)
    assert [states(db, work) for work in works].count(["open"]) == 3


def test_a_pair_rests_for_two_weeks(db: Connection, cast: Cast) -> None:
    actions.give(db, cast.actor(cast.alice), bob_asks_alice(db, cast), some_words())
    with clock.at(clock.now() + 13 * DAY):
        assert asked(db, done_by_bob(db, cast, "PAY-1")) == set()
    with clock.at(clock.now() + 14 * DAY):
        assert asked(db, done_by_bob(db, cast, "PAY-2"))


def test_never_both_ways_at_once(db: Connection, cast: Cast) -> None:
    ask = bob_asks_alice(db, cast)
    back = make_work(db, cast, "PAY-1")
    contribute(db, cast, back, alice="assignee", bob="reviewer")
    actions.ask_about(db, DRAIN, [back])
    assert asked(db, back) == set()
    actions.pass_(db, cast.actor(cast.alice), ask)
    actions.ask_about(db, DRAIN, [back])
    assert asked(db, back) == {(cast.bob.id, cast.alice.id)}


def test_two_who_did_it_together_are_asked_one_way(db: Connection, cast: Cast) -> None:
    work = make_work(db, cast)
    contribute(db, cast, work, bob="assignee", alice="assignee")
    actions.ask_about(db, DRAIN, [work])
    assert len(asked(db, work)) == 1


def test_a_pair_and_item_once_ever(db: Connection, cast: Cast) -> None:
    ask = bob_asks_alice(db, cast)
    work = work_of(db, ask)
    actions.pass_(db, cast.actor(cast.alice), ask)
    with clock.at(clock.now() + 30 * DAY):
        db.execute("UPDATE work_item SET done_at = %s", (clock.now() - HOUR,))
        actions.ask_about(db, DRAIN, [work])
    assert states(db, work) == ["passed"]


def test_two_a_receiver_and_item_also_the_second_time(db: Connection, cast: Cast) -> None:
    work = make_work(db, cast)
    contribute(db, cast, work, bob="assignee", alice="reviewer", charlie="reviewer")
    contribute(db, cast, work, dana="commenter")
    actions.ask_about(db, DRAIN, [work])
    actions.ask_about(db, DRAIN, [work])
    assert asked(db, work) == {(cast.alice.id, cast.bob.id), (cast.charlie.id, cast.bob.id)}


def test_only_the_system_asks(db: Connection, cast: Cast) -> None:
    with pytest.raises(Forbidden):
        actions.ask_about(db, cast.actor(cast.dana), [])
