"""What the estimate promises, held through what the product itself does with its rows."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service import clock
from service.actor import System
from service.db.sql import Connection
from service.feedback import actions_reactions
from service.growth import actions_learning, estimating
from service.growth.model import Sighting
from service.growth.standing import Standing, standings
from tests.cast import Cast, make_person
from tests.growth.making import make_skill, practise, say, see
from tests.growth.test_standing import NOW, SKILL, UNKNOWING, now, seen

NIGHT = System("test")
HOSTILE = 99
WITHDRAWN = (
    "UPDATE feedback SET withdrawn_at = given_at, moment = NULL, effect = NULL WHERE id = %s"
)
Words = list[int]


@pytest.fixture
def facilitating(db: Connection) -> int:
    return make_skill(db, "facilitating")


@pytest.fixture
def words(db: Connection, cast: Cast, facilitating: int) -> Words:
    """Six observations of Bob's work by four colleagues."""
    givers = [cast.alice, cast.charlie, cast.dana, make_person(db, "Elif")]
    given = []
    for number, level in enumerate((3, 4, 2, 4, 5, 3)):
        work = practise(db, cast, facilitating, key=f"PAY-{number}", days=120 - 20 * number)
        given.append(say(db, givers[number % 4], cast.bob, work))
        see(db, given[-1], facilitating, level)
    return given


def morning(db: Connection, cast: Cast) -> dict[int, Standing]:
    """Bob's standings after a night in which everything was learned anew."""
    actions_learning.learn(db, NIGHT)
    return estimating.standings(db, estimating.sightings(db, cast.bob.id), clock.now())


def without(db: Connection, cast: Cast, act: Callable[[], object]) -> dict[int, Standing]:
    """Bob's standings after an act, which is then undone."""
    with db.transaction(force_rollback=True):
        act()
        return morning(db, cast)


@pytest.mark.parametrize("number", range(6))
def test_one_observation_less_equals_never_having_had_it(
    db: Connection, cast: Cast, facilitating: int, words: Words, number: int
) -> None:
    """Withdrawn by its giver or taken off the map by its receiver, after a night that knew it."""
    gone = words[number]
    never = without(db, cast, lambda: _never(db, gone))
    before = morning(db, cast)
    withdrawn = without(db, cast, lambda: db.execute(WITHDRAWN, (gone,)))
    off = without(
        db, cast, lambda: actions_reactions.choose_for_map(db, cast.actor(cast.bob), gone, [])
    )
    assert withdrawn == off == never
    assert never[facilitating] != before[facilitating]


def _never(db: Connection, gone: int) -> None:
    db.execute("DELETE FROM observation WHERE feedback_id = %s", (gone,))
    db.execute("DELETE FROM feedback WHERE id = %s", (gone,))


def orders() -> Iterator[Sequence[int]]:
    """A few of the orders in which five people can press "send"."""
    yield from list(permutations(range(5)))[::17]


def test_whoever_answers_first_the_estimate_is_the_same(
    db: Connection, cast: Cast, facilitating: int
) -> None:
    """Five people saw two pieces of work; only the order in which they say so differs."""
    givers = [make_person(db, f"Giver{number}") for number in range(5)]
    work = [practise(db, cast, facilitating, key=f"PAY-{n}", days=20 + 20 * n) for n in range(2)]

    def told_in(order: Sequence[int]) -> None:
        for number in order:
            feedback = say(db, givers[number], cast.bob, work[number % 2])
            see(db, feedback, facilitating, 1 + number)

    found = [without(db, cast, partial(told_in, order))[facilitating] for order in orders()]
    assert len(found) == 8
    for one in found:
        assert one.evidence == found[0].evidence
        assert (one.found.level, one.found.sd) == (found[0].found.level, found[0].found.sd)


@st.composite
def honest(draw: st.DrawFn) -> list[Sighting]:
    """Three to six colleagues, who agree on a person within a level."""
    level = draw(st.integers(2, 4))
    givers = draw(st.integers(3, 6))
    return [
        seen(1 + number % givers, 15 + 20 * number, level + draw(st.integers(-1, 1)))
        for number in range(draw(st.integers(4, 14)))
    ]


@settings(max_examples=150, deadline=None)
@given(said=honest(), level=st.sampled_from([1, 5]), often=st.integers(1, 40))
def test_one_hostile_or_flattering_voice_is_bounded(
    said: list[Sighting], level: int, often: int
) -> None:
    """Once, it moves at most 0.4 of a level; ten times, one level; forty times, 1.3."""
    voice = [seen(HOSTILE, 1 + number % 14, level) for number in range(often)]
    voice = [_of_its_own_work(one, number) for number, one in enumerate(voice)]
    moved = abs(now([*said, *voice]).found.level - now(said).found.level)
    assert moved < (0.4 if often == 1 else 1.0 if often <= 10 else 1.3)


def _of_its_own_work(one: Sighting, number: int) -> Sighting:
    return Sighting(
        one.skill_id, 1000 + number, one.giver_id, one.giver, 1000 + number, None, None,
        one.at, one.level, False,
    )  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(said=honest(), seed=st.randoms(use_true_random=False))
def test_standings_do_not_know_in_what_order_rows_came(said: list[Sighting], seed: object) -> None:
    shuffled = list(said)
    seed.shuffle(shuffled)  # type: ignore[attr-defined]
    assert standings(shuffled, UNKNOWING, NOW)[SKILL] == standings(said, UNKNOWING, NOW)[SKILL]
