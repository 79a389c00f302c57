"""Questions about work: only about work that one took part in."""

from datetime import datetime, timedelta

from service import clock
from service.actor import Actor, must_administer, must_be_system, person_of
from service.db import sql
from service.work.model import Contributor, Known, WorkItem, WorkLine

Q = sql.load(__package__)
PAGE = 25


def open_work(db: sql.Connection, actor: Actor) -> list[WorkLine]:
    """What I have in hand, the 25 that changed last."""
    return sql.every(db, WorkLine, Q["my_open_work"], person_id=person_of(actor), limit=PAGE)


def done_work(
    db: sql.Connection, actor: Actor, before: datetime | None = None, before_id: int | None = None
) -> list[WorkLine]:
    """A page of my finished work, latest first, from before a time and id."""
    return sql.every(
        db, WorkLine, Q["my_done_work"],
        person_id=person_of(actor), before=before, before_id=before_id, limit=PAGE,
    )  # fmt: skip


def item(db: sql.Connection, actor: Actor, work_item_id: int) -> WorkItem:
    """A work item that I took part in; else NotFound."""
    person_id = person_of(actor)
    return sql.one(db, WorkItem, Q["visible_item"], id=work_item_id, person_id=person_id)


def contributors(db: sql.Connection, actor: Actor, work_item_id: int) -> list[Contributor]:
    item(db, actor, work_item_id)
    return sql.every(db, Contributor, Q["contributors"], id=work_item_id)


def is_mine(db: sql.Connection, actor: Actor, work_item_id: int) -> bool:
    """Whether I did this work (and not only reviewed or talked along)."""
    return bool(sql.value(db, Q["is_mine"], id=work_item_id, person_id=person_of(actor)))


def count(db: sql.Connection, actor: Actor) -> int:
    must_administer(actor)
    return int(sql.value(db, Q["count_items"]))


def known(
    db: sql.Connection, actor: Actor, connection_id: int, external_ids: list[str], kind: str
) -> dict[str, bool]:
    """Which of these issues or pages are known, and of those whether they are kept: in scope."""
    must_be_system(actor)
    found = sql.every(
        db, Known, Q["known"], connection_id=connection_id, external_ids=external_ids, kind=kind
    )
    return {one.external_id: one.is_inside for one in found}


def recent_ids_of(db: sql.Connection, actor: Actor, account_ids: list[int]) -> list[int]:
    """Work items of the last month in which these accounts had a part."""
    must_be_system(actor)
    since = clock.now() - timedelta(days=31)
    return sql.column(db, Q["item_ids_of_accounts"], account_ids=account_ids, since=since)
