"""Lists of people: filtered, paged by name, for those who may see them."""

import pytest

from service.actor import System
from service.db.sql import Connection
from service.errors import Forbidden
from service.people import actions, reads
from service.people.model import PersonLine
from tests.cast import Cast

SYSTEM = System("test")


def names(people: list[PersonLine]) -> list[str]:
    return [person.name for person in people]


def test_people_by_name_address_team_and_standing(db: Connection, cast: Cast) -> None:
    actions.invite(db, SYSTEM, "aaron", "first@elsewhere.example")
    actions.leave(db, SYSTEM, cast.charlie.id)
    assert names(reads.people(db, SYSTEM)) == ["aaron", "Alice", "Bob", "Charlie", "Dana"]
    assert names(reads.people(db, SYSTEM, search="ELSEWHERE")) == ["aaron"]
    assert names(reads.people(db, SYSTEM, search="%")) == []
    assert names(reads.people(db, SYSTEM, team_id=cast.team_id)) == ["Alice", "Bob"]
    assert names(reads.people(db, SYSTEM, standing="invited")) == ["aaron"]
    assert names(reads.people(db, SYSTEM, standing="left")) == ["Charlie"]
    assert names(reads.people(db, SYSTEM, standing="welcomed")) == ["Alice", "Bob", "Dana"]


def test_a_page_follows_the_page_before(
    db: Connection, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reads, "PAGE", 3)
    first = reads.people(db, SYSTEM)
    second = reads.people(db, SYSTEM, after=first[-1].id)
    assert names(first) + names(second) == ["Alice", "Bob", "Charlie", "Dana"]


def test_a_line_names_the_teams_of_today(db: Connection, cast: Cast) -> None:
    (alice,) = reads.people(db, SYSTEM, search="alice")
    assert alice.teams == ["Loom"]
    (loom,) = reads.teams(db, SYSTEM)
    assert (loom.leads, loom.members) == (["Alice"], 2)


def test_a_line_says_who_takes_part_as_a_person_or_through_a_team(
    db: Connection, cast: Cast
) -> None:
    for person in (cast.alice, cast.bob, cast.charlie):
        actions.set_taking_part(db, SYSTEM, person == cast.charlie, person_id=person.id)
    actions.set_taking_part(db, SYSTEM, True, team_id=cast.team_id)
    alice, _, charlie, _ = reads.people(db, SYSTEM)
    assert (alice.takes_part, charlie.takes_part) == (True, True)
    actions.set_taking_part(db, SYSTEM, False, team_id=cast.team_id)
    assert [line.takes_part for line in reads.people(db, SYSTEM)][:3] == [False, False, True]


def test_colleagues_are_those_who_take_part_without_me(db: Connection, cast: Cast) -> None:
    actions.invite(db, SYSTEM, "Eve", "eve@example.org", cast.team_id)
    actions.set_taking_part(db, SYSTEM, False, person_id=cast.charlie.id)
    found = reads.colleagues(db, cast.actor(cast.bob))
    assert [one.name for one in found] == ["Alice", "Dana"]
    assert [one.name for one in reads.colleagues(db, cast.actor(cast.bob), "DAN")] == ["Dana"]
    with pytest.raises(Forbidden):
        reads.colleagues(db, SYSTEM)


def test_working_here_includes_the_invited_but_not_the_left(db: Connection, cast: Cast) -> None:
    actions.invite(db, SYSTEM, "Eve", "eve@example.org")
    actions.leave(db, SYSTEM, cast.bob.id)
    found = reads.working_here(db, SYSTEM, "e")
    assert [one.name for one in found] == ["Alice", "Charlie", "Dana", "Eve"]
