from datetime import UTC, datetime

import pytest

from service.atlassian import fields
from service.atlassian.model import NotUnderstood


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        ("plain", "plain"),
        ("a\x00b", "ab"),
        ("half \ud83d", "half ?"),
        ("één 🙂", "één 🙂"),
        ("x" * 30, "x" * 20),
    ],
)
def test_text_is_made_fit_to_keep(value: str, kept: str) -> None:
    assert fields.clean(value, 20) == kept


def test_an_id_of_nothing_but_nul_is_none() -> None:
    assert fields.ident({"id": "\x00"}, "id", "") is None


@pytest.mark.parametrize("value", [True, 1.5, [], {}])
def test_an_id_is_text_or_a_whole_number(value: object) -> None:
    with pytest.raises(NotUnderstood, match=r"^issue\.id is not an id\.$"):
        fields.ident({"id": value}, "id", "issue.")


def test_lists_may_be_missing_but_hold_one_kind_of_thing() -> None:
    assert fields.texts({}, "labels", "") == ()
    assert fields.children({"items": None}, "items", "") == []
    with pytest.raises(NotUnderstood, match="labels holds something that is not text"):
        fields.texts({"labels": ["a", 1]}, "labels", "")
    with pytest.raises(NotUnderstood, match="items holds something that is not an object"):
        fields.children({"items": [{}, 1]}, "items", "")
    with pytest.raises(NotUnderstood, match="items is not a list"):
        fields.children({"items": {}}, "items", "")


def test_a_time_lies_within_two_centuries() -> None:
    assert fields.moment({"at": 0}, "at", "") == datetime(1970, 1, 1, tzinfo=UTC)
    for value in (-1, 7258118400000, "1969-12-31T23:59:59Z", "0001-01-01T00:00:00+14:00"):
        with pytest.raises(NotUnderstood, match="at is not a time"):
            fields.moment({"at": value}, "at", "")
