"""Pick to learn: each says it for themselves, and nobody for another."""

from service import clock
from service.actor import Actor, person_of
from service.aims.model_practice import Part
from service.db import sql
from service.errors import NotFound

Q = sql.load(__package__)


def pick(db: sql.Connection, actor: Actor, work_item_id: int, slug: str, part: Part) -> None:
    """Say that I would like to practise this skill in this open work, or gladly help there."""
    picked = sql.run(
        db, Q["pick"],
        person_id=person_of(actor), work_item_id=work_item_id, slug=slug, part=part,
        now=clock.now(),
    )  # fmt: skip
    if not picked:
        raise NotFound


def take_back(db: sql.Connection, actor: Actor, work_item_id: int, slug: str) -> None:
    """Rather not; no reason is asked, and nobody is told."""
    sql.run(db, Q["take_back"], person_id=person_of(actor), work_item_id=work_item_id, slug=slug)
