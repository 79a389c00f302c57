"""Judging a described case."""

from service import clock
from service.actor import Actor, person_of
from service.db import sql
from service.errors import Conflict, NotFound
from service.growth import vignettes

Q = sql.load(__package__)


class JudgedAlready(Conflict):
    """You judged this case before. Only the first time counts, since then the answer is known."""


def judge(db: sql.Connection, actor: Actor, slug: str, level: int) -> None:
    """Say once which level a described case shows."""
    me = person_of(actor)
    if slug not in vignettes.agreed():
        raise NotFound
    if not sql.run(db, Q["judge"], person_id=me, vignette=slug, level=level, now=clock.now()):
        raise JudgedAlready
