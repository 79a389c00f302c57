"""A way in on the issue itself, while somebody is asked about it. Who is asked stays in Gezel."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from service import clock
from service.actor import Actor, must_be_system
from service.db import sql

Q = sql.load(__package__)
#: One that was refused is tried again after this.
REST = timedelta(days=1)
AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class LinkedWork:
    work_item_id: int
    connection_id: int
    external_id: str

    @property
    def global_id(self) -> str:
        """By which the link is known there, so that it is made once."""
        return f"gezel-work={self.work_item_id}"


def to_make(db: sql.Connection, actor: Actor) -> Sequence[LinkedWork]:
    must_be_system(actor)
    now = clock.now()
    return sql.every(
        db, LinkedWork, Q["links_to_make"], now=now, refused_before=now - REST, limit=AT_ONCE
    )


def to_take_away(db: sql.Connection, actor: Actor) -> Sequence[LinkedWork]:
    must_be_system(actor)
    return sql.every(db, LinkedWork, Q["links_to_take_away"], now=clock.now(), limit=AT_ONCE)


def note(
    db: sql.Connection, actor: Actor, work_item_id: int, state: str, reason: str | None = None
) -> None:
    """`there`, `gone`, or `refused` with the reason."""
    must_be_system(actor)
    sql.run(
        db, Q["note_link"],
        work_item_id=work_item_id, state=state, now=clock.now(), reason=reason and reason[:300],
    )  # fmt: skip
