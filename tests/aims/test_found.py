"""Whom one can find: only people who chose it, by what they share, and never by level."""

import pytest

from service.actor import System
from service.aims import reads_found
from service.aims.model_found import Findable, Finders, Order, Shared, Wanted
from service.db.sql import Connection
from service.errors import Forbidden
from tests.aims.saying import DAY, found, let_find, say
from tests.cast import Cast
from tests.feedback.making import make_skill, stop_taking_part


@pytest.fixture
def databases(db: Connection) -> int:
    return make_skill(db, "databases")


@pytest.fixture
def mentoring(db: Connection) -> int:
    return make_skill(db, "mentoring", 2)


def helps(*slugs: str, **other: object) -> Wanted:
    return Wanted(helps_with=frozenset(slugs), **other)  # type: ignore[arg-type]


def test_nobody_is_found_who_did_not_choose_it(db: Connection, cast: Cast, databases: int) -> None:
    say(db, cast.bob, databases, level=5, wish=3, glad=True)
    assert reads_found.findable(db, cast.actor(cast.bob)) == Findable(Finders.NOBODY, None)
    for person in (cast.alice, cast.charlie, cast.dana):
        assert found(db, cast.actor(person)) == []
    let_find(db, cast.bob, Finders.NOBODY, "Ask me.")
    for person in (cast.alice, cast.charlie, cast.dana):
        assert found(db, cast.actor(person), helps("databases", needs_all=False)) == []


def test_my_teams_find_me_and_no_stranger_or_administrator_does(db: Connection, cast: Cast) -> None:
    let_find(db, cast.bob, Finders.TEAMS)
    assert found(db, cast.actor(cast.alice)) == ["Bob"]
    assert found(db, cast.actor(cast.charlie)) == []
    assert found(db, cast.actor(cast.dana)) == []


def test_whoever_left_my_team_finds_me_no_more(db: Connection, cast: Cast) -> None:
    let_find(db, cast.bob, Finders.TEAMS)
    db.execute("UPDATE membership SET until = %s WHERE person_id = %s", (DAY, cast.alice.id))
    assert found(db, cast.actor(cast.alice)) == []


def test_a_lead_finds_no_more_than_a_member(db: Connection, cast: Cast) -> None:
    let_find(db, cast.bob, Finders.NOBODY)
    assert cast.actor(cast.alice).leads
    assert found(db, cast.actor(cast.alice)) == []


def test_everyone_is_everyone_who_takes_part(db: Connection, cast: Cast) -> None:
    let_find(db, cast.bob)
    assert found(db, cast.actor(cast.charlie)) == ["Bob"]
    db.execute("UPDATE person SET takes_part = false WHERE id = %s", (cast.charlie.id,))
    assert found(db, cast.actor(cast.charlie)) == []


def test_whoever_takes_part_no_more_is_not_found(db: Connection, cast: Cast) -> None:
    let_find(db, cast.bob)
    stop_taking_part(db, cast.bob)
    assert found(db, cast.actor(cast.charlie)) == []


def test_changing_my_mind_counts_at_once(db: Connection, cast: Cast) -> None:
    let_find(db, cast.bob, Finders.EVERYONE, "Ask me.")
    let_find(db, cast.bob, Finders.NOBODY, None)
    assert found(db, cast.actor(cast.alice)) == []


def test_what_is_shared_is_gladness_and_wish_and_nothing_else(
    db: Connection, cast: Cast, databases: int, mentoring: int
) -> None:
    let_find(db, cast.bob, sentence="After lunch.")
    say(db, cast.bob, databases, level=5, glad=True)
    say(db, cast.bob, mentoring, level=1, wish=3)
    say(db, cast.bob, make_skill(db, "testing"), level=4)
    ((person, shared),) = reads_found.people(
        db, cast.actor(cast.charlie), Wanted(), Order.NAME, DAY
    )
    assert (person.name, person.sentence, person.teams) == ("Bob", "After lunch.", ["Loom"])
    assert shared == [
        Shared(cast.bob.id, "databases", "Databases", "Databases (nl)", True, False),
        Shared(cast.bob.id, "mentoring", "Mentoring", "Mentoring (nl)", False, True),
    ]


def test_people_are_found_by_what_they_said_last(
    db: Connection, cast: Cast, databases: int
) -> None:
    let_find(db, cast.bob)
    say(db, cast.bob, databases, glad=True)
    charlie = cast.actor(cast.charlie)
    assert found(db, charlie, helps("databases")) == ["Bob"]
    say(db, cast.bob, databases, glad=False)
    assert found(db, charlie, helps("databases")) == []


def test_conditions_are_joined_by_all_or_any(
    db: Connection, cast: Cast, databases: int, mentoring: int
) -> None:
    for person, sentence in ((cast.bob, "Slow queries"), (cast.charlie, "Slow tests")):
        let_find(db, person, sentence=sentence)
    say(db, cast.bob, databases, glad=True)
    say(db, cast.charlie, mentoring, wish=1)
    dana, learn = cast.actor(cast.dana), frozenset({"mentoring"})
    helping = frozenset({"databases"})
    for wanted, names in (
        (Wanted(helps_with=helping), ["Bob"]),
        (Wanted(would_learn=learn), ["Charlie"]),
        (Wanted(would_learn=helping), []),
        (Wanted(helps_with=learn), []),
        (Wanted(helps_with=helping, would_learn=learn), []),
        (Wanted(helps_with=helping, would_learn=learn, needs_all=False), ["Bob", "Charlie"]),
        (Wanted(team_id=cast.team_id), ["Bob"]),
        (Wanted(would_learn=learn, team_id=cast.team_id, needs_all=False), ["Bob", "Charlie"]),
        (Wanted(words=("slow",)), ["Bob", "Charlie"]),
        (Wanted(words=("slow", "que")), ["Bob"]),
        (Wanted(helps_with=helping, words=("tests",)), []),
        (Wanted(helps_with=frozenset({"no-such-skill"})), []),
    ):
        assert found(db, dana, wanted) == names, wanted


def test_nobody_is_found_or_ordered_by_level(db: Connection, cast: Cast, databases: int) -> None:
    """Whatever level they say of themselves, the same people come in the same order."""
    for person in (cast.bob, cast.charlie):
        let_find(db, person)
    dana, orders = cast.actor(cast.dana), set()
    for level_of_bob, level_of_charlie in ((1, 5), (5, 1), (3, 3)):
        say(db, cast.bob, databases, level=level_of_bob, glad=True)
        say(db, cast.charlie, databases, level=level_of_charlie, glad=True)
        for order in Order:
            orders.add((order, tuple(found(db, dana, helps("databases"), order))))
    assert len(orders) == len(Order)
    assert not any("level" in reads_found.Q[name] for name in ("found_people", "shared_skills"))


def test_only_people_search(db: Connection) -> None:
    with pytest.raises(Forbidden):
        reads_found.people(db, System("test"), Wanted(), Order.NAME, DAY)
