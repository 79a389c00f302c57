"""Questions about open work that one could learn from or help with."""

from collections.abc import Sequence
from datetime import datetime

from service.actor import Actor, person_of
from service.aims.model_practice import OpenWork, Pick
from service.db import sql

Q = sql.load(__package__)
PAGE = 15


def open_work(
    db: sql.Connection,
    actor: Actor,
    slug: str | None = None,
    before: datetime | None = None,
    before_id: int | None = None,
) -> list[OpenWork]:
    """A page of open work of my teams and me with skills, and one more when there is more."""
    return sql.every(
        db, OpenWork, Q["open_work"],
        person_id=person_of(actor), slug=slug, before=before, before_id=before_id,
        limit=PAGE + 1,
    )  # fmt: skip


def picks(db: sql.Connection, actor: Actor, work_item_ids: Sequence[int]) -> list[Pick]:
    """The skills of this work, as far as it is open and I may see it, with who would do what."""
    return sql.every(db, Pick, Q["picks"], person_id=person_of(actor), ids=list(work_item_ids))
