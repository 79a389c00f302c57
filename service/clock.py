"""The time, as an input: fixed for the length of a request or a job, set by demo and tests.

SQL and domain code never ask the machine for the time; they get `clock.now()`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

_fixed: ContextVar[datetime | None] = ContextVar("clock", default=None)
_zone = ZoneInfo("Europe/Amsterdam")


def now() -> datetime:
    """The time here: the fixed one inside `at` or `stopped`, else the machine's. Always UTC."""
    return _fixed.get() or datetime.now(UTC)


def today() -> date:
    return now().date()


def settle(zone: str) -> None:
    """From now on the days and hours of people here are those of this zone; said as a process
    starts."""
    global _zone
    _zone = ZoneInfo(zone)


def local() -> datetime:
    """The time here, as the clock on the wall of the organisation shows it."""
    return now().astimezone(_zone)


@contextmanager
def at(time: datetime) -> Iterator[None]:
    """Inside, it is `time` (timezone-aware)."""
    if time.tzinfo is None:
        raise ValueError("the clock needs a time with a zone")
    token = _fixed.set(time.astimezone(UTC))
    try:
        yield
    finally:
        _fixed.reset(token)


@contextmanager
def stopped() -> Iterator[None]:
    """Inside, time stands still, so that all that one request or job writes bears one time."""
    with at(now()):
        yield
