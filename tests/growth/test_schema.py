"""What may be sent to the pages of the map."""

from datetime import UTC, datetime

import pytest
from marshmallow import ValidationError

from service.growth.schema import SkillQuery
from service.growth.timeline import Cursor

PLACE = Cursor(datetime(2026, 3, 2, 9, 0, 1, 5, tzinfo=UTC), 3, 12)


def test_a_place_in_the_timeline_is_read_as_it_was_written() -> None:
    assert SkillQuery().load({"before": str(PLACE)}) == {"before": PLACE}


def test_without_a_place_the_timeline_begins_now() -> None:
    assert SkillQuery().load({"before": ""}) == {"before": None}


@pytest.mark.parametrize(
    "text", ["yesterday", "20260302T090001.000005-3", "x-3-12", "1-2-3", f"{PLACE}{10**20}"]
)
def test_what_is_not_a_place_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        SkillQuery().load({"before": text})
