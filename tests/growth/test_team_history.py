"""Attacks on the pictures of teams over whole histories, on several skills at once.

The reader is in both teams, keeps every picture and every list of names that ever stood there, and
knows besides who is in each count: what they learn by it is nobody's secret.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random

import pytest

from service import clock
from service.actor import Member, System
from service.aims import actions_merge as aims_merge
from service.db.sql import Connection
from service.growth import actions_merge as growth_merge
from service.growth import team_actions
from service.growth.model_share import Audience
from service.growth.team_counts import Count, Told
from service.growth.team_model import How
from service.people.model import Person
from tests.cast import Cast
from tests.growth.teams import (
    count,
    counts,
    helping,
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
from tests.growth.test_team_counts import betrayed

Shown = dict[tuple[int, int], object]  #: by team and skill, what stands there


@dataclass(slots=True)
class Play:
    """Two teams that overlap, three skills, and a reader in both."""

    db: Connection
    people: list[Person]
    reader: Person
    skills: list[int]
    teams: dict[int, set[int]]
    how: dict[int, How | None]
    said: dict[tuple[int, int], Told] = field(default_factory=dict)
    known: defaultdict[int, set[tuple[int, Told]]] = field(default_factory=lambda: defaultdict(set))

    def place(self, person: Person, skill: int, level: int | None, wish: int, glad: bool) -> None:
        place(self.db, person, skill, level, wish, glad)
        self.said[person.id, skill] = Told((level or 0) >= 3, level == 5, wish > 0, glad)
        self.read_names()

    def share(self, person: Person, how: How | None) -> None:
        team_actions.share(self.db, Member(person.id), how)
        self.how[person.id] = how
        self.read_names()

    def read_names(self) -> None:
        """Whoever is named stands beside a skill or does not, so that both is read there."""
        named = {who for who, how in self.how.items() if how is How.NAMED}
        in_a_team = set.union(*self.teams.values())
        for (who, skill), told in self.said.items():
            if who in named & in_a_team:
                self.known[skill].add((who, told))

    def pictures(self) -> Shown:
        found = {team: seen(self.db, self.reader, team) for team in self.teams}
        return {
            (team, skill): (counts(picture, skill), helping(picture, skill))
            for team, picture in found.items()
            for skill in self.skills
        }

    def counted(self, skill: int) -> list[Count]:
        """Whom all counts ever shown count, and with what."""
        found: defaultdict[int, dict[int, Told]] = defaultdict(dict)
        for count_id, who, *bits in self.db.execute(
            "SELECT team_count.id, person_id, counted.alone, counted.passes_on, counted.wants,"
            " counted.helps FROM team_count JOIN team_counted AS counted"
            " ON team_count_id = team_count.id WHERE skill_id = %s ORDER BY team_count.id",
            (skill,),
        ).fetchall():
            found[count_id][who] = Told(*bits)
        return list(found.values())


@pytest.fixture
def play(db: Connection) -> Play:
    nine, reader = people(db, 9), people(db, 1, None, "Reader")[0]
    large, small = make_team(db, "Large"), make_team(db, "Small")
    join(db, large, *nine, reader)
    join(db, small, *nine[2:8], reader)
    ids = [one.id for one in nine]
    return Play(
        db, nine, reader, [make_skill(db, slug) for slug in ("lace", "wool", "silk")],
        {large: {*ids}, small: {*ids[2:8]}}, dict.fromkeys(ids, How.COUNTED),
    )  # fmt: skip


def say(play: Play, dice: Random) -> None:
    play.place(
        dice.choice(play.people), dice.choice(play.skills),
        dice.choice((None, 1, 2, 3, 5)), dice.choice((0, 0, 2)), dice.random() < 0.4,
    )  # fmt: skip


def all_say(play: Play, dice: Random) -> None:
    for _ in range(8):
        say(play, dice)


def choose(play: Play, dice: Random) -> None:
    play.share(dice.choice(play.people), dice.choice((How.COUNTED, How.NAMED, How.NAMED, None)))


def count_and_hold(play: Play) -> None:
    """Count, and check of each skill that nobody is told of who was not told of before."""
    before = {skill: play.counted(skill) for skill in play.skills}
    count(play.db)
    for skill, known in play.known.items():
        learned = [
            {who: told for who, told in one.items() if (who, told) not in known}
            for one in play.counted(skill)
        ]
        was = betrayed(learned[: len(before[skill])])
        assert betrayed(learned) <= was, "told by names and counts together"
        for one in learned[len(before[skill]) :]:
            assert not one or len(one) >= 5


@pytest.mark.parametrize("seed", range(8))
def test_names_and_counts_together_tell_of_nobody(play: Play, seed: int) -> None:
    dice = Random(seed)  # noqa: S311  a story that can be told again
    for person in play.people:
        for skill in play.skills:
            play.place(person, skill, dice.choice((1, 3, 5)), dice.choice((0, 2)), False)
    for day in range(25):
        with clock.at(clock.now() + timedelta(days=day + 1)):
            dice.choice((say, all_say, all_say, choose))(play, dice)
            count_and_hold(play)
    assert any(len(play.counted(skill)) > 1 for skill in play.skills), "something was shown"


@pytest.mark.parametrize("secret", [0, 3])
def test_whoever_is_counted_only_cannot_be_subtracted(
    db: Connection, lace: int, secret: int
) -> None:
    """Four stand by name beside their wish: with the fifth there would be a count of one."""
    team, named = make_team_at(db, lace, [2] * 4, How.NAMED, wish=2)
    (fifth,) = people(db, 1, called="Fifth")
    join(db, team, fifth)
    place(db, fifth, lace, 2, wish=secret)
    assert count(db) == 0
    for person in named:
        team_actions.share(db, Member(person.id), How.COUNTED)
    assert count(db) == 0, "what stood there once is known"
    join(db, team, *(more := people(db, 4, called="More")))
    for person in more:
        place(db, person, lace, 2)
    assert count(db) == 1


def test_a_team_that_names_everybody_has_its_picture(db: Connection, lace: int) -> None:
    team, five = make_team_at(db, lace, [3] * 5, How.NAMED, wish=1, glad=True)
    count(db)
    assert counts(seen(db, five[0], team), lace) == (5, 0, 5)
    assert helping(seen(db, five[0], team), lace) == 5


def test_a_name_that_can_be_found_elsewhere_is_a_name(db: Connection, lace: int) -> None:
    """Whoever lets their team find them shows the same words there."""
    _, five = make_team_at(db, lace, [3] * 5, glad=True)
    for person in five[:4]:
        db.execute(
            "INSERT INTO findable (person_id, who, changed_at) VALUES (%s, 'teams', %s)",
            (person.id, clock.now()),
        )
    assert count(db) == 0


def test_leaving_says_nothing_of_what_was_counted(play: Play) -> None:
    """Counted in lace and silk, not in wool: their leaving changes no picture by itself."""
    for person in play.people:
        for skill in play.skills:
            if person is not play.people[8] or skill != play.skills[1]:
                play.place(person, skill, 3, 0, False)
    count(play.db)
    before, large = play.pictures(), next(iter(play.teams))
    assert (None, None) not in [before[large, skill] for skill in play.skills]
    leave(play.db, large, play.people[8])
    assert play.pictures() == before
    count(play.db)
    assert play.pictures() == before, "until five changed"


def test_taking_it_back_says_nothing_of_where_it_was(play: Play) -> None:
    """All skills of a team go dark, not only those that held them; each comes back alone."""
    db, last, large = play.db, play.people[8], next(iter(play.teams))
    for person in play.people:
        for skill in play.skills:
            if person is not last or skill != play.skills[1]:
                play.place(person, skill, 3, 0, False)
    count(db)

    def large_shows() -> list[tuple[int, int, int] | None]:
        return [counts(seen(db, play.reader, large), skill) for skill in play.skills]

    before = play.pictures()
    assert all(large_shows())
    play.share(last, None)
    assert large_shows() == [None, None, None]
    count(db)
    assert large_shows() == [None, None, None]
    play.share(last, How.COUNTED)
    assert play.pictures() == before, "as if nothing was"
    play.share(last, None)
    with clock.at(clock.now() + timedelta(days=1)):
        for person in play.people[:5]:
            play.place(person, play.skills[1], 1, 0, False)
        count(db)
    assert large_shows() == [None, (3, 0, 0), None]


@pytest.mark.parametrize("held", ["not at all", "counted", "placed", "wishes"])
def test_showing_a_range_says_nothing_of_being_counted(
    db: Connection, cast: Cast, lace: int, held: str
) -> None:
    """Whether they are counted, or placed themselves, the number moves as for anybody."""
    team, five = make_team_at(db, lace, [3] * 5)
    (other,) = people(db, 1, None if held == "not at all" else How.COUNTED, "Other")
    join(db, team, other)
    if held in ("placed", "wishes"):
        place(db, other, lace, 1 if held == "placed" else None, wish=1)
    observe(db, cast, other, lace, 4)
    count(db)
    before = counts(seen(db, five[0], team), lace)
    assert before is not None
    assert ranges(seen(db, five[0], team), lace) == (0, 0)
    for again in range(2):
        show(db, other, lace, (Audience.TEAM, Audience.EVERYONE)[again])
        count(db)
        assert ranges(seen(db, five[0], team), lace) == (1, 0), "once"
        assert counts(seen(db, five[0], team), lace) == before


@pytest.mark.parametrize("secret", [1, 3])
def test_what_was_shown_of_a_skill_that_was_merged_stays_known(
    db: Connection, lace: int, secret: int
) -> None:
    """The sixth placed themselves on both: lace before, less what wool gained, would be they."""
    wool, team, ten = make_skill(db, "wool"), make_team(db, "Ten"), people(db, 10)
    join(db, team, *ten)
    for person in ten[:5]:
        place(db, person, lace, 1)
    place(db, ten[5], lace, secret)
    for person in ten[5:]:
        place(db, person, wool, 1)
    assert count(db) == 2
    for package in (aims_merge, growth_merge):
        package.move_skill(db, System("test"), lace, wool)
    before = counts(seen(db, ten[0], team), wool)
    assert before == (0, 0, 0), "what was shown of wool still is"
    assert count(db) == 0
    assert counts(seen(db, ten[0], team), wool) == before
    more = people(db, 5, called="More")
    join(db, team, *more)
    for person in (*more, *ten):
        place(db, person, wool, 2, wish=1)
    assert count(db) == 1, "once enough of them say something else"
