"""Keeping a focus a focus: one to three at a time, mine alone."""

from datetime import timedelta

import pytest

from service import clock
from service.actor import System
from service.aims import actions_focus, reads_focus
from service.db.sql import Connection
from service.errors import Forbidden, NotFound
from service.people.model import Person
from tests.aims.test_actions import skills
from tests.cast import Cast

__all__ = ["skills"]
DAY = timedelta(days=1)


def focus(
    db: Connection, cast: Cast, person: Person, skill_id: int, will_try: str | None = None
) -> None:
    actions_focus.focus(db, cast.actor(person), skill_id, will_try, is_shown_to_givers=True)


def chosen(db: Connection, cast: Cast, person: Person) -> list[int]:
    return [one.skill_id for one in reads_focus.focuses(db, cast.actor(person))]


def test_three_skills_can_be_my_focus(db: Connection, cast: Cast, skills: list[int]) -> None:
    for skill_id in reversed(skills[:3]):
        focus(db, cast, cast.alice, skill_id)
    with pytest.raises(actions_focus.TooManyFocuses):
        focus(db, cast, cast.alice, skills[3])
    assert chosen(db, cast, cast.alice) == skills[:3]


def test_a_focus_that_rests_leaves_room(db: Connection, cast: Cast, skills: list[int]) -> None:
    for skill_id in skills[:3]:
        focus(db, cast, cast.alice, skill_id)
    actions_focus.rest(db, cast.actor(cast.alice), skills[1])
    focus(db, cast, cast.alice, skills[3])
    assert chosen(db, cast, cast.alice) == [skills[0], skills[2], skills[3]]


def test_a_focus_can_come_back_and_its_history_stays(
    db: Connection, cast: Cast, skills: list[int]
) -> None:
    alice = cast.actor(cast.alice)
    focus(db, cast, cast.alice, skills[0], "Draw it first.")
    with clock.at(clock.now() + DAY):
        actions_focus.rest(db, alice, skills[0])
    with clock.at(clock.now() + 2 * DAY):
        focus(db, cast, cast.alice, skills[0], "Ask sooner.")
    now, before = reads_focus.history(db, alice, skills[0])
    assert (now.is_open, now.will_try) == (True, "Ask sooner.")
    assert (before.ended_at, before.will_try) == (clock.now() + DAY, "Draw it first.")


def test_what_i_try_has_its_own_beginning(db: Connection, cast: Cast, skills: list[int]) -> None:
    alice, begun = cast.actor(cast.alice), clock.now()
    focus(db, cast, cast.alice, skills[0], "Draw it first.")
    with clock.at(begun + DAY):
        actions_focus.focus(db, alice, skills[0], "Draw it first.", is_shown_to_givers=False)
    (same,) = reads_focus.focuses(db, alice)
    assert (same.trying_since, same.is_shown_to_givers) == (begun, False)
    with clock.at(begun + 2 * DAY):
        focus(db, cast, cast.alice, skills[0], "Ask sooner.")
    (other,) = reads_focus.focuses(db, alice)
    assert (other.begun_at, other.trying_since) == (begun, begun + 2 * DAY)


def test_my_focus_is_mine_alone(db: Connection, cast: Cast, skills: list[int]) -> None:
    for skill_id in skills[:3]:
        focus(db, cast, cast.alice, skill_id, "Draw it first.")
    focus(db, cast, cast.bob, skills[3])
    for person in (cast.bob, cast.charlie, cast.dana):
        actions_focus.rest(db, cast.actor(person), skills[0])
        assert reads_focus.history(db, cast.actor(person), skills[0]) == []
    assert chosen(db, cast, cast.bob) == [skills[3]]
    assert chosen(db, cast, cast.alice) == skills[:3]


def test_only_people_have_a_focus(db: Connection, cast: Cast, skills: list[int]) -> None:
    with pytest.raises(Forbidden):
        actions_focus.focus(db, System("test"), skills[0], None, is_shown_to_givers=True)


def test_a_skill_that_is_not_there_is_no_focus(db: Connection, cast: Cast) -> None:
    with pytest.raises(NotFound):
        focus(db, cast, cast.alice, 0)
