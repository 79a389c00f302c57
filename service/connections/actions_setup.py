"""Keeping which webhooks Gezel made at a connection."""

from datetime import datetime

from service.actor import Actor, must_administer
from service.db import sql

Q = sql.load(__package__)


def register(
    db: sql.Connection,
    actor: Actor,
    connection_id: int,
    external_id: str,
    expires_at: datetime | None = None,
) -> None:
    """A webhook was made there; those of OAuth apps end at `expires_at`."""
    must_administer(actor)
    sql.run(
        db, Q["register"],
        connection_id=connection_id, external_id=external_id, expires_at=expires_at,
    )  # fmt: skip


def unregister(db: sql.Connection, actor: Actor, connection_id: int, external_id: str) -> None:
    must_administer(actor)
    sql.run(db, Q["unregister"], connection_id=connection_id, external_id=external_id)
