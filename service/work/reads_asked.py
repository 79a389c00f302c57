"""Questions about known work, for those who ask a connection what changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from service.actor import Actor, must_be_system
from service.db import sql

Q = sql.load(__package__)


@dataclass(frozen=True, slots=True)
class Remembered:
    """An issue or page as it was told last; `changed_at` is None where only its id is known."""

    external_id: str
    changed_at: datetime | None
    is_deleted: bool
    key: str | None
    title: str | None
    labels: list[str]
    components: list[str]
    status: str | None


def remembered(
    db: sql.Connection, actor: Actor, connection_id: int, kind: str, external_ids: Sequence[str]
) -> dict[str, Remembered]:
    """What is remembered of these, by their ids there; strangers are left out."""
    must_be_system(actor)
    found = sql.every(
        db, Remembered, Q["remembered"],
        connection_id=connection_id, kind=kind, external_ids=list(external_ids),
    )  # fmt: skip
    return {one.external_id: one for one in found}
