"""The planning aid keeps to its rules, comes near the optimum, and explains itself to the cent."""

from dataclasses import replace
from itertools import combinations
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.budgets import aid
from service.budgets.model_plan import (
    EFFECTS,
    Assumed,
    Option,
    Turn,
    Wish,
    expected_step,
    step_of,
)
from service.budgets.suggesting import suggestion

ASSUMED = Assumed(15, 80_000, 300_000)
OPTIONS = st.lists(
    st.tuples(
        st.integers(0, 3), st.integers(0, 90), st.integers(0, 60), st.sampled_from((0, 60, 480))
    ),
    min_size=1, max_size=9,
)  # fmt: skip
PLENTY = 10**6  #: minutes


def best(options: list[Option], money: int, minutes: int, assumed: Assumed) -> float:
    """The optimum under the same rules, by trying everything."""
    first = set(aid.coming_first(options, money, minutes, assumed))
    return max(
        sum(one.value for one in some)
        for number in range(len(options) + 1)
        for some in combinations(options, number)
        if sum(one.cost for one in some) <= money
        and sum(one.minutes for one in some) <= minutes
        and first <= {one.person_id for one in some}
        and all(
            sum(one.cost for one in some if one.person_id == who) <= assumed.cap
            for who in {one.person_id for one in some}
        )
    )


@settings(deadline=None)
@given(OPTIONS, st.integers(0, 250), st.integers(0, 2000), st.integers(1, 60), st.integers(1, 120))
def test_it_keeps_to_its_rules_and_is_as_good_as_trying_everything(
    told: list[tuple[int, int, int, int]], money: int, minutes: int, floor: int, cap: int
) -> None:
    options = [
        Option(n, who, cost, value / 100, needs) for n, (who, cost, value, needs) in enumerate(told)
    ]
    assumed = Assumed(0, floor, cap)
    plan = aid.suggest(options, money, minutes, assumed)
    assert sum(one.cost for one in plan) <= money
    needed = {one.id: one.minutes for one in options}
    assert sum(needed[one.id] for one in plan) <= minutes
    first = set(aid.coming_first(options, money, minutes, assumed))
    assert first <= {one.person_id for one in plan}
    for who in {one.person_id for one in plan}:
        assert sum(one.cost for one in plan if one.person_id == who) <= cap
    assert sum(one.value for one in plan) >= best(options, money, minutes, assumed) * 0.98 - 1e-9


def test_when_there_is_too_little_for_all_it_reaches_as_many_as_it_can() -> None:
    options = [Option(n, n, cost, 0.2) for n, cost in enumerate((50, 10, 30, 20))]
    assert set(aid.coming_first(options, 65, PLENTY, Assumed(0, 100, 100))) == {1, 2, 3}


def test_where_hours_are_short_it_reaches_as_many_as_it_can() -> None:
    """The cheapest wish takes all the hours; the dearest two take a few."""
    options = [
        Option(n, n, cost, 0.2, minutes)
        for n, (cost, minutes) in enumerate([(1, 2400), (60, 480), (60, 480)])
    ]
    assert set(aid.coming_first(options, 500, 2400, Assumed(0, 100, 100))) == {1, 2}


def test_a_short_wish_comes_where_a_cheaper_long_one_leaves_no_hours() -> None:
    """Alice asks a long cheap wish or a short dear one, Bob a day: both get something."""
    wishes = [
        wish(1, 1, 50_000, minutes=2400), wish(2, 1, 60_000, minutes=60),
        wish(3, 2, 40_000, minutes=480),
    ]  # fmt: skip
    found = suggestion(wishes, 500_000, 2400, Assumed(0, 80_000, 60_000))
    assert [line.wish.id for line in found.lines] == [2, 3]
    assert (found.used, found.left, found.left_minutes) == (100_000, 400_000, 1860)


def test_wishes_of_hours_alone_are_planned_too() -> None:
    wishes = [wish(n, n, 0, "study_time", minutes=600) for n in (1, 2, 3)]
    found = suggestion(wishes, 0, 1500, ASSUMED)
    assert [(line.turn, line.wish.id) for line in found.lines] == [
        (Turn.FIRST, 1), (Turn.FIRST, 2),
    ]  # fmt: skip
    assert [one.id for one in found.outside] == [3]
    assert (found.kept_minutes, found.used_minutes, found.left_minutes) == (225, 1200, 75)


def test_where_there_are_hours_alone_floor_and_cap_are_hours() -> None:
    """Bob asks five days and Alice two of five days that there are: none has more than two."""
    wishes = [wish(n, 1, 0, "study_time", minutes=480) for n in range(1, 6)]
    wishes += [wish(n, 2, 0, "study_time", minutes=480) for n in (6, 7)]
    wishes += [wish(8, 3, 10_000, "book"), wish(9, 4, 0, "study_time", minutes=1200)]
    found = suggestion(wishes, 0, 3000, Assumed(20, 480, 960), of_hours=True)
    taken = [(line.turn, line.wish.person_id) for line in found.lines]
    assert taken == [(Turn.FIRST, 1), (Turn.FIRST, 2), (Turn.MOST, 1), (Turn.MOST, 2)]
    assert (found.kept_minutes, found.used_minutes, found.left_minutes) == (600, 1920, 480)
    assert {8, 9} < {one.id for one in found.outside}, "no money, and above the cap"
    assert all(
        (line.next_up and line.next_up.person_id == line.wish.person_id) or not line.next_up
        for line in found.lines
    ), "others have their two"


@pytest.mark.parametrize(("money", "minutes"), [(70_000, 480), (40_000, 480), (70_000, 60)])
def test_what_would_fit_in_the_place_of_a_line_is_the_best_that_takes_no_more(
    money: int, minutes: int
) -> None:
    """Of two that wait only one fits where one has no more than this."""
    wishes = [
        wish(1, 1, money, "exam", minutes=minutes), wish(2, 2, 60_000, minutes=400),
        wish(3, 3, 30_000, "book", minutes=30),
    ]  # fmt: skip
    found = suggestion(wishes, money, minutes, replace(ASSUMED, reserve_percent=0, floor=0))
    (line,) = [one for one in found.lines if one.wish.id == 1]
    left = {one.id: one for one in found.outside}
    fitting = [
        one for one in left.values()
        if one.money <= money + found.left and one.minutes <= minutes + found.left_minutes
    ]  # fmt: skip
    assert line.next_up == (fitting[0] if fitting else None)


def wish(number: int, person: int, money: int, kind: str = "course", minutes: int = 0) -> Wish:
    return Wish(
        number, person, f"Person {person}", None, None, kind, money, minutes, "advice", False,
        None, None,
    )  # fmt: skip


@given(
    st.lists(
        st.tuples(
            st.integers(1, 6), st.integers(0, 200_000), st.sampled_from([*EFFECTS]),
            st.sampled_from((0, 60, 480)),
        ),
        max_size=14,
    ),
    st.integers(-50_000, 900_000), st.integers(-60, 2400), st.integers(0, 90), st.booleans(),
)  # fmt: skip
def test_every_euro_and_every_hour_stand_somewhere(
    told: list[tuple[int, int, str, int]], free: int, minutes: int, percent: int, of_hours: bool
) -> None:
    free = 0 if of_hours else free
    wishes = [wish(n, who, cost, kind, needs) for n, (who, cost, kind, needs) in enumerate(told)]
    found = suggestion(wishes, free, minutes, replace(ASSUMED, reserve_percent=percent), of_hours)
    assert found.used == sum(line.wish.money for line in found.lines)
    assert max(0, free) == found.kept + found.used + found.left
    assert max(0, minutes) == found.kept_minutes + found.used_minutes + found.left_minutes
    assert min(found.left, found.left_minutes) >= 0
    both = [line.wish.id for line in found.lines] + [one.id for one in found.outside]
    assert sorted(both) == [one.id for one in wishes]


def test_lines_stand_by_round_and_name_and_say_what_moves_up() -> None:
    wishes = [wish(1, 2, 50_000), wish(2, 1, 60_000), wish(3, 1, 60_000), wish(4, 3, 90_000)]
    found = suggestion(wishes, 200_000, 0, ASSUMED)
    assert [(line.turn, line.wish.person_id) for line in found.lines] == [
        (Turn.FIRST, 1), (Turn.FIRST, 2), (Turn.MOST, 1),
    ]  # fmt: skip
    assert [one.id for one in found.outside] == [4]
    assert all(line.next_up is None or line.next_up.id == 4 for line in found.lines)
    assert any(line.next_up for line in found.lines) == any(
        line.wish.money + found.left >= 90_000 for line in found.lines
    )


def test_a_wish_for_more_hours_than_there_are_waits() -> None:
    wishes = [wish(1, 1, 10_000, minutes=600), wish(2, 2, 10_000, minutes=60)]
    found = suggestion(wishes, 100_000, 120, ASSUMED)
    assert [line.wish.id for line in found.lines] == [2]


def test_lines_together_need_no_more_hours_than_there_are() -> None:
    wishes = [wish(n, n, 10_000 + n, minutes=480) for n in (1, 2, 3)]
    found = suggestion(wishes, 100_000, 600, ASSUMED)
    assert [line.wish.id for line in found.lines] == [1]
    assert [one.id for one in found.outside] == [2, 3]
    assert found.used + found.left + found.kept == 100_000


def test_every_assumption_changes_what_is_expected() -> None:
    one = wish(1, 1, 1)
    usual = step_of(one, ASSUMED)
    assert step_of(one, replace(ASSUMED, reach=0.2)) < usual
    assert step_of(one, replace(ASSUMED, spread=1.5)) < usual
    weighed = replace(ASSUMED, weights={1: "less", 2: "more"}, less=0.3, more=3)
    assert [weighed.weight(number) for number in (1, 2, 3)] == [0.3, 3, 1]


def test_a_step_reaches_no_further_than_its_target() -> None:
    assert expected_step(0.4, 0.01, 0.1) == pytest.approx(0.1, abs=0.01)
    assert expected_step(0.2, 0.5, 2) == pytest.approx(0.2, abs=0.001)
    assert expected_step(0.2, 0.05, -1) == pytest.approx(0, abs=1e-9)
    dice = Random(1)  # noqa: S311  the same tries every time
    tries = [min(0.3, max(0.0, dice.gauss(0.5, 0.6))) for _ in range(40_000)]
    assert expected_step(0.3, 0.6, 0.5) == pytest.approx(sum(tries) / len(tries), abs=0.005)
