"""Steps: taken, shown again when their moment comes, and ended."""

import pytest

from service.actor import System
from service.aims import actions_merge, actions_step, reads_step
from service.aims.actions_step import TooManySteps
from service.aims.model_step import STEPS, Kind
from service.db.sql import Connection, value
from service.errors import Forbidden, NotFound
from service.people.model import Person
from tests.cast import Cast
from tests.feedback.making import contribute, make_skill, make_work
from tests.skills.items import confirm


@pytest.fixture
def facilitating(db: Connection) -> int:
    return make_skill(db, "facilitating")


def take(db: Connection, cast: Cast, person: Person, skill: int, deed: str = "ask why") -> int:
    actions_step.take(db, cast.actor(person), skill, Kind.TRY, "it goes in circles", deed)
    return int(value(db, "SELECT max(id) FROM step"))


def in_hand(db: Connection, cast: Cast, skill: int, key: str = "PAY-1", **roles: str) -> int:
    work = make_work(db, cast, key, status_category="indeterminate", resolution=None)
    db.execute("UPDATE work_item SET done_at = NULL WHERE id = %s", (work,))
    contribute(db, cast, work, **(roles or {"bob": "assignee"}))
    for name in roles or {"bob": "assignee"}:
        confirm(db, work, skill, getattr(cast, name).id)
    return work


def test_a_step_is_mine_alone(db: Connection, cast: Cast, facilitating: int) -> None:
    step = take(db, cast, cast.bob, facilitating)
    (mine,) = reads_step.steps(db, cast.actor(cast.bob), facilitating)
    assert (mine.id, mine.kind, mine.deed, mine.is_open) == (step, Kind.TRY, "ask why", True)
    for other in (cast.alice, cast.dana):
        assert reads_step.steps(db, cast.actor(other)) == []
        with pytest.raises(NotFound):
            actions_step.end(db, cast.actor(other), step, "well")


def test_it_comes_back_with_work_in_hand_that_practises_it(
    db: Connection, cast: Cast, facilitating: int
) -> None:
    step = take(db, cast, cast.bob, facilitating)
    assert reads_step.occasions(db, cast.actor(cast.bob)) == []
    in_hand(db, cast, make_skill(db, "testing", position=2), key="PAY-2")
    in_hand(db, cast, facilitating, key="PAY-3", alice="assignee", bob="commenter")
    assert reads_step.occasions(db, cast.actor(cast.bob)) == []
    work = in_hand(db, cast, facilitating)
    (one,) = reads_step.occasions(db, cast.actor(cast.bob))
    assert (one.id, one.work_item_id, one.deed) == (step, work, "ask why")
    assert reads_step.occasions(db, cast.actor(cast.bob), work) == [one]
    assert reads_step.occasions(db, cast.actor(cast.bob), work + 1) == []
    assert reads_step.occasions(db, cast.actor(cast.alice)) == []


@pytest.mark.parametrize("over", ["done_at = updated_at", "deleted_at = updated_at"])
def test_finished_or_removed_work_is_no_occasion(
    db: Connection, cast: Cast, facilitating: int, over: str
) -> None:
    take(db, cast, cast.bob, facilitating)
    in_hand(db, cast, facilitating)
    db.execute("UPDATE work_item SET updated_at = created_at")
    db.execute(f"UPDATE work_item SET {over}")  # noqa: S608  two fixed texts
    assert reads_step.occasions(db, cast.actor(cast.bob)) == []


def test_an_ended_step_stays_with_what_came_of_it(
    db: Connection, cast: Cast, facilitating: int
) -> None:
    step = take(db, cast, cast.bob, facilitating)
    in_hand(db, cast, facilitating)
    bob = cast.actor(cast.bob)
    actions_step.end(db, bob, step, "Felt odd, worked.")
    assert reads_step.occasions(db, bob) == []
    assert [one.how_it_went for one in reads_step.steps(db, bob)] == ["Felt odd, worked."]
    with pytest.raises(NotFound):
        actions_step.end(db, bob, step, "again")


def test_five_are_enough(db: Connection, cast: Cast, facilitating: int) -> None:
    for number in range(STEPS):
        take(db, cast, cast.bob, facilitating, f"ask {number}")
    with pytest.raises(TooManySteps):
        take(db, cast, cast.bob, facilitating)
    take(db, cast, cast.alice, facilitating)


def test_an_unknown_skill_and_the_system(db: Connection, cast: Cast) -> None:
    with pytest.raises(NotFound):
        take(db, cast, cast.bob, 2**40)
    with pytest.raises(Forbidden):
        actions_step.take(db, System("test"), 1, Kind.TRY, "a", "b")


def test_steps_follow_a_merged_skill(db: Connection, cast: Cast, facilitating: int) -> None:
    other = make_skill(db, "chairing", position=2)
    take(db, cast, cast.bob, other)
    actions_merge.move_skill(db, System("test"), other, facilitating)
    assert [one.skill_id for one in reads_step.steps(db, cast.actor(cast.bob))] == [facilitating]
