"""The timeline: the order of what happened, and its pages."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from service.growth.timeline import PAGE, Cursor, Happening, WordlessWork, latest, order

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


def work(number: int, days: int) -> Happening:
    return WordlessWork(number, NOW - timedelta(days=days), f"PAY-{number}", None)


def test_a_short_timeline_is_one_page_latest_first() -> None:
    page, older = latest([work(1, 9), work(2, 3)], [work(3, 5)], before=None)
    assert [event.id for event in page] == [2, 3, 1]
    assert older is None


@given(st.lists(st.integers(0, 5), max_size=3 * PAGE))
def test_pages_show_everything_once_also_at_equal_times(days: list[int]) -> None:
    events = [work(number, day) for number, day in enumerate(days)]
    shown: list[int] = []
    before: Cursor | None = None
    while True:
        page, before = latest(events, before=before)
        shown += [event.id for event in page]
        if before is None:
            break
    assert shown == [event.id for event in sorted(events, key=order, reverse=True)]
