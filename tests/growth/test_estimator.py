"""The estimator keeps its promises: what it adds up to, and how far it believes whom."""

from collections.abc import Hashable, Sequence
from math import sqrt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.growth.estimator import (
    DAYS_A_MONTH,
    WIDEST,
    Belief,
    Estimate,
    Noise,
    Offset,
    Seen,
    believe,
    in_order,
)

CENTRE = 2.8
UNCAPPED = Noise(cap=1e9)
SKILL = "api"


def seen(day: float, by: str, level: float, work: str | None = None, **more: bool) -> Seen:
    return Seen(SKILL, work or f"w{day}", day, by, level, **more)


@st.composite
def lives(draw: st.DrawFn) -> list[Seen]:
    """Observations of one person: several skills, colleagues, pieces of work and days."""
    number = draw(st.integers(1, 14))
    return [
        Seen(
            skill=draw(st.sampled_from(["api", "review"])),
            work=f"w{(day := draw(st.integers(0, 600)))}",
            day=float(day),
            by=draw(st.sampled_from("abcde")),
            level=float(draw(st.integers(1, 5))),
        )
        for _ in range(number)
    ]


def told(rows: Sequence[Seen], noise: Noise = UNCAPPED, day: float = 700) -> dict[str, Estimate]:
    belief, _ = believe(rows, CENTRE, {}, noise)
    return {skill: belief.estimate(skill, day) for skill in sorted({str(r.skill) for r in rows})}


def alike(one: dict[str, Estimate], other: dict[str, Estimate]) -> bool:
    return one.keys() == other.keys() and all(
        (one[name].level, one[name].sd) == pytest.approx((other[name].level, other[name].sd))
        for name in one
    )


@settings(max_examples=60, deadline=None)
@given(rows=lives(), seed=st.randoms(use_true_random=False))
def test_the_order_of_arrival_changes_nothing(rows: list[Seen], seed: object) -> None:
    shuffled = list(rows)
    seed.shuffle(shuffled)  # type: ignore[attr-defined]
    assert alike(told(rows, Noise()), told(shuffled, Noise()))


@settings(max_examples=60, deadline=None)
@given(rows=lives())
def test_without_the_cap_rows_of_one_work_may_come_in_any_order(rows: list[Seen]) -> None:
    by_work = sorted(rows, key=lambda row: (row.day, str(row.work), str(row.skill)))
    backward = sorted(
        rows, key=lambda row: (row.day, str(row.work), str(row.skill), -ord(str(row.by)))
    )
    assert alike(_in_this_order(by_work), _in_this_order(backward))


def _in_this_order(rows: Sequence[Seen]) -> dict[str, Estimate]:
    belief = Belief(CENTRE, {}, UNCAPPED)
    for row in rows:
        belief.observe(row)
    return {skill: belief.estimate(skill, 700) for skill in sorted({str(r.skill) for r in rows})}


@settings(max_examples=60, deadline=None)
@given(rows=lives())
def test_it_equals_the_dense_solution(rows: list[Seen]) -> None:
    """All at once as one system of equations, by elimination, without any filter."""
    for skill, found in told(rows).items():
        level, variance = dense(rows, skill, 700)
        assert found.level == pytest.approx(level, abs=1e-8)
        shown = min(sqrt(variance + UNCAPPED.floor**2), WIDEST * UNCAPPED.start)
        assert found.sd == pytest.approx(shown, abs=1e-8)


@settings(max_examples=60, deadline=None)
@given(rows=lives())
def test_the_moves_add_up_to_the_level(rows: list[Seen]) -> None:
    """What a colleague's word moves in another skill shows there, so each skill is told alone."""
    mine = [row for row in rows if row.skill == rows[0].skill]
    belief, moves = believe(mine, CENTRE, {}, Noise())
    total = CENTRE + sum(move.by_how_much for move in moves)
    assert belief.estimate(rows[0].skill, 700).level == pytest.approx(total)


@settings(max_examples=40, deadline=None)
@given(rows=lives(), days=st.integers(1, 900))
def test_it_gets_wider_in_silence_and_never_wider_than_at_the_start(
    rows: list[Seen], days: int
) -> None:
    soon, late = told(rows, Noise(), 601), told(rows, Noise(), 601 + days)
    for name, found in soon.items():
        assert late[name].level == found.level
        assert found.sd <= late[name].sd <= WIDEST * Noise().start


def test_a_new_colleague_says_more_than_the_same_one_again() -> None:
    once = seen(0, "a", 4)
    again = told([once, seen(30, "a", 4)], day=31)[SKILL]
    another = told([once, seen(30, "b", 4)], day=31)[SKILL]
    assert another.sd < again.sd < told([once], day=31)[SKILL].sd


def test_one_hostile_voice_is_bounded() -> None:
    """Eight honest words, then six ones by one more colleague: the mean falls by 1.1."""
    honest = [seen(30 * n, "abcd"[n % 4], 4 if n % 8 < 5 else 3) for n in range(8)]
    hostile = [seen(250 + n, "x", 1) for n in range(6)]
    before, after = (
        told(honest, Noise(), 260)[SKILL],
        told([*honest, *hostile], Noise(), 260)[SKILL],
    )
    assert 0.3 < before.level - after.level < 0.8


def test_work_that_could_not_show_more_lowers_nobody() -> None:
    high = [seen(30 * n, "abcd"[n], 5) for n in range(4)]
    easy = seen(130, "a", 2, could_not_show_more=True)
    assert alike(told(high), told([*high, easy]))
    _, moves = believe([*high, easy], CENTRE, {}, Noise())
    assert moves[-1].by_how_much == 0
    assert told([seen(0, "a", 5, could_not_show_more=True)])[SKILL].level > CENTRE


def test_a_strict_colleague_is_evened_out() -> None:
    strict: dict[Hashable, Offset] = {"a": Offset(-0.8, 0.01)}
    plain = believe([seen(0, "a", 3)], CENTRE, {}, Noise())[0].estimate(SKILL, 1)
    evened = believe([seen(0, "a", 3)], CENTRE, strict, Noise())[0].estimate(SKILL, 1)
    assert evened.level > plain.level


def test_what_a_colleague_saw_in_another_skill_tells_how_strict_they_are() -> None:
    """In one skill everybody else says four and A says two; A's two in another means less there."""
    reviews = [Seen("review", f"w{n}", n, by, 4.0) for n, by in enumerate("bcdbcd")]
    strict = [Seen("review", f"s{n}", 10 + n, "a", 2.0) for n in range(3)]
    alone = told([seen(20, "a", 2)])[SKILL].level
    together = told([*reviews, *strict, seen(20, "a", 2)])[SKILL].level
    assert together > alone + 0.1


def test_growth_is_the_difference_and_its_own_range() -> None:
    early = [seen(30 * n, "abcd"[n % 4], 2) for n in range(8)]
    late = [seen(700 + 30 * n, "abcd"[n % 4], 4) for n in range(8)]
    belief, _ = believe([*early, *late], CENTRE, {}, Noise(), frozen=(SKILL, 365))
    grown = belief.growth(SKILL, 950)
    assert grown
    assert grown.level > 0.5
    assert 0 < grown.sd < belief.estimate(SKILL, 950).sd
    still, _ = believe(early, CENTRE, {}, Noise(), frozen=(SKILL, 300))
    assert still.growth(SKILL, 300) == Estimate(0.0, 0.0)


def dense(rows: Sequence[Seen], skill: str, day: float) -> tuple[float, float]:
    """Mean and variance of a level given all rows, from their covariances alone."""
    ordered = in_order(rows)
    noise = UNCAPPED
    first = {s: min(r.day for r in ordered) for s in {r.skill for r in ordered}}
    begun = {s: next(r.day for r in ordered if r.skill == s) for s in first}

    def of_levels(one: object, at: float, other: object, then: float) -> float:
        if one != other:
            return 0.0
        passed = max(min(at, then) - begun[one], 0.0)
        return float(noise.start**2 + noise.drift * passed / DAYS_A_MONTH)

    bias = noise.strictness**2 + noise.halo**2
    system = [
        [
            of_levels(a.skill, a.day, b.skill, b.day)
            + (bias if a.by == b.by else 0.0)
            + (noise.work**2 if (a.work, a.skill) == (b.work, b.skill) else 0.0)
            + (noise.look**2 if i == j else 0.0)
            for j, b in enumerate(ordered)
        ]
        for i, a in enumerate(ordered)
    ]
    shared = [of_levels(skill, day, row.skill, row.day) for row in ordered]
    weights = solve(system, shared)
    level = CENTRE + sum(w * (r.level - CENTRE) for w, r in zip(weights, ordered, strict=True))
    own = of_levels(skill, day, skill, day)
    return level, own - sum(w * s for w, s in zip(weights, shared, strict=True))


def solve(matrix: list[list[float]], right: list[float]) -> list[float]:
    """Gauss with pivots."""
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    size = len(rows)
    for place in range(size):
        pivot = max(range(place, size), key=lambda number: abs(rows[number][place]))
        rows[place], rows[pivot] = rows[pivot], rows[place]
        for number in range(place + 1, size):
            factor = rows[number][place] / rows[place][place]
            rows[number] = [a - factor * b for a, b in zip(rows[number], rows[place], strict=True)]
    found = [0.0] * size
    for place in reversed(range(size)):
        rest = sum(rows[place][n] * found[n] for n in range(place + 1, size))
        found[place] = (rows[place][size] - rest) / rows[place][place]
    return found
