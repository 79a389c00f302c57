"""Questions about feedback from the side of the work, and how much there is in all."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from service.actor import Actor, must_administer, must_be_system, person_of
from service.db import sql

Q = sql.load(__package__)


@dataclass(frozen=True, slots=True)
class WordsOnWork:
    """That there are words about a piece of work; the words themselves are a page of their own."""

    id: int
    work_item_id: int
    giver: str
    receiver: str
    is_for_me: bool
    given_at: datetime


def words_on(
    db: sql.Connection, actor: Actor, work_item_ids: Sequence[int]
) -> dict[int, list[WordsOnWork]]:
    """Words that I received or gave on these work items, by item, latest first."""
    person_id = person_of(actor)
    rows = sql.every(
        db, WordsOnWork, Q["words_on_work"], ids=list(work_item_ids), person_id=person_id
    )
    return {item: [row for row in rows if row.work_item_id == item] for item in work_item_ids}


def count_asks(db: sql.Connection, actor: Actor) -> int:
    must_administer(actor)
    return int(sql.value(db, Q["count_asks"]))


def count_feedback(db: sql.Connection, actor: Actor) -> int:
    must_administer(actor)
    return int(sql.value(db, Q["count_feedback"]))


def count_on_skill(db: sql.Connection, actor: Actor, skill_id: int) -> int:
    """How many people something was seen of in a skill; not for people to see below five."""
    must_be_system(actor)
    return int(sql.value(db, Q["count_on_skill"], skill_id=skill_id))
