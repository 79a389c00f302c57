"""The picture of a team on a real database: who is counted, who reads it, and what it betrays."""

from datetime import timedelta

import pytest

from service import clock
from service.actor import Member
from service.db.sql import Connection, value
from service.errors import NotFound
from service.growth import team_actions, team_reads
from service.growth.team_model import How
from tests.cast import Cast, make_person
from tests.growth.teams import (
    count,
    counts,
    helping,
    join,
    leave,
    make_skill,
    make_team,
    make_team_at,
    people,
    place,
    seen,
)


def test_five_who_share_make_a_picture_and_four_do_not(db: Connection, lace: int) -> None:
    team, five = make_team(db, "Five"), people(db, 5)
    join(db, team, *five[:4])
    for level, person in zip((1, 3, 4, 5, 2), five, strict=True):
        place(db, person, lace, level, wish=level % 2, glad=level > 3)
    assert count(db) == 0
    join(db, team, five[4])
    assert count(db) == 1
    assert counts(seen(db, five[0], team), lace) == (3, 1, 3)
    assert helping(seen(db, five[0], team), lace) == 2
    assert count(db) == 0, "the same again is no news"


def test_an_unshared_level_changes_nothing_whatever_it_is(db: Connection, lace: int) -> None:
    """Who does not share is in no count: their level, coming and going leave every picture."""
    wool, (team, many) = make_skill(db, "wool"), make_team_at(db, lace, [3] * 6)
    other, hidden = make_team(db, "Without"), make_person(db, "Hidden")
    join(db, team, hidden)
    join(db, other, *many)
    for person in many:
        place(db, person, wool, 2, wish=1)
    pictures = set()
    for level in (1, 2, 3, 4, 5):
        place(db, hidden, lace, level, wish=3, glad=True)
        place(db, hidden, wool, 6 - level)
        count(db)
        found = [seen(db, many[0], one) for one in (team, other)]
        assert all("Hidden" not in str(one.rows) for one in found)
        pictures.add(str([(counts(one, lace), counts(one, wool)) for one in found]))
    leave(db, team, hidden)
    count(db)
    pictures.add(
        str([(counts(seen(db, many[0], one), lace), counts(seen(db, many[0], one), wool))
             for one in (team, other)])
    )  # fmt: skip
    assert len(pictures) == 1
    assert "(6, 0, 0), (0, 0, 6)" in pictures.pop()


def test_two_teams_that_differ_by_one_member_show_one_picture(db: Connection, lace: int) -> None:
    large, many = make_team_at(db, lace, [3] * 7)
    small = make_team(db, "Small")
    join(db, small, *many[:6])
    assert count(db) == 1
    shown = [counts(seen(db, many[0], team), lace) for team in (large, small)]
    assert sorted(shown, key=str) == [(7, 0, 0), None]


def test_one_date_to_the_next_tells_of_nobody(db: Connection, lace: int) -> None:
    team, many = make_team_at(db, lace, [2] * 7)
    count(db)
    for person in many[:4]:
        place(db, person, lace, 4)
        count(db)
        assert counts(seen(db, many[0], team), lace) == (0, 0, 0), "held until five changed"
    place(db, many[4], lace, 5)
    count(db)
    assert counts(seen(db, many[0], team), lace) == (5, 1, 0)


def test_who_takes_it_back_is_out_at_once_and_nobody_learns_who(db: Connection, lace: int) -> None:
    team, many = make_team_at(db, lace, [3] * 9)
    count(db)
    team_actions.share(db, Member(many[8].id), None)
    assert counts(seen(db, many[0], team), lace) is None
    count(db)
    assert counts(seen(db, many[0], team), lace) is None, "eight would tell of the ninth"
    with clock.at(clock.now() + timedelta(days=1)):
        for person in many[:4]:
            place(db, person, lace, 1)
        count(db)
    assert counts(seen(db, many[0], team), lace) == (4, 0, 0)


def test_who_leaves_the_team_stays_until_a_new_count(db: Connection, lace: int) -> None:
    team, many = make_team_at(db, lace, [3] * 6)
    count(db)
    leave(db, team, many[5])
    count(db)
    assert counts(seen(db, many[0], team), lace) == (6, 0, 0)
    for person in many[:4]:
        place(db, person, lace, 1)
    count(db)
    assert counts(seen(db, many[0], team), lace) == (1, 0, 0)


def test_only_who_is_in_the_team_sees_it(db: Connection, cast: Cast) -> None:
    for stranger in (cast.charlie, cast.dana):
        with pytest.raises(NotFound):
            seen(db, stranger, cast.team_id)
        assert team_reads.my_teams(db, cast.actor(stranger)) == []
    assert seen(db, cast.bob, cast.team_id).team.name == "Loom"


def test_names_stand_only_where_people_show_them(db: Connection, cast: Cast, lace: int) -> None:
    place(db, cast.alice, lace, 5, glad=True)
    place(db, cast.bob, lace, 1, wish=3)

    def pairs(alice: How | None, bob: How | None) -> int:
        team_actions.share(db, cast.actor(cast.alice), alice)
        team_actions.share(db, cast.actor(cast.bob), bob)
        return len(seen(db, cast.bob, cast.team_id).pairings)

    assert [pairs(How.NAMED, None), pairs(How.COUNTED, How.NAMED), pairs(None, None)] == [0, 0, 0]
    assert pairs(How.NAMED, How.NAMED) == 1


def test_two_are_brought_together_once(db: Connection, cast: Cast, lace: int) -> None:
    bob = cast.actor(cast.bob)
    place(db, cast.alice, lace, 5, glad=True)
    place(db, cast.bob, lace, 1, wish=3)
    introduce = (cast.team_id, lace, [cast.bob.id])
    with pytest.raises(NotFound):
        team_actions.introduce(db, bob, *introduce)
    for person in (cast.alice, cast.bob):
        team_actions.share(db, cast.actor(person), How.NAMED)
    for stranger in (cast.charlie, cast.dana):
        with pytest.raises(NotFound):
            team_actions.introduce(db, cast.actor(stranger), *introduce)
    team_actions.introduce(db, bob, *introduce)
    assert value(db, "SELECT count(*) FROM introduction") == 1
    assert seen(db, cast.bob, cast.team_id).pairings == []
    for person, number in ((cast.alice, 1), (cast.bob, 1), (cast.charlie, 0)):
        since = value(db, "SELECT min(at) FROM introduction")
        assert len(team_reads.introduced_lately(db, cast.actor(person), since)) == number


def test_an_offer_to_lead_goes_with_the_name(db: Connection, cast: Cast, lace: int) -> None:
    bob = cast.actor(cast.bob)
    with pytest.raises(NotFound):
        team_actions.offer_lead(db, bob, lace, "On Tuesdays.")
    team_actions.share(db, bob, How.NAMED)
    team_actions.offer_lead(db, bob, lace, "On Tuesdays.")
    assert [one.words for _, one in seen(db, cast.alice, cast.team_id).offers] == ["On Tuesdays."]
    team_actions.share(db, bob, How.COUNTED)
    team_actions.share(db, bob, How.NAMED)
    assert seen(db, cast.alice, cast.team_id).offers == [], "taken back with the name"


def test_an_introduction_is_read_by_the_team_while_both_stand_by_name(
    db: Connection, cast: Cast, lace: int
) -> None:
    erin = make_person(db, "Erin")
    join(db, cast.team_id, erin)
    place(db, cast.alice, lace, 5, glad=True)
    place(db, cast.bob, lace, 1, wish=3)
    for person in (cast.alice, cast.bob):
        team_actions.share(db, cast.actor(person), How.NAMED)
    team_actions.introduce(db, cast.actor(cast.alice), cast.team_id, lace, [cast.bob.id])
    assert len(seen(db, erin, cast.team_id).met) == 1
    for how in (How.COUNTED, None):
        team_actions.share(db, cast.actor(cast.bob), how)
        assert seen(db, erin, cast.team_id).met == []
        assert len(seen(db, cast.bob, cast.team_id).met) == 1, "of himself"
    with pytest.raises(NotFound):
        team_actions.drop_introduction(db, Member(erin.id), lace, cast.bob.id, cast.alice.id)
    team_actions.drop_introduction(db, cast.actor(cast.bob), lace, cast.bob.id, cast.alice.id)
    assert seen(db, cast.bob, cast.team_id).met == []
