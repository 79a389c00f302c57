"""A feedback that a transaction is about to change, held for its giver or its receiver.

Only actions use this.
"""

from dataclasses import dataclass
from datetime import datetime

from service.db import sql
from service.errors import NotFound
from service.feedback import errors
from service.feedback.readers import Readers

Q = sql.load(__package__)


@dataclass(frozen=True, slots=True)
class Held:
    id: int
    giver_id: int
    receiver_id: int
    readers: Readers
    given_at: datetime
    first_read_at: datetime | None
    withdrawn_at: datetime | None


def by_giver(db: sql.Connection, me: int, feedback_id: int) -> Held:
    held = sql.one(db, Held, Q["held_feedback"], id=feedback_id, person_id=me)
    if held.giver_id != me:
        raise NotFound
    if held.withdrawn_at is not None:
        raise errors.WithdrawnWords
    return held


def by_receiver(db: sql.Connection, me: int, feedback_id: int) -> Held:
    held = sql.one(db, Held, Q["held_feedback"], id=feedback_id, person_id=me)
    if held.receiver_id != me or held.withdrawn_at is not None:
        raise NotFound
    return held
