"""What a connection tells about work becomes work items and contributions."""

import orjson
from psycopg.types.json import Jsonb

from service.actor import Actor, must_be_system
from service.db import sql
from service.work.model import Deletion, ItemState, Part, newest, spans

Q = sql.load(__package__)


def hear(
    db: sql.Connection,
    actor: Actor,
    connection_id: int,
    states: list[ItemState],
    parts: list[Part],
    deletions: list[Deletion],
) -> list[int]:
    """Work in a batch of what a connection told; ids of the work items that changed by it.

    The outcome is the same in whatever order, and however often, the same things are told. The
    accounts that `parts` name are known already; the caller holds the transaction.
    """
    must_be_system(actor)
    late = newest(states)
    changed = _put_states(db, connection_id, late)
    _put_stubs(db, connection_id, late, parts, deletions)
    changed += _bury(db, connection_id, deletions)
    changed += _settle(db, connection_id, late)
    changed += _put_spans(db, connection_id, parts)
    return sorted(set(changed))


def _put_states(db: sql.Connection, connection_id: int, states: list[ItemState]) -> list[int]:
    if not states:
        return []
    rows = Jsonb(states, dumps=orjson.dumps)
    return sql.column(db, Q["put_states"], connection_id=connection_id, states=rows)


def _put_stubs(
    db: sql.Connection,
    connection_id: int,
    states: list[ItemState],
    parts: list[Part],
    deletions: list[Deletion],
) -> None:
    known = {state.external_id for state in states}
    named = {part.external_id for part in parts} | {gone.external_id for gone in deletions}
    if named - known:
        ids = sorted(named - known)
        sql.run(db, Q["put_stubs"], connection_id=connection_id, external_ids=ids)


def _bury(db: sql.Connection, connection_id: int, deletions: list[Deletion]) -> list[int]:
    if not deletions:
        return []
    ids, times = [gone.external_id for gone in deletions], [gone.at for gone in deletions]
    return sql.column(db, Q["bury"], connection_id=connection_id, external_ids=ids, times=times)


def _settle(db: sql.Connection, connection_id: int, states: list[ItemState]) -> list[int]:
    if not states:
        return []
    return sql.column(
        db, Q["settle"],
        connection_id=connection_id,
        external_ids=[state.external_id for state in states],
        entered=[state.entered_done_at for state in states],
        bulk=[state.entered_in_bulk for state in states],
        epics=[state.epic_key for state in states],
        epic_times=[state.epic_told_at for state in states],
    )  # fmt: skip


def _put_spans(db: sql.Connection, connection_id: int, parts: list[Part]) -> list[int]:
    if not parts:
        return []
    rows = Jsonb(spans(parts), dumps=orjson.dumps)
    return sql.column(db, Q["put_spans"], connection_id=connection_id, spans=rows)
