"""Where levels and moments stand."""

from datetime import UTC, date, datetime, timedelta

import pytest

from service.growth.scale import (
    Window,
    level_x,
    level_y,
    quarters,
    shuttle,
    shuttle_upright,
    thread,
    weeks,
    window,
)

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.mark.parametrize(("level", "x"), [(1, 10), (2, 30), (3, 50), (4, 70), (5, 90)])
def test_a_level_stands_in_the_middle_of_its_fifth(level: int, x: float) -> None:
    assert level_x(level) == x
    assert level_y(level) == 100 - x


def test_a_place_between_levels_has_one_decimal() -> None:
    assert level_x(2.34) == 36.8


def test_the_window_is_eighteen_months_and_ends_now() -> None:
    shown = window(NOW)
    assert shown.since == datetime(2024, 9, 1, tzinfo=UTC)
    assert shown.until == NOW


def test_the_window_of_a_long_month_begins_on_the_first_too() -> None:
    assert window(datetime(2025, 8, 31, 23, 59, tzinfo=UTC)).since == datetime(
        2024, 2, 1, tzinfo=UTC
    )


def test_time_runs_from_left_to_right_and_stays_inside() -> None:
    shown = Window(NOW - timedelta(days=100), NOW)
    assert [shown.x(NOW - timedelta(days=d)) for d in (100, 75, 0)] == [0, 25, 100]
    assert shown.x(NOW - timedelta(days=400)) == 0
    assert shown.x(NOW + timedelta(days=1)) == 100
    assert not shown.holds(NOW - timedelta(days=101))


def test_a_shuttle_lies_between_its_levels() -> None:
    leaf = shuttle(2.3, 3.1)
    assert (leaf.start, leaf.start + leaf.size) == (level_x(2.3), level_x(3.1))
    up = shuttle_upright(2.3, 3.1)
    assert (up.start, up.start + up.size) == (level_y(3.1), level_y(2.3))


def test_the_longer_a_shuttle_the_thinner_within_bounds() -> None:
    thick = [shuttle(3 - half, 3 + half).thick for half in (0.1, 0.3, 0.5, 0.8, 2.5)]
    assert thick == sorted(thick, reverse=True)
    assert (thick[0], thick[-1]) == (25, 7)


def test_weeks_end_now_and_begin_in_the_window() -> None:
    shown = window(NOW)
    found = weeks(shown)
    assert found[-1] == NOW
    assert shown.since <= found[0] < shown.since + timedelta(weeks=1)


def test_a_thread_leads_from_my_place_to_the_next() -> None:
    line = thread(2)
    assert (line.x1, line.x2, line.tip) == (32.8, 48.6, 50)


def test_an_axis_names_quarters_that_have_room() -> None:
    marks = quarters(window(NOW))
    assert [mark.month for mark in marks] == [
        date(2024, 10, 1), date(2025, 1, 1), date(2025, 4, 1),
        date(2025, 7, 1), date(2025, 10, 1), date(2026, 1, 1),
    ]  # fmt: skip
    assert [mark.is_second for mark in marks] == [True, False, True, False, True, False]


@pytest.mark.parametrize("month", range(1, 13))
def test_an_axis_fits_in_every_month(month: int) -> None:
    shown = window(datetime(2026, month, 15, tzinfo=UTC))
    assert all(4 <= mark.x <= 96 and mark.month.month in (1, 4, 7, 10) for mark in quarters(shown))
    assert len(quarters(shown)) in (5, 6)
