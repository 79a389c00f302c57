"""When a skill is merged into another, what people said of it goes along."""

import pytest

from service.actor import System
from service.aims import actions_merge, actions_practice, reads, reads_focus, reads_practice
from service.aims.model_practice import Part
from service.db.sql import Connection
from service.errors import Forbidden
from tests.aims.saying import say
from tests.aims.test_practice import open_work
from tests.cast import Cast
from tests.feedback.making import focus_on, make_skill
from tests.skills.items import confirm


@pytest.fixture
def two(db: Connection) -> tuple[int, int]:
    """The skill that goes, and the one that stays."""
    return make_skill(db, "indexing"), make_skill(db, "databases", 2)


def merge(db: Connection, two: tuple[int, int]) -> None:
    actions_merge.move_skill(db, System("test"), *two)


def test_placements_and_their_words_go_along(
    db: Connection, cast: Cast, two: tuple[int, int]
) -> None:
    bob = cast.actor(cast.bob)
    say(db, cast.bob, two[0], level=4)
    before = reads.placement(db, bob, two[0])
    merge(db, two)
    after = reads.placement(db, bob, two[1])
    assert before
    assert after
    assert (after.id, after.level) == (before.id, 4)
    assert after.skill_version_id == before.skill_version_id
    assert reads.placement(db, bob, two[0]) is None


def test_a_focus_goes_along_and_whoever_had_both_has_one(
    db: Connection, cast: Cast, two: tuple[int, int]
) -> None:
    focus_on(db, cast.alice, two[0], "Draw it.")
    focus_on(db, cast.bob, two[0], "Draw it.")
    focus_on(db, cast.bob, two[1], "Ask sooner.")
    merge(db, two)
    for person, will_try in ((cast.alice, "Draw it."), (cast.bob, "Ask sooner.")):
        (now,) = reads_focus.focuses(db, cast.actor(person))
        assert (now.skill_id, now.will_try) == (two[1], will_try)
    assert len(reads_focus.history(db, cast.actor(cast.bob), two[1])) == 2


def test_what_was_picked_goes_along_once(db: Connection, cast: Cast, two: tuple[int, int]) -> None:
    bob = cast.actor(cast.bob)
    works = [open_work(db, cast, two[0], "PAY-1"), open_work(db, cast, two[0], "PAY-2")]
    for work in works:
        confirm(db, work, two[1], cast.bob.id)
        actions_practice.pick(db, bob, work, "indexing", Part.PRACTISE)
    actions_practice.pick(db, bob, works[1], "databases", Part.HELP)
    merge(db, two)
    picks = reads_practice.picks(db, bob, works)
    mine = {one.work_item_id: one.mine for one in picks if one.skill_id == two[1]}
    assert mine == {works[0]: Part.PRACTISE, works[1]: Part.HELP}


def test_only_the_system_moves_them(db: Connection, cast: Cast, two: tuple[int, int]) -> None:
    with pytest.raises(Forbidden):
        actions_merge.move_skill(db, cast.actor(cast.dana), *two)
