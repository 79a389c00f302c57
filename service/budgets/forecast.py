"""What will be used of a budget when its period ends, if it goes on as it went so far.

The only thing it knows is the pace: what is spent and reserved, by the days that have passed. It
says nothing in the first four weeks, nor of less than three wishes.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from service.budgets import money
from service.budgets.ledger import Amount
from service.budgets.model import BudgetLine

ENOUGH_DAYS = 28
ENOUGH_WISHES = 3
NOTHING = Amount(0, 0)


class TooLittle(StrEnum):
    """Why there is nothing to say yet."""

    DAYS = "days"
    WISHES = "wishes"


@dataclass(frozen=True, slots=True)
class Forecast:
    """What will be used and left over at the end, never more than there is; and when the money is
    used up before that. `too_little` with nothing else when there is nothing to say yet."""

    weeks_left: int
    too_little: TooLittle | None = None
    used: Amount = NOTHING
    unused: Amount = NOTHING
    used_up_on: date | None = None


def forecast(budget: BudgetLine, day: date) -> Forecast | None:
    """As of a day, its own included; None when the period has ended or nothing was granted."""
    days_left = (budget.ends_on - day).days
    there = Amount(budget.given, budget.given_minutes)
    if days_left < 0 or not there:
        return None
    weeks_left = -(-days_left // 7)
    passed = (day - budget.begins_on).days + 1
    if passed < ENOUGH_DAYS:
        return Forecast(weeks_left, TooLittle.DAYS)
    if budget.wishes < ENOUGH_WISHES:
        return Forecast(weeks_left, TooLittle.WISHES)
    taken = Amount(budget.spent + budget.reserved, budget.spent_minutes + budget.reserved_minutes)
    whole = passed + days_left
    unit = 10 ** money.decimals(budget.currency)
    used = Amount(
        min(there.money, _at_pace(taken.money, whole, passed, unit)),
        min(there.minutes, _at_pace(taken.minutes, whole, passed, 60)),
    )
    left = Amount(there.money - used.money, there.minutes - used.minutes)
    return Forecast(weeks_left, None, used, left, _used_up_on(budget, taken.money, passed, whole))


def _at_pace(taken: int, whole: int, passed: int, unit: int) -> int:
    """What has been taken at the end, to a whole unit: more would look surer than it is."""
    return round(taken * whole / passed / unit) * unit


def _used_up_on(budget: BudgetLine, taken: int, passed: int, whole: int) -> date | None:
    if taken <= 0 or budget.given * passed >= taken * whole:
        return None
    days = max(passed, budget.given * passed // taken)
    return budget.begins_on + timedelta(days=days - 1)
