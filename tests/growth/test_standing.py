"""When a level may be shown, when "grew" may be said, and why a level is where it is."""

from collections.abc import Hashable, Sequence
from datetime import UTC, datetime, timedelta
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.growth import formula
from service.growth.estimator import Offset
from service.growth.known import Known, known
from service.growth.model import Missing, Sighting
from service.growth.standing import (
    FULL,
    Moved,
    account,
    evidence,
    missing,
    standings,
    track,
)

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
GIVERS = range(1, 8)
UNKNOWING = known(formula.current(), None, GIVERS, [])
SKILL = 1


def seen(giver: int, days: int, level: int = 3, skill: int = SKILL, **more: Any) -> Sighting:
    return Sighting(
        skill, giver, giver, f"Colleague {giver}", days, None, None, NOW - timedelta(days=days),
        level, more.get("could_not_show_more", False),
    )  # fmt: skip


def enough(level: int = 3, first: int = 10) -> list[Sighting]:
    return [seen(giver, first + 20 * giver, level) for giver in (1, 2, 3, 4)]


def now(sightings: Sequence[Sighting], known: Known = UNKNOWING) -> Any:
    return standings(sightings, known, NOW)[SKILL]


@pytest.mark.parametrize(
    ("sightings", "code"),
    [
        ([seen(1, 10)], Missing.COLLEAGUES),
        ([seen(1 + n % 2, n) for n in range(1, 20)], Missing.COLLEAGUES),
        ([seen(n, n) for n in (1, 2, 3)], Missing.OBSERVATIONS),
        ([seen(n, 370 + n) for n in (1, 2, 3, 4)], Missing.LATELY),
        ([*(seen(n, 350) for n in (1, 2, 3)), seen(4, 400)], Missing.OBSERVATIONS),
        (enough(), None),
    ],
)
def test_a_level_is_shown_from_three_colleagues_and_four_observations_in_a_year(
    sightings: list[Sighting], code: Missing | None
) -> None:
    found = now(sightings)
    assert missing(found, False, True) is code
    assert (found.shown is None) == (code is not None)


def test_what_is_too_wide_is_not_shown() -> None:
    late = [seen(giver, 355 + giver) for giver in (1, 2, 3)] + [seen(1, 354)]
    found = now(late)
    assert found.evidence.is_enough(found.formula)
    assert found.found.sd > 0.55
    assert missing(found, False, True) is Missing.AGREEMENT


def test_without_a_word_it_is_the_work_that_counts() -> None:
    assert missing(None, False, False) is Missing.ANYTHING
    assert missing(None, False, True) is Missing.WORDS
    assert missing(None, True, True) is Missing.SIGHT


@settings(max_examples=60, deadline=None)
@given(
    rows=st.lists(
        st.tuples(st.sampled_from(GIVERS), st.integers(0, 700), st.integers(1, 5)),
        max_size=20, unique_by=lambda row: row[1],
    )
)  # fmt: skip
def test_no_number_without_its_evidence_and_always_with_a_range(
    rows: list[tuple[int, int, int]],
) -> None:
    sightings = [seen(*row) for row in rows]
    found = standings(sightings, UNKNOWING, NOW).get(SKILL)
    if found is None or found.shown is None:
        return
    lately = [one for one in sightings if NOW - one.at < timedelta(days=365)]
    assert len({one.giver_id for one in lately}) >= 3
    assert len(lately) >= 4
    assert found.shown.sd <= 0.55
    assert FULL[1] <= found.shown.low < found.shown.high <= FULL[0]


def test_taking_one_observation_away_equals_never_having_had_it() -> None:
    all_of_it = [*enough(), seen(5, 3, level=1), seen(5, 50, level=5, skill=2)]
    for without in combinations(all_of_it, len(all_of_it) - 1):
        assert now(list(without)) == now(list(without)[::-1])
    assert now(all_of_it[:4]) == now([one for one in all_of_it if one.giver_id != 5])


def test_work_alone_and_my_own_mark_are_not_even_asked_for() -> None:
    """Nothing but observations goes in: the types have no room for anything else."""
    assert set(standings.__annotations__) == {"sightings", "known", "now", "return"}


def test_grew_is_said_only_when_that_is_fairly_sure() -> None:
    early = [seen(1 + n % 5, 380 + 20 * n, level=2) for n in range(10)]
    grown = [seen(1 + n % 5, 10 + 30 * n, level=4) for n in range(10)]
    found = now([*early, *grown])
    assert found.grew
    assert found.was.level < found.shown.level - 0.5
    still = now([*early, *(seen(1 + n % 5, 10 + 30 * n, level=2) for n in range(10))])
    assert not still.grew
    assert still.was is None
    once = now([*early, *enough(level=3)])
    assert abs(once.change.level) < 1.64 * once.change.sd
    assert not once.grew


def test_less_than_before_is_never_called_growth() -> None:
    early = [seen(1 + n % 5, 380 + 20 * n, level=4) for n in range(10)]
    found = now([*early, *(seen(1 + n % 5, 10 + 30 * n, level=1) for n in range(10))])
    assert found.is_sure_of_change
    assert not found.grew
    assert found.was is None


def test_the_range_over_time_ends_where_the_map_stands() -> None:
    sightings = [*enough(), seen(5, 200, level=4, skill=2)]
    weeks = [NOW - timedelta(weeks=back) for back in (40, 3, 0)]
    early, then, last = track(sightings, UNKNOWING, SKILL, weeks)
    assert early.shown is None
    assert last.shown == now(sightings).shown
    assert then.shown
    assert last.shown
    assert then.shown.level == last.shown.level
    assert then.shown.sd < last.shown.sd  # nobody saw anything in between


def test_an_account_adds_up_to_the_level() -> None:
    told: dict[Hashable, Offset] = {1: Offset(-0.6, 0.02), 2: Offset(0.4, 0.02)}
    told |= {3: Offset(0.0, 0.1), 4: Offset(0.1, 0.1)}
    strict = Known(UNKNOWING.formula, UNKNOWING.centre, UNKNOWING.noise, 0.0, told)
    sightings = [*enough(level=4), seen(1, 40, level=2, skill=2)]
    found = account(sightings, strict, SKILL)
    assert found.level == pytest.approx(now(sightings, strict).found.level)
    assert [one.sighting.at for one in found.counted] == sorted(one.at for one in enough())
    assert found.evening != 0


def test_single_moves_are_the_same_however_strict_a_colleague_is() -> None:
    """So that nobody can work out from them how strict one colleague is."""

    def moves(offset: float) -> list[Moved]:
        told: dict[Hashable, Offset] = dict.fromkeys(GIVERS, Offset(0.0, 0.02))
        told[1] = Offset(offset, 0.02)
        strict = Known(UNKNOWING.formula, 2.8, UNKNOWING.noise, 0.0, told)
        return [one.moved for one in account(enough(level=4), strict, SKILL).counted]

    assert moves(-1.0) == moves(0.0) == moves(1.0)


def test_moves_are_told_in_words() -> None:
    told = account(
        [
            seen(1, 400, level=5), seen(2, 300, level=1), seen(3, 200, level=3),
            seen(4, 100, level=1, could_not_show_more=True),
        ],
        UNKNOWING, SKILL,
    )  # fmt: skip
    assert [one.moved for one in told.counted] == [
        Moved.RAISED, Moved.LOWERED, Moved.HARDLY, Moved.LEFT_OUT,
    ]  # fmt: skip


def test_evidence_counts_a_year_back_and_nothing_later() -> None:
    found = evidence([seen(1, 366), seen(1, 20), seen(2, 10), seen(3, -5)], NOW)
    assert (found.colleagues, found.observations) == (2, 2)
