"""Showing words to one person more: only what the giver agreed to, and only as long as it lasts."""

from functools import partial

import pytest

from service.db.sql import Connection
from service.errors import NotFound
from service.feedback import actions, actions_sharing, errors, reads, reads_reactions
from tests.cast import Cast
from tests.feedback.making import some_words, stop_taking_part, words_from_alice


def test_chosen_person_reads_without_the_title(db: Connection, cast: Cast) -> None:
    given = words_from_alice(db, cast, readers="team", step="Park one.")
    bob, charlie = cast.actor(cast.bob), cast.actor(cast.charlie)
    actions_sharing.show_to(db, bob, given, cast.charlie.id)
    words = reads.feedback(db, charlie, given)
    assert (words.moment, words.title, words.step) == ("You drew both options.", None, None)
    assert [one.id for one in reads.shared_words(db, charlie)] == [given]
    (shown,) = reads_reactions.shown_to(db, bob, given)
    assert shown.name == "Charlie"
    actions_sharing.hide_from(db, bob, given, cast.charlie.id)
    with pytest.raises(NotFound):
        reads.feedback(db, charlie, given)
    assert reads.shared_words(db, charlie) == []


@pytest.mark.parametrize("readers", ["two", "wall"])
def test_other_words_are_shown_to_nobody(db: Connection, cast: Cast, readers: str) -> None:
    given = words_from_alice(db, cast, readers=readers)
    with pytest.raises(errors.OnlyForTwo):
        actions_sharing.show_to(db, cast.actor(cast.bob), given, cast.charlie.id)


@pytest.mark.parametrize("name", ["alice", "charlie", "dana"])
def test_only_the_receiver_shows(db: Connection, cast: Cast, name: str) -> None:
    given = words_from_alice(db, cast, readers="team")
    somebody = cast.actor(getattr(cast, name))
    with pytest.raises(NotFound):
        actions_sharing.show_to(db, somebody, given, cast.charlie.id)
    with pytest.raises(NotFound):
        actions_sharing.hide_from(db, somebody, given, cast.charlie.id)


def test_the_two_and_those_who_take_no_part_are_not_chosen(db: Connection, cast: Cast) -> None:
    given = words_from_alice(db, cast, readers="team")
    bob = cast.actor(cast.bob)
    for person in (cast.alice, cast.bob):
        with pytest.raises(errors.ReadsItAlready):
            actions_sharing.show_to(db, bob, given, person.id)
    stop_taking_part(db, cast.charlie)
    with pytest.raises(errors.CannotBeShown):
        actions_sharing.show_to(db, bob, given, cast.charlie.id)


def test_changed_and_withdrawn_words_are_shown_to_nobody_any_more(
    db: Connection, cast: Cast
) -> None:
    alice, bob, charlie = (cast.actor(one) for one in (cast.alice, cast.bob, cast.charlie))
    given = words_from_alice(db, cast, readers="team")
    for undo in (
        partial(actions.change, db, alice, given, some_words(readers="team")),
        partial(actions.withdraw, db, alice, given),
    ):
        actions_sharing.show_to(db, bob, given, cast.charlie.id)
        undo()
        with pytest.raises(NotFound):
            reads.feedback(db, charlie, given)


def test_wall_needs_a_wall(db: Connection, cast: Cast) -> None:
    given = words_from_alice(db, cast, readers="wall")
    db.execute("UPDATE team SET wall_opened_at = NULL")
    with pytest.raises(errors.NoWall):
        actions.share(db, cast.actor(cast.bob), given)


def test_wall_that_is_taken_down_shows_nothing(db: Connection, cast: Cast) -> None:
    given = words_from_alice(db, cast, readers="wall")
    actions.share(db, cast.actor(cast.bob), given)
    db.execute("UPDATE team SET wall_opened_at = NULL")
    with pytest.raises(NotFound):
        reads.feedback(db, cast.actor(cast.charlie), given)
