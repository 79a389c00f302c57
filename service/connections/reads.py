"""Questions about connections and deliveries."""

from dataclasses import dataclass
from datetime import datetime

from service import clock
from service.actor import Actor, must_administer, must_be_system
from service.connections.errors import NoSuchConnection
from service.connections.model import Connection, DeliveryLine, SealedSecrets, State
from service.db import sql

Q = sql.load(__package__)
PAGE = 50
#: Above this what waits is not counted on.
MOST = 100_000
LAST_ID = 2**63 - 1


@dataclass(frozen=True, slots=True)
class StateCount:
    state: str
    number: int


@dataclass(frozen=True, slots=True)
class Known:
    """What became of the delivery with this identifier."""

    identifier: str
    state: str
    reason: str | None


def connections(db: sql.Connection, actor: Actor) -> list[Connection]:
    must_administer(actor)
    return sql.every(db, Connection, Q["connections"])


def connection(db: sql.Connection, actor: Actor, name: str) -> Connection:
    must_administer(actor)
    found = sql.first(db, Connection, Q["connection"], name=name)
    if found is None:
        raise NoSuchConnection(name=name)
    return found


def sealed_secrets(db: sql.Connection, actor: Actor, name: str) -> SealedSecrets:
    must_be_system(actor)
    found = sql.first(db, SealedSecrets, Q["sealed_secrets"], name=name)
    if found is None:
        raise NoSuchConnection(name=name)
    return found


def deliveries(
    db: sql.Connection,
    actor: Actor,
    state: str | None = None,
    connection: str | None = None,
    before: int | None = None,
) -> list[DeliveryLine]:
    """A page of deliveries, newest first, by state, name of connection and before an id."""
    must_administer(actor)
    return sql.every(
        db, DeliveryLine, Q["deliveries"],
        states=[state] if state else [str(one) for one in State],
        connection=connection, before=before or LAST_ID, limit=PAGE,
    )  # fmt: skip


def outcomes(
    db: sql.Connection, actor: Actor, connection_id: int, identifiers: list[str]
) -> list[Known]:
    """What became of the deliveries with these identifiers."""
    must_be_system(actor)
    return sql.every(db, Known, Q["outcomes"], connection_id=connection_id, identifiers=identifiers)


def counts(db: sql.Connection, actor: Actor, connection: str | None = None) -> dict[str, int]:
    """How many deliveries are in each state, of all connections or one; every state is named."""
    must_administer(actor)
    rows = sql.every(db, StateCount, Q["count_by_state"], connection=connection, most=MOST)
    found = {row.state: row.number for row in rows}
    return {str(state): found.get(state, 0) for state in State}


def lag_seconds(db: sql.Connection, actor: Actor) -> float:
    """How long the oldest unseen delivery has been waiting, where none is paused; else 0."""
    must_administer(actor)
    oldest: datetime | None = sql.value(db, Q["oldest_pending"])
    return (clock.now() - oldest).total_seconds() if oldest else 0.0
