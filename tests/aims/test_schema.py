"""What may be sent about oneself."""

import pytest
from marshmallow import ValidationError

from service.aims.schema import PlacementSent


def test_nothing_said_is_not_placed() -> None:
    assert PlacementSent().load({"level": "", "will_try": " "}) == {
        "level": None,
        "wish": 0,
        "glad_to_help": False,
        "will_try": None,
    }


def test_a_form_is_read() -> None:
    sent = {"level": "3", "wish": "2", "glad_to_help": "on", "will_try": "Ask sooner."}
    assert PlacementSent().load(sent) == {
        "level": 3,
        "wish": 2,
        "glad_to_help": True,
        "will_try": "Ask sooner.",
    }


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("level", "0"),
        ("level", "6"),
        ("level", "three"),
        ("wish", "4"),
        ("wish", "-1"),
        ("glad_to_help", "perhaps"),
        ("will_try", "x" * 301),
    ],
)
def test_what_does_not_fit_is_refused(field: str, value: str) -> None:
    with pytest.raises(ValidationError) as wrong:
        PlacementSent().load({field: value})
    assert isinstance(wrong.value.messages, dict)
    assert list(wrong.value.messages) == [field]
