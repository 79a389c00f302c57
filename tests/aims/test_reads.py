"""What I say of myself is mine; the latest word counts."""

from datetime import timedelta

import pytest

from service import clock
from service.actor import System
from service.aims import reads
from service.aims.model import Wish
from service.db.sql import Connection
from service.errors import NotFound
from tests.aims.test_actions import place, skills
from tests.cast import Cast

__all__ = ["skills"]


def test_the_latest_word_counts_and_the_earlier_ones_are_kept(
    db: Connection, cast: Cast, skills: list[int]
) -> None:
    alice = cast.actor(cast.alice)
    first = place(db, cast, cast.alice, skills[0], level=1)
    with clock.at(clock.now() + timedelta(days=30)):
        second = place(db, cast, cast.alice, skills[0], level=None, wish=Wish.VERY_MUCH)
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
