"""What I say of myself is mine; the latest word counts."""

from datetime import timedelta

import pytest

from service import clock
from service.actor import System
from service.aims import actions, reads
from service.aims.model import Wish
from service.db.sql import Connection
from service.errors import Forbidden, NotFound
from tests.aims.test_actions import place, skills, wishes
from tests.cast import Cast

__all__ = ["skills"]


def test_the_latest_word_counts_and_the_earlier_ones_are_kept(
    db: Connection, cast: Cast, skills: list[int]
) -> None:
    alice = cast.actor(cast.alice)
    first = place(db, cast, cast.alice, skills[0], level=1)
    with clock.at(clock.now() + timedelta(days=30)):
        second = place(db, cast, cast.alice, skills[0], level=None, wish=Wish.YES)
    other = place(db, cast, cast.alice, skills[1])
    assert reads.placement(db, alice, skills[0]) == second
    assert reads.placements(db, alice, cast.alice.id) == [second, other]
    assert reads.history(db, alice, skills[0]) == [second, first]


def test_nobody_reads_what_another_says(db: Connection, cast: Cast, skills: list[int]) -> None:
    place(db, cast, cast.bob, skills[0])
    for person in (cast.alice, cast.charlie, cast.dana):
        actor = cast.actor(person)
        with pytest.raises(NotFound):
            reads.placements(db, actor, cast.bob.id)
        assert reads.placement(db, actor, skills[0]) is None
        assert reads.history(db, actor, skills[0]) == []
    with pytest.raises(NotFound):
        reads.placements(db, System("test"), cast.bob.id)


def test_a_focus_is_told_to_the_system_alone(db: Connection, cast: Cast, skills: list[int]) -> None:
    place(db, cast, cast.bob, skills[4])
    place(db, cast, cast.bob, skills[1])
    place(db, cast, cast.bob, skills[0], wish=Wish.YES)
    place(db, cast, cast.charlie, skills[2])
    found = reads.focuses(db, System("test"), [cast.alice.id, cast.bob.id])
    assert [(focus.person_id, focus.skill_id) for focus in found] == [
        (cast.bob.id, skills[1]),
        (cast.bob.id, skills[4]),
    ]
    assert found[0].name("nl") != found[0].name("en")
    with pytest.raises(Forbidden):
        reads.focuses(db, cast.actor(cast.alice), [cast.bob.id])


def test_a_focus_that_rests_is_told_no_more(db: Connection, cast: Cast, skills: list[int]) -> None:
    bob = cast.actor(cast.bob)
    actions.place(db, bob, skills[0], 2, Wish.FOCUS, False, None)
    actions.place(db, bob, skills[0], 2, Wish.NOT_NOW, False, None)
    assert reads.focuses(db, System("test"), [cast.bob.id]) == []
    assert wishes(reads.placements(db, bob, cast.bob.id)) == {skills[0]: Wish.NOT_NOW}
