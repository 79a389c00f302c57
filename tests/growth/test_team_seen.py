"""What colleagues saw, in the picture of a team: whose, when, and what nobody learns by it."""

from datetime import timedelta

import pytest

from service import clock
from service.actor import Member
from service.db.sql import Connection
from service.growth import actions_share, reads_share, team_actions
from service.growth.model_share import Audience
from service.growth.team_model import How
from service.people.model import Person
from tests.cast import Cast, make_person
from tests.growth.teams import (
    count,
    counts,
    join,
    leave,
    make_skill,
    make_team,
    make_team_at,
    observe,
    people,
    place,
    ranges,
    seen,
    show,
)

Team = tuple[int, int, list[Person]]


@pytest.fixture
def team(db: Connection, cast: Cast, lace: int) -> Team:
    """A team of six of whom five placed themselves; colleagues saw the last of them do it."""
    team_id, six = make_team(db, "Six"), people(db, 6)
    join(db, team_id, *six)
    for person, level in zip(six, (1, 2, 3, 3, 2), strict=False):
        place(db, person, lace, level)
    observe(db, cast, six[5], lace, 5)
    count(db)
    return team_id, lace, six


def picture(db: Connection, team: Team) -> tuple[int, int, int] | None:
    return counts(seen(db, team[2][0], team[0]), team[1])


def shown(db: Connection, team: Team) -> tuple[int, int]:
    return ranges(seen(db, team[2][0], team[0]), team[1])


def test_who_shows_a_range_to_the_whole_team_stands_beside_the_count(
    db: Connection, team: Team
) -> None:
    _, lace, six = team
    assert shown(db, team) == (0, 0), "seen by colleagues, and shown to nobody"
    show(db, six[5], lace, Audience.LEAD)
    assert shown(db, team) == (0, 0), "shown to some of the team is not shown to all"
    show(db, six[5], lace, Audience.TEAM)
    assert shown(db, team) == (1, 1)
    show(db, six[5], lace, Audience.EVERYONE)
    assert shown(db, team) == (1, 1), "once, however often it is shown"
    assert picture(db, team) == (2, 0, 0), "and never in the count"


def test_it_goes_with_the_share_and_with_the_team_and_only_so(db: Connection, team: Team) -> None:
    team_id, lace, six = team
    last = Member(six[5].id)
    show(db, six[5], lace)
    with clock.at(clock.now() + timedelta(days=40)):
        assert shown(db, team) == (0, 0), "the month is over"
    actions_share.end(db, last, reads_share.shares(db, last)[0].id)
    assert shown(db, team) == (0, 0)
    show(db, six[5], lace)
    place(db, six[5], lace, 1)
    team_actions.share(db, last, None)
    assert shown(db, team) == (1, 1), "what they show says nothing of what they let count"
    leave(db, team_id, six[5])
    assert shown(db, team) == (0, 0)


def test_one_who_shows_it_may_be_the_one_who_is_counted(
    db: Connection, cast: Cast, lace: int
) -> None:
    team_id, five = make_team_at(db, lace, (1, 1, 2, 2, 3))
    count(db)

    def hangs() -> bool:
        return any(row.skill.id == lace for row in seen(db, five[0], team_id).threads)

    assert hangs()
    for person, one_thread in ((five[4], True), (five[0], False)):
        observe(db, cast, person, lace, 4)
        show(db, person, lace)
        assert hangs() == one_thread, "two who show it are two"


def test_too_few_observations_are_no_level(db: Connection, team: Team) -> None:
    team_id, lace, _ = team
    seventh = people(db, 1, called="Seventh")[0]
    join(db, team_id, seventh)
    show(db, seventh, lace)
    assert shown(db, team) == (0, 0)


def test_what_is_shown_does_not_make_up_the_five(db: Connection, cast: Cast, lace: int) -> None:
    """The team knows what four show it: a sum of five would tell of the fifth."""
    by_range, by_place = make_team(db, "Ranges"), make_team(db, "Places")
    five, other = people(db, 5), people(db, 5, called="Frank")
    join(db, by_range, *five)
    join(db, by_place, *other)
    for person in five[:4]:
        observe(db, cast, person, lace, 4)
        show(db, person, lace)
    for person in other[:4]:
        place(db, person, lace, 4)
        show(db, person, lace, place=True)
    place(db, five[4], lace, 1)
    place(db, other[4], lace, 1)
    assert count(db) == 0


def test_what_a_lead_alone_is_shown_protects_nobody_from_them(db: Connection, lace: int) -> None:
    team_id, six = make_team(db, "Six"), people(db, 6)
    join(db, team_id, *six)
    db.execute("UPDATE membership SET is_lead = true WHERE person_id = %s", (six[5].id,))
    for person in six[:5]:
        place(db, person, lace, 3)
    for person in six[:4]:
        show(db, person, lace, Audience.LEAD, place=True)
    assert count(db) == 0, "the lead would know the fifth"


@pytest.mark.parametrize("differ_by", ["member", "date", "skill"])
def test_two_pictures_never_tell_an_unshared_estimate(
    db: Connection, cast: Cast, team: Team, differ_by: str
) -> None:
    """One lets themselves be counted and shows nobody what colleagues saw. Whether they are in the
    team, before or after it was seen, here or in another skill: whatever it is, it changes nothing.
    """
    team_id, lace, six = team
    show(db, six[5], lace)
    wool = make_skill(db, "wool")
    for person in six[:5]:
        place(db, person, wool, 2)
    found = set()
    for level in (1, 3, 5):
        hidden = make_person(db, f"Hidden{level}")
        team_actions.share(db, Member(hidden.id), How.COUNTED)
        if differ_by == "member":
            found.add((picture(db, team), shown(db, team)))
        join(db, team_id, hidden)
        if differ_by == "date":
            count(db)
            found.add((picture(db, team), shown(db, team)))
        observe(db, cast, hidden, wool if differ_by == "skill" else lace, level)
        count(db)
        found.add((picture(db, team), shown(db, team)))
        leave(db, team_id, hidden)
    assert found == {((2, 0, 0), (1, 1))}
    assert counts(seen(db, six[0], team_id), wool) == (0, 0, 0)
