"""How a connection goes: what came in by day, what went wrong, what was missed and what waits."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from service.connections.model import State


@dataclass(frozen=True, slots=True)
class Health:
    """A connection as it stands now. Numbers are counted up to a limit, never all of them."""

    id: int
    name: str
    product: str
    created_at: datetime
    is_paused: bool
    needs_reconnect: bool
    offers_links: bool
    can_ask: bool
    calls_wait_until: datetime | None
    calls_wait_reason: str | None
    pending: int
    oldest_pending: datetime | None
    last_received: datetime | None
    not_understood: int
    set_aside: int

    @property
    def need_eyes(self) -> int:
        return self.not_understood + self.set_aside


@dataclass(frozen=True, slots=True)
class DayCount:
    """How many deliveries of one day are in one state."""

    day: date
    state: str
    number: int


@dataclass(frozen=True, slots=True)
class Day:
    """What came in on one day: worked in, left alone, waiting, and not understood or set aside."""

    day: date
    done: int = 0
    ignored: int = 0
    pending: int = 0
    troubled: int = 0

    @property
    def total(self) -> int:
        return self.done + self.ignored + self.pending + self.troubled


def by_day(counts: list[DayCount], last: date, days: int) -> list[Day]:
    """Each of the `days` days up to `last`, oldest first, also where nothing came in."""
    known = {(count.day, count.state): count.number for count in counts}

    def number(day: date, *states: State) -> int:
        return sum(known.get((day, str(state)), 0) for state in states)

    return [
        Day(
            day,
            number(day, State.DONE),
            number(day, State.IGNORED),
            number(day, State.PENDING),
            number(day, State.QUARANTINED, State.FAILED),
        )
        for day in (last - timedelta(days=back) for back in reversed(range(days)))
    ]


@dataclass(frozen=True, slots=True)
class Trouble:
    """Deliveries that went wrong in the same way; the latest of them to look at."""

    state: State
    event: str | None
    reason: str | None
    number: int
    latest_id: int
    latest_at: datetime


@dataclass(frozen=True, slots=True)
class Lookups:
    """Work of which a delivery told too little, waiting to be asked for."""

    number: int
    oldest: datetime | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class Look:
    """Somebody looked at a raw body, and said why."""

    id: int
    delivery_id: int
    person: str
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class DeliveryPage:
    """One delivery to look at. `content` has its structure without names and texts.

    None where the body is forgotten, or is not JSON; `size` (bytes) is None only when forgotten.
    """

    id: int
    connection: str
    channel: str
    identifier: str | None
    event: str | None
    state: State
    reason: str | None
    received_at: datetime
    handled_at: datetime | None
    size: int | None
    content: str | None
