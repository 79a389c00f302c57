from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from service.atlassian.rest import jql
from service.atlassian.rest.model import Wanted

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
SINCE = datetime(2026, 7, 1, 10, 0, 59, tzinfo=UTC)


def test_a_question_is_bounded_and_in_the_zone_of_the_account() -> None:
    wanted = Wanted(SINCE, ("HARB", "LOCK"), ("Story",))
    assert jql.changed(wanted, SINCE, AMSTERDAM) == (
        'updated >= "2026-07-01 12:00" AND project in ("HARB", "LOCK") AND issuetype in ("Story")'
    )
    assert jql.changed(Wanted(SINCE), SINCE, ZoneInfo("UTC")) == 'updated >= "2026-07-01 10:00"'


@pytest.mark.parametrize("hour", [0, 1])
def test_in_the_hour_that_comes_twice_an_hour_more_is_asked(hour: int) -> None:
    twice = datetime(2026, 10, 25, hour, 30, tzinfo=UTC)
    asked = jql.changed(Wanted(twice), twice, AMSTERDAM)
    written = datetime.fromisoformat(asked.removeprefix('updated >= "').removesuffix('"'))
    for fold in (0, 1):
        meant = written.replace(tzinfo=AMSTERDAM, fold=fold).astimezone(UTC)
        assert meant <= twice
        assert meant >= twice - timedelta(hours=2)


@pytest.mark.parametrize(
    ("word", "told"),
    [
        ("Story", '"Story"'),
        ('a" OR project = "b', '"a\\" OR project = \\"b"'),
        ("back\\slash", '"back\\\\slash"'),
        ("two\nlines", '"two lines"'),
    ],
)
def test_a_word_stays_a_word(word: str, told: str) -> None:
    assert jql.quoted(word) == told
