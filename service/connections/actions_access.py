"""What can be done with the access to a connection."""

from datetime import datetime

from service.actor import Actor, must_administer, must_be_system
from service.connections.access import Access, sealed
from service.connections.model import Auth
from service.connections.secrets import Vault
from service.db import sql
from service.errors import NotFound

Q = sql.load(__package__)


def give(
    db: sql.Connection,
    actor: Actor,
    vault: Vault,
    connection_id: int,
    base_url: str,
    auth: Auth,
    credentials: dict[str, str],
    cloud_id: str | None = None,
) -> None:
    """Keep where a connection lives and what opens it; it may be asked from now on."""
    must_administer(actor)
    if not sql.run(
        db, Q["give_access"],
        id=connection_id, base_url=base_url.rstrip("/"), auth=str(auth), cloud_id=cloud_id,
        credentials=sealed(vault, credentials) if credentials else None,
    ):  # fmt: skip
        raise NotFound


def hold(db: sql.Connection, actor: Actor, connection_id: int) -> Access:
    """The access, held until the caller's transaction ends, so that one process renews it."""
    must_be_system(actor)
    return sql.one(db, Access, Q["access_for_renewal"], id=connection_id)


def renew(
    db: sql.Connection,
    actor: Actor,
    vault: Vault,
    connection_id: int,
    credentials: dict[str, str],
) -> None:
    """Keep a renewed grant; the caller holds the access."""
    must_be_system(actor)
    sql.run(db, Q["renew_credentials"], id=connection_id, credentials=sealed(vault, credentials))


def note_reconnect(db: sql.Connection, actor: Actor, connection_id: int) -> None:
    """The permission is gone; the pages ask an administrator to connect again."""
    must_be_system(actor)
    sql.run(db, Q["note_reconnect"], id=connection_id)


def note_wait(
    db: sql.Connection, actor: Actor, connection_id: int, until: datetime, reason: str
) -> None:
    """Nothing is asked until then."""
    must_be_system(actor)
    sql.run(db, Q["note_wait"], id=connection_id, until=until, reason=reason)
