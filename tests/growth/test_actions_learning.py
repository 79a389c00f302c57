"""What a night learns, and what the next morning's map makes of it."""

import pytest

from service import clock
from service.actor import System
from service.db.sql import Connection, value
from service.errors import Forbidden
from service.growth import actions_learning, estimating, formula
from service.growth.formula import Formula
from tests.cast import Cast, make_person
from tests.growth.making import DAY, make_skill, practise, say, see

NIGHT = System("test")


@pytest.fixture
def facilitating(db: Connection) -> int:
    return make_skill(db, "facilitating")


def observe(db: Connection, cast: Cast, skill: int, strictness: int = 2, each: int = 4) -> None:
    """Dana says two levels less than Alice and Charlie, of Bob's work."""
    for number in range(each):
        for giver, level in ((cast.alice, 4), (cast.charlie, 4), (cast.dana, 4 - strictness)):
            key = f"PAY-{number}-{giver.name}"
            work = practise(db, cast, skill, key=key, days=5 + 7 * number)
            see(db, say(db, giver, cast.bob, work), skill, level)


def tendency(db: Connection, person_id: int) -> float:
    query = "SELECT mean FROM tendency WHERE giver_id = %(id)s"
    return float(value(db, query, id=person_id))


def test_only_the_system_learns(db: Connection, cast: Cast) -> None:
    with pytest.raises(Forbidden):
        actions_learning.learn(db, cast.actor(cast.dana))


def test_a_night_without_observations_leaves_the_defaults(db: Connection) -> None:
    assert actions_learning.learn(db, NIGHT) == 0
    known = estimating.known_for(db, [])
    assert (known.centre, known.noise) == (2.8, formula.current().noise)


def test_a_strict_colleague_is_known_by_morning(
    db: Connection, cast: Cast, facilitating: int
) -> None:
    observe(db, cast, facilitating)
    assert actions_learning.learn(db, NIGHT) == 12
    assert tendency(db, cast.dana.id) < -0.2 < tendency(db, cast.alice.id)
    assert sum(tendency(db, one.id) for one in (cast.alice, cast.charlie, cast.dana)) == (
        pytest.approx(0)
    )
    version = value(db, "SELECT version FROM learned WHERE centre > 2.8")
    assert version == formula.current().version


def test_a_second_night_leaves_the_same(db: Connection, cast: Cast, facilitating: int) -> None:
    observe(db, cast, facilitating)
    actions_learning.learn(db, NIGHT)
    first = tendency(db, cast.dana.id)
    actions_learning.learn(db, NIGHT)
    assert tendency(db, cast.dana.id) == first


@pytest.mark.parametrize(
    "gone",
    [
        "UPDATE observation SET on_map = false",
        "UPDATE observation SET could_not_show_more = true",
        "UPDATE feedback SET withdrawn_at = given_at, moment = NULL, effect = NULL",
        "UPDATE feedback SET given_at = given_at - interval '3 years'",
    ],
)
def test_what_does_not_count_teaches_nothing(
    db: Connection, cast: Cast, facilitating: int, gone: str
) -> None:
    observe(db, cast, facilitating)
    db.execute(gone.encode())
    assert actions_learning.learn(db, NIGHT) == 0


def test_what_a_person_takes_off_their_map_moves_nothing(
    db: Connection, cast: Cast, facilitating: int
) -> None:
    observe(db, cast, facilitating, strictness=0)
    before = estimating.standings(db, estimating.sightings(db, cast.bob.id), clock.now())
    work = practise(db, cast, facilitating, key="PAY-99", days=1)
    see(db, say(db, make_person(db, "Erin"), cast.bob, work), facilitating, 1)
    seen = estimating.sightings(db, cast.bob.id)
    assert estimating.standings(db, seen, clock.now()) != before
    db.execute("UPDATE observation SET on_map = false WHERE level = 1")
    seen = estimating.sightings(db, cast.bob.id)
    assert estimating.standings(db, seen, clock.now()) == before


def test_another_version_of_the_formula_keeps_what_the_one_before_knew(
    db: Connection, cast: Cast, facilitating: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    observe(db, cast, facilitating)
    actions_learning.learn(db, NIGHT)
    (first,) = formula.FORMULAS
    for number in (2, 3):
        newer = Formula(number, clock.today() - number * DAY)
        monkeypatch.setattr(formula, "FORMULAS", (*formula.FORMULAS, newer))
        actions_learning.learn(db, NIGHT)
        kept = "SELECT array_agg(DISTINCT version ORDER BY version) FROM tendency"
        assert value(db, kept) == [number - 1, number]
    assert first.version == 1
