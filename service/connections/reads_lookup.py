"""Questions about what is to be asked of connections."""

from datetime import timedelta

from service import clock
from service.actor import Actor, must_be_system
from service.db import sql

Q = sql.load(__package__)
#: What follows from the end of a sprint goes on for a while; one question is then enough.
SETTLED = timedelta(minutes=1)


def with_lookups(db: sql.Connection, actor: Actor) -> list[int]:
    """Ids of connections of which something is due, and which may be asked now."""
    must_be_system(actor)
    return sql.column(db, Q["connections_with_lookups"], now=clock.now())


def wanting_reconcile(db: sql.Connection, actor: Actor) -> list[int]:
    """Ids of connections where much changed a minute ago or longer, not reconciled since."""
    must_be_system(actor)
    return sql.column(db, Q["wanting_reconcile"], before=clock.now() - SETTLED)
