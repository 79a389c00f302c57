"""Counts of focuses: who is in them, and that none of them tells of one person."""

from datetime import UTC, datetime, timedelta

import pytest

from service import clock
from service.actor import Member, System
from service.aims import actions_focus
from service.budgets import actions_requests as requests
from service.db.sql import Connection
from service.growth import team_actions, team_reads
from service.growth.team_model import How
from service.people.model import Person
from tests.budgets.making import make_budget, make_request
from tests.cast import Cast
from tests.growth.making import make_work
from tests.growth.teams import count, join, leave, make_skill, make_team, people

PLAN = System("tests plan")
MORNING = datetime(2026, 6, 1, 9, tzinfo=UTC)


def focus(db: Connection, skill: int, *some: Person, shown: bool = True) -> None:
    for person in some:
        actions_focus.focus(db, Member(person.id), skill, None, shown)


def asked(db: Connection, cast: Cast, person: Person) -> None:
    """Alice is asked what she saw of somebody."""
    db.execute(
        "INSERT INTO ask (work_item_id, giver_id, receiver_id, reason, state, slot, made_at,"
        " asked_at, closes_at, opened_at)"
        " SELECT %(work)s, %(alice)s, %(who)s, 'named', 'answered', NULL, %(now)s, %(now)s,"
        " %(now)s, %(now)s",
        {"work": make_work(db, cast, person.name), "alice": cast.alice.id, "who": person.id,
         "now": clock.now()},
    )  # fmt: skip


def shown(db: Connection, team: int) -> dict[str, int]:
    count(db)
    found = team_reads.shared_focuses(db, PLAN, team)
    return {skill.slug: number for skill, number in found}


def test_five_who_share_are_counted_and_four_are_not(db: Connection, lace: int) -> None:
    team, five = make_team(db, "Five"), people(db, 5, counts_focus=True)
    join(db, team, *five[:4], *people(db, 3, called="Fay"))
    focus(db, lace, five[0], five[1])
    assert shown(db, team) == {}, "three are counted in other things alone"
    join(db, team, five[4])
    assert shown(db, team) == {"lace": 2}


def test_the_focus_of_who_does_not_let_it_be_counted_changes_nothing(
    db: Connection, lace: int
) -> None:
    team, many = make_team(db, "Six"), people(db, 5, counts_focus=True)
    (hidden,) = people(db, 1, called="Fay")
    join(db, team, *many, hidden)
    focus(db, lace, many[0])
    focus(db, make_skill(db, "wool"), hidden)
    before = shown(db, team)
    focus(db, lace, hidden)
    assert shown(db, team) == before == {"lace": 1}


def test_a_count_moves_once_five_people_changed(db: Connection, lace: int) -> None:
    team, many = make_team(db, "Seven"), people(db, 7, counts_focus=True)
    join(db, team, *many)
    focus(db, lace, many[0])
    assert shown(db, team) == {"lace": 1}
    for person in many[1:5]:
        focus(db, lace, person)
        assert shown(db, team) == {"lace": 1}
    focus(db, lace, many[5])
    assert shown(db, team) == {"lace": 6}


def test_two_teams_that_differ_by_one_member_show_one_count(db: Connection, lace: int) -> None:
    large, small = make_team(db, "Large"), make_team(db, "Small")
    many = people(db, 7, counts_focus=True)
    join(db, large, *many)
    join(db, small, *many[:6])
    focus(db, lace, *many[:3])
    assert sorted((shown(db, large), shown(db, small)), key=len) == [{}, {"lace": 3}]


def take_back(db: Connection, person: Person, how: How | None) -> None:
    """All of it, or only that their focuses count."""
    team_actions.share(db, Member(person.id), how)


def looked_at(db: Connection, team: int) -> dict[str, int]:
    """What is shown before anybody counts anew."""
    return {skill.slug: number for skill, number in team_reads.shared_focuses(db, PLAN, team)}


@pytest.mark.parametrize("how", [How.COUNTED, None])
def test_who_takes_it_back_takes_the_count_along(
    db: Connection, lace: int, how: How | None
) -> None:
    team, many = make_team(db, "Nine"), people(db, 9, counts_focus=True)
    join(db, team, *many)
    focus(db, lace, *many[:3])
    assert shown(db, team) == {"lace": 3}
    take_back(db, many[8], how)
    assert looked_at(db, team) == {}
    assert shown(db, team) == {}, "eight would tell of the ninth"


@pytest.mark.parametrize("how", [How.COUNTED, None])
@pytest.mark.parametrize("who", [0, 6])
def test_taking_it_back_does_not_tell_which_counts_held_somebody(
    db: Connection, lace: int, how: How | None, who: int
) -> None:
    """Five are in the first count and eight in the second: both go dark, whoever it is, and what
    is counted later is shown."""
    team, many = make_team(db, "Eight"), people(db, 8, counts_focus=True)
    wool, silk = make_skill(db, "wool"), make_skill(db, "silk")
    with clock.at(MORNING):
        join(db, team, *many[:5])
        focus(db, lace, many[1])
        assert shown(db, team) == {"lace": 1}
    with clock.at(MORNING + timedelta(days=1)):
        join(db, team, *many[5:])
        focus(db, wool, many[2])
        assert shown(db, team) == {"lace": 1, "wool": 1}
    with clock.at(MORNING + timedelta(days=2)):
        take_back(db, many[who], how)
        assert looked_at(db, team) == {}
    with clock.at(MORNING + timedelta(days=3)):
        focus(db, silk, many[3])
        assert shown(db, team) == {"silk": 1}


def test_who_leaves_the_team_stays_until_a_new_count(db: Connection, lace: int) -> None:
    team, many = make_team(db, "Nine"), people(db, 9, counts_focus=True)
    join(db, team, *many)
    focus(db, lace, *many[:3])
    assert shown(db, team) == {"lace": 3}
    leave(db, team, many[0])
    assert shown(db, team) == {"lace": 3}, "two would tell of who left"


def test_whose_focus_a_colleague_saw_protects_nobody_from_them(
    db: Connection, cast: Cast, lace: int
) -> None:
    """Alice was asked by one of six with this focus, then by a second: four would be left, and she
    remembers, whether it is still shown or not."""
    team, many = make_team(db, "Six"), people(db, 6, counts_focus=True)
    join(db, team, *many)
    focus(db, lace, *many[:2])
    asked(db, cast, many[0])
    focus(db, lace, many[0], shown=False)
    asked(db, cast, many[1])
    assert shown(db, team) == {}


def test_a_focus_that_no_colleague_saw_counts_with_the_others(
    db: Connection, cast: Cast, lace: int
) -> None:
    team, many = make_team(db, "Six"), people(db, 6, counts_focus=True)
    join(db, team, *many)
    focus(db, lace, many[0])
    focus(db, lace, many[1], shown=False)
    for person in many[:2]:
        asked(db, cast, person)
    assert shown(db, team) == {"lace": 2}


@pytest.mark.parametrize("is_shown", [True, False])
def test_whose_wish_told_planners_of_a_focus_protects_nobody_from_them(
    db: Connection, cast: Cast, lace: int, is_shown: bool
) -> None:
    """Of the second too, where it was ever shown, though it is not any more."""
    team, many = make_team(db, "Six"), people(db, 6, counts_focus=True)
    join(db, team, *many)
    budget = make_budget(db)
    focus(db, lace, *many[:2])
    for person, shows in zip(many, (True, is_shown), strict=False):
        me = Member(person.id)
        wish = make_request(
            db, me, budget, skill_id=lace, serves_focus=True, shows_to_planners=shows
        )
        requests.send(db, me, wish)
        requests.show(db, me, wish, hides_title=False, shows_to_planners=False, shares_level=False)
    assert shown(db, team) == ({} if is_shown else {"lace": 2})
