"""Work of which too little was told is asked for later: once for each burst of events.

The job that asks takes what is due, asks, and says what became of each. Whoever dies in between
loses nothing: what was taken is due again after a while.
"""

from collections.abc import Collection
from datetime import timedelta

from service import clock
from service.actor import Actor, must_be_system
from service.connections.model_scope import Lookup
from service.db import sql

Q = sql.load(__package__)
#: A burst of events about one issue is over after this, and costs one call.
BURST = timedelta(seconds=5)
#: Whoever takes a lookup has this long for it.
TAKEN = timedelta(minutes=10)
FIRST_PAUSE, LONGEST_PAUSE = timedelta(minutes=1), timedelta(days=1)


def want(
    db: sql.Connection, actor: Actor, connection_id: int, kind: str, external_ids: Collection[str]
) -> None:
    """Ask for these issues or pages soon. The caller holds the transaction."""
    must_be_system(actor)
    if external_ids:
        now = clock.now()
        sql.run(
            db, Q["want_lookups"],
            connection_id=connection_id, kind=kind, external_ids=sorted(external_ids),
            now=now, not_before=now + BURST,
        )  # fmt: skip


def take(db: sql.Connection, actor: Actor, connection_id: int, limit: int) -> list[Lookup]:
    """What is due to be asked of a connection; nobody else takes it for ten minutes."""
    must_be_system(actor)
    now = clock.now()
    return sql.every(
        db, Lookup, Q["take_lookups"],
        connection_id=connection_id, now=now, taken_until=now + TAKEN, limit=limit,
    )  # fmt: skip


def done(db: sql.Connection, actor: Actor, lookup: Lookup) -> None:
    """It was answered, or is gone there. Where it was wanted again meanwhile, it is due soon."""
    must_be_system(actor)
    again = clock.now() + BURST
    with db.transaction():
        sql.run(db, Q["lookup_done"], **_which(lookup), wanted_at=lookup.wanted_at)
        sql.run(
            db, Q["lookup_again"], **_which(lookup), wanted_at=lookup.wanted_at, not_before=again
        )


def failed(db: sql.Connection, actor: Actor, lookup: Lookup, reason: str) -> None:
    """It could not be asked for: again after a minute, two, four … and a day at most."""
    must_be_system(actor)
    pause = min(FIRST_PAUSE * 2 ** min(lookup.tries, 20), LONGEST_PAUSE)
    sql.run(
        db, Q["lookup_failed"],
        **_which(lookup), not_before=clock.now() + pause, reason=reason[:500],
    )  # fmt: skip


def want_reconcile(db: sql.Connection, actor: Actor, connection_id: int) -> None:
    """Ask a connection early what changed. The caller holds the transaction."""
    must_be_system(actor)
    sql.run(db, Q["want_reconcile"], connection_id=connection_id, now=clock.now())


def _which(lookup: Lookup) -> dict[str, object]:
    return {
        "connection_id": lookup.connection_id,
        "kind": lookup.kind,
        "external_id": lookup.external_id,
    }
