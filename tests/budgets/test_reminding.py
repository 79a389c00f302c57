"""What nobody moves is reminded once before it ends, however late the work by the clock runs."""

from datetime import date, datetime, timedelta

import pytest

from service import clock
from service.budgets import actions_requests as requests
from service.budgets import reads_requests
from service.budgets.model_requests import LEAST, OPEN_FOR, REMINDED
from service.db.sql import Connection, value
from tests.budgets.making import KEEP, make_budget, make_request
from tests.cast import Cast

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


@pytest.fixture
def asked(db: Connection, cast: Cast) -> datetime:
    """When Bob's request, for which money is reserved, will end by itself."""
    bob = cast.actor(cast.bob)
    requests.send(db, bob, make_request(db, bob, make_budget(db)))
    return clock.now() + OPEN_FOR


@pytest.mark.parametrize(
    "days",
    [
        {"begins_on": date(2026, 10, 5)},
        {"begins_on": date(2026, 10, 1), "ends_on": date(2026, 10, 5)},
    ],
)
def test_what_is_reserved_waits_for_its_last_day(
    db: Connection, cast: Cast, days: dict[str, date]
) -> None:
    bob = cast.actor(cast.bob)
    made = make_request(db, bob, make_budget(db), **days)
    requests.send(db, bob, made)
    ends = value(db, "SELECT closes_at FROM request")
    assert ends.date() == date(2026, 10, 5) + OPEN_FOR


def run(db: Connection, at: datetime) -> tuple[int, int]:
    """How many are reminded and ended by the clock's work at a time."""
    with clock.at(at):
        found = requests.close_late(db, KEEP)
    return found["reminded"], found["ended"]


def test_it_is_reminded_once_in_time_and_ends_on_its_day(db: Connection, asked: datetime) -> None:
    assert run(db, asked - REMINDED - HOUR) == (0, 0)
    assert run(db, asked - REMINDED) == (1, 0)
    assert run(db, asked - DAY) == (0, 0)
    assert run(db, asked - HOUR) == (0, 0)
    assert run(db, asked) == (0, 1), "its day did not move"


@pytest.mark.parametrize("late", [timedelta(0), DAY, timedelta(days=90)])
def test_when_the_work_stood_still_it_is_reminded_first_and_has_a_week(
    db: Connection, cast: Cast, asked: datetime, late: timedelta
) -> None:
    bob = cast.actor(cast.bob)
    assert run(db, asked + late) == (1, 0), "nothing ends without a reminder"
    (waits,) = reads_requests.reminders(db, bob)
    assert waits.closes_at == asked + late + LEAST, "and it says until when"
    assert run(db, asked + late + LEAST - HOUR) == (0, 0)
    assert run(db, asked + late + LEAST) == (0, 1)
    assert value(db, "SELECT state FROM request") == "expired"
    assert reads_requests.reminders(db, bob) == []


def test_a_reminder_a_day_before_the_end_still_leaves_a_week(
    db: Connection, asked: datetime
) -> None:
    assert run(db, asked - DAY) == (1, 0)
    assert run(db, asked) == (0, 0)
    assert run(db, asked - DAY + LEAST) == (0, 1)
