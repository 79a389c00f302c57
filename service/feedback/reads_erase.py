"""What erasing myself does to words and thanks, before I decide."""

from dataclasses import dataclass

from service.actor import Actor, person_of
from service.db import sql

Q = sql.load(__package__)


@dataclass(frozen=True, slots=True)
class LeavingBehind:
    """How many go with me, and how many stay with those who received them."""

    words_to_me: int
    thanks_to_me: int
    words_from_me: int
    thanks_from_me: int


def leaving_behind(db: sql.Connection, actor: Actor) -> LeavingBehind:
    """Words and thanks to me, and from me; those that were taken back do not count."""
    return sql.one(db, LeavingBehind, Q["leaving_behind"], person_id=person_of(actor))
