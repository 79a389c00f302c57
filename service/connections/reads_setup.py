"""Questions about how far a connection is set up."""

from datetime import timedelta

from service import clock
from service.actor import Actor, must_administer, must_be_system
from service.connections.errors import NoSuchConnection
from service.connections.model_setup import Registration, SetUp
from service.db import sql

Q = sql.load(__package__)
#: Webhooks of OAuth apps end after 30 days; they are refreshed when this much is left.
SOON = timedelta(days=7)


def set_up(db: sql.Connection, actor: Actor, name: str) -> SetUp:
    must_administer(actor)
    found = sql.first(db, SetUp, Q["set_up"], name=name)
    if found is None:
        raise NoSuchConnection(name=name)
    return found


def set_ups(db: sql.Connection, actor: Actor) -> list[SetUp]:
    """All of them; they are few."""
    must_administer(actor)
    return sql.every(db, SetUp, Q["set_up"], name=None)


def registrations(db: sql.Connection, actor: Actor, connection_id: int, by_app: bool) -> list[str]:
    """Ids of the webhooks that Gezel made there: as an OAuth app, or as an administrator."""
    must_administer(actor)
    found = sql.every(db, Registration, Q["registrations"], connection_id=connection_id)
    return [one.external_id for one in found if (one.expires_at is not None) == by_app]


def to_refresh(db: sql.Connection, actor: Actor) -> list[int]:
    """Connections whose webhooks end within a week."""
    must_be_system(actor)
    return sql.column(db, Q["registrations_to_refresh"], before=clock.now() + SOON)
