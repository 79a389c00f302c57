"""People and teams: what an administrator does, and what nobody may undo by accident."""

from datetime import date, timedelta

import pytest

from service import clock
from service.actor import Member, System
from service.db import sql
from service.db.sql import Connection
from service.errors import NotFound
from service.people import actions, reads
from service.people.errors import AddressTaken, EndsBeforeItBegan, LastAdministrator, TeamNameTaken
from service.people.model import Asking, Standing
from tests.cast import Cast

SYSTEM = System("test")
PROMISED = "SELECT count(*) FROM procrastinate_jobs WHERE task_name = %(job)s"


def participants(db: Connection) -> set[int]:
    return set(sql.column(db, "SELECT person_id FROM participant"))


@pytest.mark.parametrize(
    "act",
    [
        lambda db, me, _: actions.make_team(db, me, "Shuttle"),
        lambda db, me, cast: actions.rename_team(db, me, cast.team_id, "Shuttle"),
        lambda db, me, cast: actions.join(db, me, cast.team_id, cast.charlie.id),
        lambda db, me, cast: actions.leave(db, me, cast.charlie.id),
        lambda db, me, cast: actions.come_back(db, me, cast.charlie.id),
        lambda db, me, cast: actions.describe(db, me, cast.charlie.id, "C", "c@example.org"),
        lambda db, me, cast: actions.make_administrator(db, me, cast.bob.id, True),
        lambda db, me, cast: actions.set_taking_part(db, me, True, person_id=cast.bob.id),
        lambda db, me, _: actions.invite(db, me, "Eve", "eve@example.org"),
        lambda db, me, _: reads.people(db, me),
        lambda db, me, cast: reads.person(db, me, cast.charlie.id),
        lambda db, me, cast: reads.memberships(db, me, team_id=cast.team_id),
    ],
)
def test_for_others_than_administrators_none_of_it_exists(
    db: Connection, cast: Cast, act: object
) -> None:
    assert callable(act)
    with pytest.raises(NotFound):
        act(db, cast.actor(cast.alice), cast)


def test_leaving_closes_everything_and_promises_the_rest(db: Connection, cast: Cast) -> None:
    dana = cast.actor(cast.dana)
    actions.leave(db, dana, cast.bob.id)
    bob = reads.person(db, dana, cast.bob.id)
    assert (bob.standing, bob.takes_part) == (Standing.LEFT, False)
    assert reads.signed_in(db, SYSTEM, bob.id) is None
    assert cast.bob.id not in participants(db)
    assert sql.value(db, "SELECT session_key FROM person WHERE id = %(id)s", id=bob.id) != "key-bob"
    assert sql.value(db, PROMISED, job="close_person") == 1
    with pytest.raises(NotFound):
        actions.leave(db, dana, cast.bob.id)


def test_who_comes_back_chooses_anew(db: Connection, cast: Cast) -> None:
    dana = cast.actor(cast.dana)
    actions.leave(db, dana, cast.bob.id)
    actions.come_back(db, dana, cast.bob.id)
    bob = reads.person(db, dana, cast.bob.id)
    assert (bob.standing, bob.asking) == (Standing.INVITED, None)


def test_the_last_administrator_stays(db: Connection, cast: Cast) -> None:
    dana = cast.actor(cast.dana)
    with pytest.raises(LastAdministrator):
        actions.make_administrator(db, dana, cast.dana.id, False)
    with pytest.raises(LastAdministrator):
        actions.leave(db, dana, cast.dana.id)
    actions.make_administrator(db, dana, cast.alice.id, True)
    actions.make_administrator(db, dana, cast.dana.id, False)
    assert not reads.person(db, SYSTEM, cast.dana.id).is_administrator


def test_an_invited_administrator_does_not_count_as_the_other_one(
    db: Connection, cast: Cast
) -> None:
    eve, _ = actions.invite(db, SYSTEM, "Eve", "eve@example.org")
    actions.make_administrator(db, SYSTEM, eve.id, True)
    with pytest.raises(LastAdministrator):
        actions.leave(db, SYSTEM, cast.dana.id)


def test_taking_part_is_chosen_for_a_person_or_a_team(db: Connection, cast: Cast) -> None:
    dana = cast.actor(cast.dana)
    for person in (cast.alice, cast.bob, cast.charlie, cast.dana):
        actions.set_taking_part(db, dana, False, person_id=person.id)
    assert participants(db) == {cast.alice.id, cast.bob.id}  # with their team
    actions.set_taking_part(db, dana, False, team_id=cast.team_id)
    assert participants(db) == set()
    actions.set_taking_part(db, dana, True, person_id=cast.charlie.id)
    assert participants(db) == {cast.charlie.id}


def test_nobody_takes_part_who_has_not_signed_in(db: Connection, cast: Cast) -> None:
    eve, _ = actions.invite(db, SYSTEM, "Eve", "eve@example.org", team_id=cast.team_id)
    actions.set_taking_part(db, SYSTEM, True, person_id=eve.id)
    assert eve.id not in participants(db)


def test_joining_twice_is_once_and_leads_are_dated(db: Connection, cast: Cast) -> None:
    dana = cast.actor(cast.dana)
    long_ago = date(2025, 9, 1)
    actions.join(db, dana, cast.team_id, cast.charlie.id, since=long_ago)
    actions.join(db, dana, cast.team_id, cast.charlie.id, is_lead=True)
    (first,) = reads.memberships(db, dana, person_id=cast.charlie.id)
    assert (first.since, first.is_lead) == (long_ago, False)
    actions.set_lead(db, dana, first.id, True)
    now, before = reads.memberships(db, dana, person_id=cast.charlie.id)
    assert (now.is_lead, now.since, now.until) == (True, clock.today(), None)
    assert (before.is_lead, before.until) == (False, clock.today())
    present = reads.signed_in(db, SYSTEM, cast.charlie.id)
    assert present
    assert present.leads == [cast.team_id]


def test_a_membership_of_no_day_leaves_no_trace(db: Connection, cast: Cast) -> None:
    dana = cast.actor(cast.dana)
    actions.join(db, dana, cast.team_id, cast.charlie.id)
    (membership,) = reads.memberships(db, dana, person_id=cast.charlie.id)
    actions.leave_team(db, dana, membership.id)
    assert reads.memberships(db, dana, person_id=cast.charlie.id) == []


def test_a_membership_cannot_end_before_it_began(db: Connection, cast: Cast) -> None:
    dana = cast.actor(cast.dana)
    (membership,) = reads.memberships(db, dana, person_id=cast.bob.id)
    with pytest.raises(EndsBeforeItBegan):
        actions.leave_team(db, dana, membership.id, clock.today() - timedelta(days=1))
    with pytest.raises(NotFound):
        actions.leave_team(db, dana, 999_999)


def test_names_of_teams_and_addresses_are_taken_once(db: Connection, cast: Cast) -> None:
    dana = cast.actor(cast.dana)
    with pytest.raises(TeamNameTaken) as taken:
        actions.make_team(db, dana, "Loom")
    assert taken.value.message == "There is already a team with this name."
    assert "name" in taken.value.fields
    with pytest.raises(AddressTaken):
        actions.describe(db, dana, cast.bob.id, "Bob", "ALICE@example.org")
    with pytest.raises(NotFound):
        actions.join(db, dana, 999_999, cast.bob.id)


def test_my_own_choices_are_mine(db: Connection, cast: Cast) -> None:
    me = cast.actor(cast.bob)
    actions.choose_language(db, me, "nl")
    actions.choose_asking(db, me, Asking.BY_HAND)
    actions.describe_oneself(db, me, "Bobbie", "nl")
    bob = reads.person(db, SYSTEM, cast.bob.id)
    assert (bob.name, bob.language, bob.asking) == ("Bobbie", "nl", Asking.BY_HAND)
    assert reads.person(db, SYSTEM, cast.alice.id).language == "en"


def test_being_welcomed_keeps_its_first_time(db: Connection, cast: Cast) -> None:
    with clock.at(clock.now() + timedelta(days=9)):
        actions.welcome(db, cast.actor(cast.bob), Asking.PROPOSE)
    bob = reads.person(db, SYSTEM, cast.bob.id)
    assert (bob.asking, bob.welcomed_at) == (Asking.PROPOSE, cast.bob.welcomed_at)


def test_asking_is_not_chosen_before_one_read_what_gezel_does(db: Connection) -> None:
    eve, _ = actions.invite(db, SYSTEM, "Eve", "eve@example.org")
    actions.choose_asking(db, Member(eve.id), Asking.ASK)
    assert reads.person(db, SYSTEM, eve.id).asking is None
