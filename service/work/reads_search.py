"""Finding work by words of its title or by its key."""

from collections.abc import Sequence
from datetime import datetime

from service.actor import Actor, person_of
from service.db import sql
from service.work.model import FoundWork

Q = sql.load(__package__)
PAGE = 25


def found(
    db: sql.Connection,
    actor: Actor,
    words: Sequence[str],
    before: datetime | None = None,
    before_id: int | None = None,
) -> list[FoundWork]:
    """A page of work with all these beginnings of words, and one more when there is more.

    Mine is what I took part in; beside it stands open work of my teams, in projects I know.
    """
    person_id = person_of(actor)
    return sql.every(
        db, FoundWork, Q["found_work"],
        person_id=person_id, words=" & ".join(f"{word}:*" for word in words),
        before=before, before_id=before_id, limit=PAGE + 1,
    )  # fmt: skip
