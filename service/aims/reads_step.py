"""Questions about my steps; nobody else asks them."""

from service.actor import Actor, person_of
from service.aims.model_step import Occasion, Step
from service.aims.reads import HISTORY
from service.db import sql

Q = sql.load(__package__)
OCCASIONS = 6


def steps(db: sql.Connection, actor: Actor, skill_id: int | None = None) -> list[Step]:
    """My steps in one skill or in all, open ones first, then the latest."""
    return sql.every(
        db, Step, Q["steps"], person_id=person_of(actor), skill_id=skill_id, limit=HISTORY
    )


def occasions(db: sql.Connection, actor: Actor, work_item_id: int | None = None) -> list[Occasion]:
    """What I try, my focus first, with work in hand for it; of one piece of work or of all."""
    return sql.every(
        db, Occasion, Q["occasions"],
        person_id=person_of(actor), work_item_id=work_item_id, limit=OCCASIONS,
    )  # fmt: skip
