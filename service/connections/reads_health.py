"""Questions about how a connection goes."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from service import clock
from service.actor import Actor, must_administer
from service.connections.errors import NoSuchConnection
from service.connections.model import State
from service.connections.model_health import (
    Day,
    DayCount,
    DeliveryPage,
    Health,
    Look,
    Lookups,
    Trouble,
    by_day,
)
from service.connections.reads import LAST_ID, MOST
from service.connections.redaction import redacted
from service.db import sql

Q = sql.load(__package__)
DAYS = 14
STATES = [str(state) for state in State]
WRONG = [str(State.QUARANTINED), str(State.FAILED)]
#: The latest of each kind are looked at for what they have in common.
LATEST = 1000
GROUPS = 20
LOOKS = 20


@dataclass(frozen=True, slots=True)
class _Whole:
    id: int
    connection: str
    channel: str
    identifier: str | None
    event: str | None
    state: State
    reason: str | None
    received_at: datetime
    handled_at: datetime | None
    body: bytes | None


def healths(db: sql.Connection, actor: Actor) -> list[Health]:
    """Every connection as it stands, by name."""
    must_administer(actor)
    return sql.every(db, Health, Q["health"], name=None, most=MOST, states=STATES)


def health(db: sql.Connection, actor: Actor, name: str) -> Health:
    must_administer(actor)
    found = sql.first(db, Health, Q["health"], name=name, most=MOST, states=STATES)
    if found is None:
        raise NoSuchConnection(name=name)
    return found


def days(db: sql.Connection, actor: Actor, connection_id: int, zone: str) -> list[Day]:
    """What came in on each of the last 14 days, as days are in this time zone."""
    must_administer(actor)
    today = clock.now().astimezone(ZoneInfo(zone)).date()
    first = today - timedelta(days=DAYS - 1)
    since = datetime(first.year, first.month, first.day, tzinfo=ZoneInfo(zone))
    counts = sql.every(
        db, DayCount, Q["counts_by_day"],
        connection_id=connection_id, since=since, zone=zone, most=MOST,
    )  # fmt: skip
    return by_day(counts, today, DAYS)


def troubles(db: sql.Connection, actor: Actor, connection_id: int) -> list[Trouble]:
    """What went wrong lately, those alike together, the latest first."""
    must_administer(actor)
    return sql.every(
        db, Trouble, Q["troubles"],
        connection_id=connection_id, states=WRONG, latest=LATEST, limit=GROUPS,
    )  # fmt: skip


def lookups(db: sql.Connection, actor: Actor, connection_id: int) -> Lookups:
    must_administer(actor)
    return sql.one(db, Lookups, Q["lookups"], connection_id=connection_id, most=MOST)


def looks(
    db: sql.Connection, actor: Actor, connection_id: int, before: int | None = None
) -> list[Look]:
    """A page of who looked at raw bodies and why, latest first, before an id."""
    must_administer(actor)
    return sql.every(
        db, Look, Q["looks"],
        connection_id=connection_id, before=before or LAST_ID, limit=LOOKS,
    )  # fmt: skip


def delivery(db: sql.Connection, actor: Actor, delivery_id: int) -> DeliveryPage:
    """One delivery, its body without names and texts: the raw one never leaves by this road."""
    must_administer(actor)
    whole = sql.one(db, _Whole, Q["whole_delivery"], id=delivery_id)
    values = {name: getattr(whole, name) for name in _Whole.__slots__ if name != "body"}
    body = whole.body
    return DeliveryPage(
        **values,
        size=None if body is None else len(body),
        content=None if body is None else redacted(body),
    )
