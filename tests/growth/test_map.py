"""What a row of the map says."""

from datetime import UTC, datetime, timedelta

from service.aims.model import Placement
from service.aims.model_focus import Focus
from service.growth.map import GrowthMap, Row, rows
from service.growth.model import Missing, Practice, Sighting, Thanks, strip
from service.growth.scale import window
from service.growth.standing import standings
from service.skills.model import Skill
from tests.growth.test_standing import UNKNOWING

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
WINDOW = window(NOW)


def skill(number: int, area: str = "together") -> Skill:
    name = f"skill-{number}"
    return Skill(number, name, number, name, name, "", "", area, area, area)


def mine(level: int | None, wish: int = 0) -> Placement:
    return Placement(1, 1, 1, 1, level, wish, False, NOW)


FOCUS = Focus(1, 1, 1, None, True, NOW, NOW, None)


def worked(days: int, work: int = 1) -> Practice:
    return Practice(1, work, f"PAY-{work}", None, NOW - timedelta(days=days))


def seen(giver: int, level: int = 3, days: int = 10, work: int = 1) -> Sighting:
    at = NOW - timedelta(days=days)
    return Sighting(1, giver, giver, "Alice", work, None, None, at, level, False)


def thanked(days: int, work: int = 1) -> Thanks:
    return Thanks(1, 1, "Alice", work, None, None, NOW - timedelta(days=days))


def row(
    *marks: Practice | Sighting | Thanks,
    placed: Placement | None = None,
    focus: Focus | None = None,
) -> Row:
    done = [mark for mark in marks if isinstance(mark, Practice)]
    said = [mark for mark in marks if isinstance(mark, Sighting)]
    thanks = [mark for mark in marks if isinstance(mark, Thanks)]
    found = standings(said, UNKNOWING, NOW).get(1)
    drawn = strip(WINDOW, done, said, thanks)
    return Row(skill(1), placed, focus, done, said, thanks, found, drawn, WINDOW)


KNOWN = [seen(giver, 3, days=30 * giver, work=giver) for giver in range(1, 5)]


def test_below_three_colleagues_nothing_stands_at_a_level() -> None:
    two = row(*(seen(1 + work % 2, work=work) for work in range(6)))
    assert (two.shown, two.missing, two.colleagues) == (None, Missing.COLLEAGUES, 2)


def test_enough_makes_one_range() -> None:
    found = row(*KNOWN)
    assert found.shown
    assert found.shown.low < 3 < found.shown.high
    assert found.missing is None


def test_words_and_thanks_hang_on_a_tick_of_their_own_work() -> None:
    strip = row(worked(100), seen(1, days=50, work=2), thanked(30, work=3)).strip
    assert len(strip.work) == 3
    assert set(strip.words + strip.thanks) < set(strip.work)


def test_two_pieces_of_work_of_one_day_are_two() -> None:
    """The sentence beside the strip counts its ticks."""
    strip = row(worked(100), seen(1, days=100, work=2), worked(100, work=2)).strip
    assert (len(strip.work), len(strip.words)) == (2, 1)


def test_work_before_the_window_has_no_tick() -> None:
    assert row(worked(900), seen(1, days=900)).strip.work == []


def test_a_skill_is_on_my_map_when_i_chose_it_or_practised_it_or_was_seen() -> None:
    assert not row().is_on_map
    assert row(worked(5)).is_on_map
    assert row(seen(1)).is_on_map
    assert row(placed=mine(None)).is_on_map
    assert row(focus=FOCUS).is_on_map


def test_a_focus_has_a_thread_to_the_next_level_and_the_last_level_has_none() -> None:
    focus = row(placed=mine(2), focus=FOCUS)
    assert focus.is_focus
    assert focus.thread is not None
    assert focus.thread.tip == 50
    assert row(placed=mine(5), focus=FOCUS).thread is None
    assert row(placed=mine(None), focus=FOCUS).thread is None
    assert row(placed=mine(2, wish=3)).thread is None


def test_a_word_is_worth_asking_for_when_practised_lately_and_not_known() -> None:
    assert row(worked(30)).waits_for_a_word
    assert not row(worked(200)).waits_for_a_word
    assert not row(worked(30), *KNOWN).waits_for_a_word


def test_seen_long_ago_begins_after_half_a_year() -> None:
    assert row(seen(1, days=190)).seen_long_ago
    assert not row(seen(1, days=190), seen(2, days=20)).seen_long_ago


def test_rows_keep_the_order_of_the_catalogue_and_take_what_is_theirs() -> None:
    made = rows(
        WINDOW,
        [skill(2), skill(1)],
        [mine(4)],
        [FOCUS],
        [worked(3)],
        [seen(1)],
        [thanked(4)],
        {},
    )
    assert [one.skill.id for one in made] == [2, 1]
    assert not made[0].is_on_map
    assert (made[1].mine, made[1].focus) == (mine(4), FOCUS)
    assert (made[1].practice, made[1].sightings) == ([worked(3)], [seen(1)])


def test_a_map_counts_what_is_known_and_what_waits() -> None:
    known = row(*KNOWN, placed=mine(2), focus=FOCUS)
    shown = GrowthMap(WINDOW, [known, row(worked(3))], [], [])
    assert (shown.known, shown.waiting, shown.focus) == (1, 1, [known])
    assert not shown.is_empty


def test_finished_work_alone_is_still_an_empty_map() -> None:
    assert GrowthMap(WINDOW, [row(worked(3))], [], []).is_empty


def test_rows_are_grouped_by_area() -> None:
    made = rows(WINDOW, [skill(1, "a"), skill(2, "b"), skill(3, "b")], [], [], [], [], [], {})
    shown = GrowthMap(WINDOW, made, [], [])
    assert [[one.skill.id for one in area] for area in shown.areas] == [[1], [2, 3]]
