"""It goes on at the pace so far, promises no more than there is, and knows when to be silent."""

from datetime import date, timedelta
from typing import Any

import pytest

from service.budgets.forecast import TooLittle, forecast
from service.budgets.ledger import Amount
from service.budgets.model import BudgetLine, Mode
from tests.budgets.making import EURO, HOUR

HALF = date(2026, 7, 2)  #: day 183 of 365


def line(**sums: Any) -> BudgetLine:
    """Of 2026, with 1,000 euro and 100 hours and three wishes, unless `sums` say otherwise."""
    plain: dict[str, Any] = {
        "id": 1, "name": "Growing", "person_id": None, "team_id": None, "currency": "EUR",
        "begins_on": date(2026, 1, 1), "ends_on": date(2026, 12, 31), "mode": Mode.TRUST,
        "demanded_by": None, "trust_limit": 0, "trust_minutes": None, "carry_years": 1,
        "may_go_below": False,
        "follows": None, "granted": 1000 * EURO, "reserved": 0, "spent": 0, "free": 1000 * EURO,
        "granted_minutes": 100 * HOUR, "reserved_minutes": 0, "spent_minutes": 0,
        "free_minutes": 100 * HOUR, "went_over": 0, "went_over_minutes": 0, "wishes": 3,
        "owner": None, "people": 9, "is_mine": False,
    }  # fmt: skip
    return BudgetLine(**plain | sums)


def test_it_goes_on_as_it_went() -> None:
    found = forecast(line(spent=200 * EURO, reserved=100 * EURO, spent_minutes=20 * HOUR), HALF)
    assert found
    assert found.used == Amount(598 * EURO, 40 * HOUR), "300 of 183 days in 365, to the euro"
    assert found.unused == Amount(402 * EURO, 60 * HOUR)
    assert found.used_up_on is None
    assert found.weeks_left == 26


def test_it_never_promises_more_than_there_is_and_says_when_that_is_used_up() -> None:
    found = forecast(line(reserved=800 * EURO), HALF)
    assert found
    assert (found.used.money, found.unused.money) == (1000 * EURO, 0)
    assert found.used_up_on == date(2026, 1, 1) + timedelta(days=183 * 1000 // 800 - 1)
    over = forecast(line(spent=1200 * EURO, may_go_below=True), HALF)
    assert over
    assert over.used_up_on == HALF, "not a day that has passed"


@pytest.mark.parametrize(
    ("sums", "day", "why"),
    [
        ({}, date(2026, 1, 27), TooLittle.DAYS),
        ({}, date(2025, 12, 1), TooLittle.DAYS),
        ({"wishes": 2}, HALF, TooLittle.WISHES),
        ({}, date(2026, 1, 28), None),
    ],
)
def test_it_says_nothing_when_there_is_too_little(
    sums: dict[str, Any], day: date, why: TooLittle | None
) -> None:
    found = forecast(line(**sums), day)
    assert found
    assert found.too_little == why


def test_of_what_has_ended_or_is_empty_there_is_nothing_to_say() -> None:
    assert forecast(line(), date(2027, 1, 1)) is None
    assert forecast(line(granted=0, free=0, granted_minutes=0, free_minutes=0), HALF) is None
    assert forecast(line(), date(2026, 12, 31)) is not None
