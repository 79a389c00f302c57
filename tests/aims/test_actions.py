"""Placing oneself."""

import pytest

from service.actor import System
from service.aims import actions, reads
from service.aims.model import Placement, Wish
from service.db.sql import Connection
from service.errors import Forbidden, NotFound
from service.people.model import Person
from service.skills import actions as skills_actions
from service.skills import reads as skills_reads
from tests.cast import Cast


@pytest.fixture
def skills(db: Connection) -> list[int]:
    skills_actions.load_starter(db, System("test"))
    return [skill.id for skill in skills_reads.skills(db, System("test"))]


def place(
    db: Connection,
    cast: Cast,
    person: Person,
    skill_id: int,
    level: int | None = 2,
    wish: int = Wish.YES,
) -> Placement:
    return actions.place(db, cast.actor(person), skill_id, level, wish, False)


def test_what_i_say_is_kept_as_i_said_it(db: Connection, cast: Cast, skills: list[int]) -> None:
    alice = cast.actor(cast.alice)
    said = actions.place(db, alice, skills[0], 3, Wish.YES, True)
    assert (said.level, said.wish, said.is_glad_to_help) == (3, Wish.YES, True)
    assert said.person_id == cast.alice.id
    assert reads.placement(db, alice, skills[0]) == said


def test_a_placement_stands_on_the_skills_present_words(
    db: Connection, cast: Cast, skills: list[int]
) -> None:
    first = place(db, cast, cast.alice, skills[0])
    db.execute(
        "INSERT INTO skill_version (skill_id, number, name_en, name_nl, summary_en, summary_nl,"
        " valid_from) SELECT skill_id, 2, name_en, name_nl, summary_en, summary_nl, valid_from"
        " FROM skill_version WHERE skill_id = %s",
        (skills[0],),
    )
    assert place(db, cast, cast.alice, skills[0]).skill_version_id > first.skill_version_id


def test_only_people_place_themselves(db: Connection, skills: list[int]) -> None:
    with pytest.raises(Forbidden):
        actions.place(db, System("test"), skills[0], 3, Wish.YES, False)


def test_a_skill_that_is_not_there_is_not_found(db: Connection, cast: Cast) -> None:
    with pytest.raises(NotFound):
        place(db, cast, cast.alice, 0)
