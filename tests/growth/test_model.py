"""The pure rules of a picture."""

import pytest

from service.growth.model import Missing, dots, missing


@pytest.mark.parametrize(
    ("people", "is_thanked", "is_practised", "code"),
    [
        (0, False, False, Missing.ANYTHING),
        (0, False, True, Missing.WORDS),
        (0, True, True, Missing.SIGHT),
        (1, True, True, Missing.COLLEAGUES),
        (2, False, False, Missing.COLLEAGUES),
        (3, False, False, None),
    ],
)
def test_what_is_missing_is_a_code(
    people: int, is_thanked: bool, is_practised: bool, code: Missing | None
) -> None:
    assert missing(people, is_thanked, is_practised) is code


def test_levels_stand_in_the_order_of_the_scale() -> None:
    assert [level.level for level in dots([5, 1, 3, 1])] == [1, 3, 5]
