"""What one reader knows of people anyway, now or from before, protects nobody else from them."""

from datetime import timedelta

import pytest

from service import clock
from service.actor import Member, System
from service.aims import actions_found
from service.aims.model_found import Finders
from service.db.sql import Connection
from service.growth import actions_share, team_reads
from service.growth.model_share import Audience
from service.growth.team_model import How
from service.people.model import Person
from tests.growth.teams import (
    count,
    counts,
    join,
    leave,
    make_team,
    make_team_at,
    people,
    place,
    seen,
    show,
    talk_about,
)

MONTH = timedelta(days=31)


def six(db: Connection, lace: int) -> list[Person]:
    """Six of one team who place themselves."""
    return make_team_at(db, lace, [3] * 6)[1]


def tell(db: Connection, lace: int, who: Person, reader: Person) -> None:
    """Somebody shows one reader where they place themselves, for a month."""
    actions_share.share(db, Member(who.id), lace, Audience.PERSON, reader.id, 1, shows_place=True)


@pytest.mark.parametrize("ends", ["taken back", "over", "still there"])
def test_a_place_that_was_shown_once_stays_known(db: Connection, lace: int, ends: str) -> None:
    some = six(db, lace)
    reader = people(db, 1, None, "Reader")[0]
    tell(db, lace, some[0], reader)
    if ends == "taken back":
        db.execute("UPDATE share SET ended_at = %s", (clock.now(),))
    with clock.at(clock.now() + (MONTH if ends == "over" else timedelta())):
        tell(db, lace, some[1], reader)
        assert count(db) == 0, "four are left whom this reader does not know"


def test_what_was_shown_before_is_not_what_somebody_says_now(db: Connection, lace: int) -> None:
    some = six(db, lace)
    reader = people(db, 1, None, "Reader")[0]
    tell(db, lace, some[0], reader)
    with clock.at(clock.now() + MONTH):
        place(db, some[0], lace, 1)
        tell(db, lace, some[1], reader)
        assert count(db) == 1


@pytest.mark.parametrize("audience", [Audience.TEAM, Audience.EVERYONE, Audience.PERSON])
def test_places_and_names_are_known_together(db: Connection, lace: int, audience: Audience) -> None:
    """One shows their place and another stands by name: together they leave four."""
    team, five, named = make_team(db, "Six"), people(db, 5), people(db, 1, How.NAMED, "Named")[0]
    join(db, team, *five, named)
    for person in (*five, named):
        place(db, person, lace, 3)
    if audience is Audience.PERSON:
        tell(db, lace, five[0], five[1])
    else:
        show(db, five[0], lace, audience, place=True)
    assert count(db) == 0


def test_teammates_remember_what_was_shown_to_them(db: Connection, lace: int) -> None:
    """Whoever is in the team only after that was not told."""
    some = six(db, lace)
    elsewhere, late = make_team(db, "Elsewhere"), people(db, 1, None, "Late")[0]
    join(db, elsewhere, some[0], some[1])
    leave(db, elsewhere, some[1])
    show(db, some[0], lace, place=True)
    db.execute("UPDATE share SET ended_at = %s", (clock.now(),))
    with clock.at(clock.now() + MONTH):
        join(db, elsewhere, late)
        tell(db, lace, some[1], late)
        assert count(db) == 1, "late knows of one"
        tell(db, lace, some[2], some[3])
    with clock.at(clock.now() + 2 * MONTH):
        for person in some:
            place(db, person, lace, 2)
        assert count(db) == 1, "they say something else now"


@pytest.mark.parametrize(("level", "shown"), [(3, 0), (5, 0), (2, 1)])
def test_who_takes_part_in_a_dialogue_tells_where_they_stand(
    db: Connection, lace: int, level: int, shown: int
) -> None:
    """Of five, four took part in dialogues of one reader: the count would tell of the fifth. A
    level below that of the count tells nothing."""
    _, five = make_team_at(db, lace, [3, 3, 4, 3, 1])
    reader = people(db, 1, None, "Reader")[0]
    for pair in (five[:2], five[2:4]):
        talk_about(db, lace, reader, level, *pair)
    assert count(db) == shown


def test_peers_know_of_each_other_and_of_whose_dialogue_it_is(db: Connection, lace: int) -> None:
    some = six(db, lace)
    talk_about(db, lace, some[0], 3, some[1], some[2])
    assert count(db) == 0, "each of the three knows of two, and four are left"


@pytest.mark.parametrize("stands", [3, 1])
def test_a_map_that_was_published_is_known_to_all(db: Connection, lace: int, stands: int) -> None:
    """Also when the page is gone: what is kept is when it was there."""
    _, five = make_team_at(db, lace, [3, 3, 3, 3, stands])
    for person in five[:2]:
        db.execute("INSERT INTO map_published VALUES (%s, %s)", (person.id, clock.now()))
    assert count(db) == 0


def test_what_was_placed_after_publishing_was_not_read(db: Connection, lace: int) -> None:
    _, five = make_team_at(db, lace, [3] * 5)
    before = clock.now() - MONTH
    for person in five[:2]:
        db.execute("INSERT INTO map_published VALUES (%s, %s)", (person.id, before))
    assert count(db) == 1


@pytest.mark.parametrize("who", [Finders.TEAMS, Finders.EVERYONE])
@pytest.mark.parametrize("then", ["nobody", "another sentence"])
def test_what_was_found_once_stays_known(
    db: Connection, lace: int, who: Finders, then: str
) -> None:
    """Four of five could be found with their wish; the count would tell of the fifth's."""
    _, five = make_team_at(db, lace, [2] * 5)
    for person in five[:4]:
        actions_found.let_find(db, Member(person.id), who, "Ask me about lace.")
    assert count(db) == 0
    with clock.at(clock.now() + MONTH):
        for person in five[:4]:
            if then == "nobody":
                actions_found.let_find(db, Member(person.id), Finders.NOBODY, None)
            else:
                place(db, person, lace, 1)
                actions_found.let_find(db, Member(person.id), Finders.NOBODY, "Not now.")
                place(db, person, lace, 2)
    assert count(db) == 0


@pytest.mark.parametrize(("found", "stands"), [(0, True), (1, False), (4, False), (5, True)])
def test_planners_of_elsewhere_read_no_count_beside_those_whom_all_can_find(
    db: Connection, lace: int, found: int, stands: bool
) -> None:
    """Of five counted; the team itself reads its picture."""
    team, five = make_team_at(db, lace, [2] * 5, How.NAMED, wish=1)
    for person in five[:found]:
        actions_found.let_find(db, Member(person.id), Finders.EVERYONE, None)
        actions_found.let_find(db, Member(person.id), Finders.NOBODY, None)
    assert count(db) == 1
    elsewhere = team_reads.for_planners(db, System("planning"), team)
    assert [row.shown is not None for row in elsewhere if row.skill.id == lace] == [True] * stands
    assert counts(seen(db, five[0], team), lace) == (0, 0, 5)
