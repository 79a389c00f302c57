"""Where levels and moments stand."""

from datetime import UTC, date, datetime, timedelta

import pytest

from service.growth.scale import (
    Spot,
    Window,
    level_x,
    level_y,
    quarters,
    spots,
    spread,
    thread,
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


def test_dots_stand_side_by_side_around_the_level() -> None:
    assert spread(1, room=54) == [0]
    assert spread(3, room=54) == [-9, 0, 9]


def test_dots_stand_in_one_line_while_it_has_room() -> None:
    assert spots(3, room=36) == [Spot(-9, 0), Spot(0, 0), Spot(9, 0)]


def test_dots_that_do_not_fit_in_a_line_stand_in_more_and_do_not_touch() -> None:
    eight = spots(8, room=36)
    assert [spot.across for spot in eight] == [-4.5] * 4 + [4.5] * 4
    assert [spot.along for spot in eight] == [-13.5, -4.5, 4.5, 13.5] * 2
    assert [spot.across for spot in spots(13, room=36)] == [-9] * 5 + [0] * 4 + [9] * 4


def test_there_are_never_more_than_three_lines() -> None:
    assert len({spot.across for spot in spots(60, room=36)}) == 3
    assert len(spots(60, room=36)) == 60


def test_many_dots_stay_within_their_fifth() -> None:
    many = spread(41, room=54)
    assert (min(many), max(many)) == (-27, 27)


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
