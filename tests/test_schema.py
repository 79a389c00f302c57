"""What counts as absent in what people send."""

import pytest
from marshmallow import fields

from service.schema import Sent


class NameSent(Sent):
    name = fields.Str(load_default=None)


@pytest.mark.parametrize(
    "blank",
    [
        "",
        "  ",
        "\u200b",
        "\ufeff",
        "\u2060\u00a0",
        "\u3164",
        "\u2800",
        "\u200e\u202e",
        "\ufe0f",
        "\x00",
    ],
)
def test_what_cannot_be_seen_is_absent(blank: str) -> None:
    assert NameSent().load({"name": blank}) == {"name": None}


@pytest.mark.parametrize(
    "name", ["a", "0", ".", "\u0627", "\u8def", "\U0001f9f6", "\u2764\ufe0f", "a\u200bb"]
)
def test_what_can_be_seen_stays(name: str) -> None:
    assert NameSent().load({"name": f" {name} "}) == {"name": name}
