"""What a connection tells about work becomes work items and contributions."""

from collections.abc import Iterable
from typing import Any

import orjson
from psycopg.types.json import Jsonb

from service.actor import Actor, must_be_system
from service.db import sql
from service.work.model import (
    Deletion,
    ItemState,
    Leaving,
    Part,
    last_leaving,
    newest,
    spans,
)

Q = sql.load(__package__)
Where = dict[str, Any]


def hear(
    db: sql.Connection,
    actor: Actor,
    connection_id: int,
    states: list[ItemState],
    parts: list[Part],
    deletions: list[Deletion],
    leaving: list[Leaving] | None = None,
    kind: str = "issue",
) -> list[int]:
    """Work in a batch of what a connection told of its issues (or of its pages, by `kind`); ids of
    the work items that changed by it.

    The outcome is the same in whatever order, and however often, the same things are told. The
    accounts that `parts` name are known already; the caller holds the transaction.
    """
    must_be_system(actor)
    where = {"connection_id": connection_id, "kind": kind}
    late, gone = newest(states), last_leaving(leaving or [])
    changed = _put_states(db, where, late)
    _put_stubs(db, where, late, [*parts, *deletions, *(one for one in gone if one.was_inside)])
    changed += _leave(db, where, gone)
    changed += _bury(db, where, deletions)
    changed += _settle(db, where, late)
    changed += _put_spans(db, where, parts)
    return sorted(set(changed))


def _put_states(db: sql.Connection, where: Where, states: list[ItemState]) -> list[int]:
    if not states:
        return []
    rows = Jsonb(states, dumps=orjson.dumps)
    return sql.column(db, Q["put_states"], **where, states=rows)


def _put_stubs(
    db: sql.Connection,
    where: Where,
    states: list[ItemState],
    named: Iterable[Part | Deletion | Leaving],
) -> None:
    ids = {one.external_id for one in named} - {state.external_id for state in states}
    if ids:
        sql.run(db, Q["put_stubs"], **where, external_ids=sorted(ids))


def _leave(db: sql.Connection, where: Where, gone: list[Leaving]) -> list[int]:
    if not gone:
        return []
    return sql.column(
        db, Q["leave"],
        **where,
        external_ids=[one.external_id for one in gone],
        updated=[one.updated_at for one in gone],
        seen=[one.seen_at for one in gone],
    )  # fmt: skip


def _bury(db: sql.Connection, where: Where, deletions: list[Deletion]) -> list[int]:
    if not deletions:
        return []
    ids, times = [gone.external_id for gone in deletions], [gone.at for gone in deletions]
    return sql.column(db, Q["bury"], **where, external_ids=ids, times=times)


def _settle(db: sql.Connection, where: Where, states: list[ItemState]) -> list[int]:
    if not states:
        return []
    return sql.column(
        db, Q["settle"],
        **where,
        external_ids=[state.external_id for state in states],
        entered=[state.entered_done_at for state in states],
        bulk=[state.entered_in_bulk for state in states],
        epics=[state.epic_key for state in states],
        epic_times=[state.epic_told_at for state in states],
    )  # fmt: skip


def _put_spans(db: sql.Connection, where: Where, parts: list[Part]) -> list[int]:
    if not parts:
        return []
    rows = Jsonb(spans(parts), dumps=orjson.dumps)
    return sql.column(db, Q["put_spans"], **where, spans=rows)
