"""Deciding who may find me."""

from service import clock
from service.actor import Actor, person_of
from service.aims.model_found import Finders
from service.db import sql

Q = sql.load(__package__)


def let_find(db: sql.Connection, actor: Actor, who: Finders, sentence: str | None) -> None:
    """Say who may find me, and in a sentence of my own what one may come to me for."""
    sql.run(
        db, Q["let_find"],
        person_id=person_of(actor), who=who, sentence=sentence, now=clock.now(),
    )  # fmt: skip
