"""Questions about how a connection can be asked."""

from service import clock
from service.actor import Actor, must_administer, must_be_system
from service.connections.access import Access
from service.db import sql

Q = sql.load(__package__)


def access(db: sql.Connection, actor: Actor, connection_id: int) -> Access:
    must_administer(actor)
    return sql.one(db, Access, Q["access"], id=connection_id)


def callable_now(db: sql.Connection, actor: Actor) -> list[int]:
    """Ids of the connections that can be asked now."""
    must_be_system(actor)
    return sql.column(db, Q["callable_connections"], now=clock.now())


def reporting_connection(db: sql.Connection, actor: Actor) -> int | None:
    """The connection by which Atlassian can be told of accounts; None where there is none."""
    must_be_system(actor)
    found: int | None = sql.value(db, Q["reporting_connection"], now=clock.now())
    return found
