"""What comes back for words: for the two of them, and for the receiver's map."""

from functools import partial

import pytest

from service import clock
from service.db.sql import Connection, value
from service.errors import NotFound
from service.feedback import actions, actions_reactions, errors, reads, reads_reactions
from service.feedback.model import Seen
from tests.cast import Cast
from tests.feedback.making import HOUR, make_skill, some_words, words_from_alice


def test_giver_finds_what_their_words_set_in_motion(db: Connection, cast: Cast) -> None:
    given = words_from_alice(db, cast)
    alice, bob = cast.actor(cast.alice), cast.actor(cast.bob)
    assert not reads_reactions.reaction(db, alice, given).says_something
    assert reads_reactions.in_motion(db, alice) == []
    actions_reactions.react(db, bob, given, True, "partly", "Draw it first.")
    came_back = reads_reactions.reaction(db, alice, given)
    assert came_back == reads_reactions.reaction(db, bob, given)
    assert (came_back.thanked_at, came_back.helped) == (clock.now(), "partly")
    assert came_back.will_do == "Draw it first."
    assert [one.feedback_id for one in reads_reactions.in_motion(db, alice)] == [given]
    assert list(reads_reactions.reactions(db, alice, [given])) == [given]


def test_what_was_seen_is_not_told_again(db: Connection, cast: Cast) -> None:
    given = words_from_alice(db, cast)
    alice, bob = cast.actor(cast.alice), cast.actor(cast.bob)
    actions_reactions.react(db, bob, given, True, None, None)
    actions_reactions.see(db, bob, given)
    assert reads_reactions.in_motion(db, alice)
    actions_reactions.see(db, alice, given)
    assert reads_reactions.in_motion(db, alice) == []
    with clock.at(clock.now() + HOUR):
        actions_reactions.react(db, bob, given, True, "yes", None)
        assert reads_reactions.in_motion(db, alice)


def test_thanks_keep_their_time_and_can_be_taken_away(db: Connection, cast: Cast) -> None:
    given, bob, first = words_from_alice(db, cast), cast.actor(cast.bob), clock.now()
    actions_reactions.react(db, bob, given, True, None, None)
    with clock.at(first + HOUR):
        actions_reactions.react(db, bob, given, True, None, "Draw it first.")
        assert reads_reactions.reaction(db, bob, given).thanked_at == first
        actions_reactions.react(db, bob, given, False, None, None)
        assert not reads_reactions.reaction(db, bob, given).says_something


def test_a_question_is_asked_until_it_is_answered(db: Connection, cast: Cast) -> None:
    given = words_from_alice(db, cast)
    alice, bob = cast.actor(cast.alice), cast.actor(cast.bob)
    with pytest.raises(errors.NothingAsked):
        actions_reactions.answer_back(db, alice, given, "Yes.")
    actions_reactions.ask_back(db, bob, given, "Which?")
    actions_reactions.ask_back(db, bob, given, "Which option do you mean?")
    actions_reactions.see(db, alice, given)
    assert [one.has_question for one in reads_reactions.in_motion(db, alice)] == [True]
    actions_reactions.answer_back(db, alice, given, "The second.")
    came_back = reads_reactions.reaction(db, bob, given)
    assert (came_back.question, came_back.answer) == ("Which option do you mean?", "The second.")
    assert reads_reactions.in_motion(db, alice) == []
    with pytest.raises(errors.AnsweredAlready):
        actions_reactions.ask_back(db, bob, given, "And the first?")


def test_receiver_chooses_what_counts_on_the_map(db: Connection, cast: Cast) -> None:
    one, other = make_skill(db, "a", 1), make_skill(db, "b", 2)
    given = words_from_alice(db, cast, Seen(one, 3), Seen(other, 4))
    bob = cast.actor(cast.bob)
    words = reads.feedback(db, bob, given)
    assert [seen.on_map for seen in reads.observations(db, bob, [words])] == [True, True]
    actions_reactions.choose_for_map(db, bob, given, [other])
    assert [seen.on_map for seen in reads.observations(db, bob, [words])] == [False, True]


def test_a_change_of_the_words_keeps_the_choice_for_the_map(db: Connection, cast: Cast) -> None:
    one, other = make_skill(db, "a", 1), make_skill(db, "b", 2)
    given = words_from_alice(db, cast, Seen(one, 3))
    bob = cast.actor(cast.bob)
    actions_reactions.choose_for_map(db, bob, given, [])
    changed = some_words(Seen(one, 4), Seen(other, 2))
    actions.change(db, cast.actor(cast.alice), given, changed)
    seen = reads.observations(db, bob, [reads.feedback(db, bob, given)])
    assert [(each.level, each.on_map) for each in seen] == [(4, False), (2, True)]


def test_what_came_back_goes_with_the_words(db: Connection, cast: Cast) -> None:
    given = words_from_alice(db, cast)
    actions_reactions.react(db, cast.actor(cast.bob), given, True, None, "Draw it first.")
    actions.withdraw(db, cast.actor(cast.alice), given)
    assert value(db, "SELECT count(*) FROM reaction") == 0
    with pytest.raises(NotFound):
        reads_reactions.reaction(db, cast.actor(cast.bob), given)


@pytest.mark.parametrize("name", ["alice", "charlie", "dana"])
def test_only_the_receiver_reacts(db: Connection, cast: Cast, name: str) -> None:
    given = words_from_alice(db, cast, readers="team")
    actions.share(db, cast.actor(cast.bob), given)
    somebody = cast.actor(getattr(cast, name))
    for attempt in (
        partial(actions_reactions.react, db, somebody, given, True, None, None),
        partial(actions_reactions.ask_back, db, somebody, given, "Which?"),
        partial(actions_reactions.choose_for_map, db, somebody, given, []),
    ):
        with pytest.raises(NotFound):
            attempt()


@pytest.mark.parametrize("name", ["bob", "charlie", "dana"])
def test_only_the_giver_answers(db: Connection, cast: Cast, name: str) -> None:
    given = words_from_alice(db, cast)
    actions_reactions.ask_back(db, cast.actor(cast.bob), given, "Which?")
    with pytest.raises(NotFound):
        actions_reactions.answer_back(db, cast.actor(getattr(cast, name)), given, "This.")


@pytest.mark.parametrize("name", ["charlie", "dana"])
def test_others_learn_nothing_of_it(db: Connection, cast: Cast, name: str) -> None:
    given = words_from_alice(db, cast, readers="wall")
    actions.share(db, cast.actor(cast.bob), given)
    actions_reactions.react(db, cast.actor(cast.bob), given, True, None, "Draw it first.")
    somebody = cast.actor(getattr(cast, name))
    with pytest.raises(NotFound):
        reads_reactions.reaction(db, somebody, given)
    assert reads_reactions.reactions(db, somebody, [given]) == {}
    assert reads_reactions.shown_to(db, somebody, given) == []
