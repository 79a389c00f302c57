"""Pick to learn: open work of my teams, each for themselves, and back with one action."""

from typing import Any

import pytest

from service.actor import System
from service.aims import actions_practice, reads_practice
from service.aims.model_practice import Part
from service.db.sql import Connection
from service.errors import Forbidden, NotFound
from service.people.model import Person
from tests.cast import Cast
from tests.feedback.making import contribute, make_skill, make_work, stop_taking_part
from tests.skills.items import confirm


@pytest.fixture
def databases(db: Connection) -> int:
    return make_skill(db, "databases")


def open_work(db: Connection, cast: Cast, skill: int, key: str = "PAY-1", **other: Any) -> int:
    """Open work of Bob that practises a skill, in a project where Alice had a part too."""
    work = make_work(db, cast, key, status_category="indeterminate", resolution=None, **other)
    db.execute(
        "UPDATE work_item SET done_at = NULL, project_key = 'PAY', updated_at = created_at"
        " WHERE id = %s",
        (work,),
    )
    contribute(db, cast, work, bob="assignee")
    confirm(db, work, skill, cast.bob.id)
    return work


def known_to(db: Connection, cast: Cast, name: str, project: str = "PAY") -> None:
    """Somebody had a part in a project before."""
    work = make_work(db, cast, f"{project}-of-{name}")
    db.execute("UPDATE work_item SET project_key = %s WHERE id = %s", (project, work))
    contribute(db, cast, work, **{name: "commenter"})


def sees(db: Connection, cast: Cast, person: Person) -> list[int]:
    return [one.id for one in reads_practice.open_work(db, cast.actor(person))]


def pick(db: Connection, cast: Cast, person: Person, work: int, part: Part) -> None:
    actions_practice.pick(db, cast.actor(person), work, "databases", part)


def test_my_team_sees_my_open_work_where_it_knows_the_project(
    db: Connection, cast: Cast, databases: int
) -> None:
    work = open_work(db, cast, databases)
    assert sees(db, cast, cast.bob) == [work]
    assert sees(db, cast, cast.alice) == []
    known_to(db, cast, "alice", "OPS")
    assert sees(db, cast, cast.alice) == []
    known_to(db, cast, "alice")
    assert sees(db, cast, cast.alice) == [work]


def test_no_stranger_and_no_administrator_sees_it(
    db: Connection, cast: Cast, databases: int
) -> None:
    work = open_work(db, cast, databases)
    for person in (cast.charlie, cast.dana):
        known_to(db, cast, person.name.lower())
        assert sees(db, cast, person) == []
        assert reads_practice.picks(db, cast.actor(person), [work]) == []
        with pytest.raises(NotFound):
            pick(db, cast, person, work, Part.HELP)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE work_item SET is_secret = true WHERE key = 'PAY-1'",
        "UPDATE work_item SET is_out_of_scope = true WHERE key = 'PAY-1'",
        "UPDATE work_item SET deleted_at = created_at WHERE key = 'PAY-1'",
        "UPDATE work_item SET done_at = created_at, status_category = 'done' WHERE key = 'PAY-1'",
    ],
)
def test_what_is_secret_gone_or_done_is_not_picked(
    db: Connection, cast: Cast, databases: int, change: str
) -> None:
    work = open_work(db, cast, databases)
    known_to(db, cast, "alice")
    pick(db, cast, cast.alice, work, Part.HELP)
    db.execute(change.encode())
    assert sees(db, cast, cast.alice) == sees(db, cast, cast.bob) == []
    assert reads_practice.picks(db, cast.actor(cast.bob), [work]) == []
    with pytest.raises(NotFound):
        pick(db, cast, cast.alice, work, Part.PRACTISE)


def test_who_would_practise_and_who_helps_stand_beside(
    db: Connection, cast: Cast, databases: int
) -> None:
    work = open_work(db, cast, databases)
    known_to(db, cast, "alice")
    pick(db, cast, cast.alice, work, Part.PRACTISE)
    pick(db, cast, cast.bob, work, Part.HELP)
    (of_bob,) = reads_practice.picks(db, cast.actor(cast.bob), [work])
    assert (of_bob.practise, of_bob.help, of_bob.mine) == (["Alice"], [], Part.HELP)
    (of_alice,) = reads_practice.picks(db, cast.actor(cast.alice), [work])
    assert (of_alice.practise, of_alice.help, of_alice.mine) == ([], ["Bob"], Part.PRACTISE)


def test_i_can_say_the_other_and_take_it_back(db: Connection, cast: Cast, databases: int) -> None:
    work, alice = open_work(db, cast, databases), cast.actor(cast.alice)
    known_to(db, cast, "alice")
    for part in (Part.PRACTISE, Part.HELP):
        pick(db, cast, cast.alice, work, part)
        (mine,) = reads_practice.picks(db, alice, [work])
        assert mine.mine == part
    actions_practice.take_back(db, alice, work, "databases")
    (mine,) = reads_practice.picks(db, alice, [work])
    assert mine.mine is None
    assert db.execute("SELECT count(*) FROM practice").fetchone() == (0,)


def test_nobody_takes_back_for_another(db: Connection, cast: Cast, databases: int) -> None:
    work = open_work(db, cast, databases)
    pick(db, cast, cast.bob, work, Part.PRACTISE)
    for person in (cast.alice, cast.charlie, cast.dana):
        actions_practice.take_back(db, cast.actor(person), work, "databases")
    (mine,) = reads_practice.picks(db, cast.actor(cast.bob), [work])
    assert mine.mine == Part.PRACTISE


def test_a_skill_that_the_work_is_not_linked_to_is_not_picked(
    db: Connection, cast: Cast, databases: int
) -> None:
    work = open_work(db, cast, databases)
    make_skill(db, "mentoring")
    with pytest.raises(NotFound):
        actions_practice.pick(db, cast.actor(cast.bob), work, "mentoring", Part.PRACTISE)


def test_whoever_takes_part_no_more_is_not_named(
    db: Connection, cast: Cast, databases: int
) -> None:
    work = open_work(db, cast, databases)
    known_to(db, cast, "alice")
    pick(db, cast, cast.alice, work, Part.HELP)
    stop_taking_part(db, cast.alice)
    (one,) = reads_practice.picks(db, cast.actor(cast.bob), [work])
    assert one.help == []


def test_open_work_is_paged_and_chosen_by_skill(db: Connection, cast: Cast, databases: int) -> None:
    made = [open_work(db, cast, databases, f"PAY-{n}") for n in range(reads_practice.PAGE + 3)]
    bob = cast.actor(cast.bob)
    page = reads_practice.open_work(db, bob)
    assert len(page) == reads_practice.PAGE + 1
    last = page[reads_practice.PAGE - 1]
    rest = reads_practice.open_work(db, bob, "databases", last.updated_at, last.id)
    assert sorted(one.id for one in page[:-1] + rest) == made
    assert reads_practice.open_work(db, bob, "mentoring") == []


def test_only_people_pick(db: Connection, cast: Cast, databases: int) -> None:
    work = open_work(db, cast, databases)
    with pytest.raises(Forbidden):
        actions_practice.pick(db, System("test"), work, "databases", Part.PRACTISE)
