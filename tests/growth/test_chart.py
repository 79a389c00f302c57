"""What stands where in the picture of one skill."""

from datetime import UTC, datetime, timedelta

from service.aims.model import Placement
from service.aims.model_focus import Focus
from service.growth.chart import begin, dots, focus_times, stands, work_rows
from service.growth.model import Practice, Sighting, Thanks
from service.growth.scale import Window

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
WINDOW = Window(NOW - timedelta(days=100), NOW)


def before(days: int) -> datetime:
    return NOW - timedelta(days=days)


def placed(days: int, level: int | None, wish: int = 0) -> Placement:
    return Placement(1000 - days, 1, 1, 1, level, wish, False, before(days))


def focused(days: int, until: int | None = None) -> Focus:
    ended = None if until is None else before(until)
    return Focus(1000 - days, 1, 1, None, True, before(days), before(days), ended)


def seen(days: int, level: int, feedback: int = 1) -> Sighting:
    return Sighting(1, feedback, 1, "Alice", feedback, "PAY-1", None, before(days), level, False)


def test_a_dot_stands_at_its_time_and_level() -> None:
    (dot,) = dots(WINDOW, [seen(25, 4)])
    assert (dot.x, dot.y, dot.lane) == (75, 30, 0)


def test_dots_of_one_moment_and_level_do_not_lie_on_each_other() -> None:
    lanes = [dot.lane for dot in dots(WINDOW, [seen(25, 4, n) for n in (1, 2, 3)])]
    assert len(set(lanes)) == 3
    assert lanes[0] == 0


def test_dots_at_other_levels_or_later_keep_the_middle() -> None:
    found = dots(WINDOW, [seen(25, 4, 1), seen(25, 3, 2), seen(5, 4, 3)])
    assert [dot.lane for dot in found] == [0, 0, 0]


def test_a_dot_leads_to_the_page_that_begins_with_its_words() -> None:
    (dot,) = dots(WINDOW, [seen(25, 4, 7)])
    assert (before(25), 3, 7) < dot.page.order
    assert dot.page.order < (before(25), 3, 9)


def test_what_lies_before_the_window_has_no_dot() -> None:
    assert dots(WINDOW, [seen(101, 4)]) == []


def test_my_stand_lasts_until_i_place_myself_elsewhere() -> None:
    lines = stands(WINDOW, [placed(20, 3), placed(50, 2, wish=3), placed(80, 2)])
    assert [(line.x1, line.x2, line.level, line.y) for line in lines] == [
        (20, 80, 2, 70),
        (80, 100, 3, 50),
    ]


def test_not_knowing_ends_a_stand_and_draws_nothing() -> None:
    (line,) = stands(WINDOW, [placed(20, None), placed(80, 2)])
    assert (line.x1, line.x2) == (20, 80)


def test_a_stand_from_before_the_window_begins_at_its_edge() -> None:
    (line,) = stands(WINDOW, [placed(50, 4), placed(300, 3), placed(400, 1)])[:1]
    assert (line.x1, line.level, line.since) == (0, 3, before(300))


def test_my_focus_is_shown_as_long_as_it_lasted() -> None:
    lines = focus_times(WINDOW, [focused(5), focused(60, 10), focused(400, 90), focused(400, 200)])
    assert [(line.x1, line.x2) for line in lines] == [(0, 10), (40, 90), (95, 100)]


def test_the_present_turn_began_when_it_was_first_said() -> None:
    said = [(before(9), 2), (before(8), 3), (before(7), 2), (before(6), 2)]
    assert begin(said) == before(7)
    assert begin([]) is None


def test_the_table_has_each_piece_of_work_once_with_all_that_was_said() -> None:
    work = [Practice(1, 1, "PAY-1", "One", before(25)), Practice(1, 9, "PAY-9", None, before(5))]
    thanks = [Thanks(1, 5, "Dana", 9, "PAY-9", None, before(5))]
    first, second = work_rows(WINDOW, work, [seen(25, 3)], thanks)
    assert (first.work_item_id, len(first.sightings), len(first.thanks)) == (9, 0, 1)
    assert (second.work_item_id, second.title, len(second.sightings)) == (1, "One", 1)
