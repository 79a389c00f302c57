"""Who may shape an area of the catalogue: its stewards, and administrators."""

from service.actor import Actor, Member
from service.db import sql
from service.errors import Forbidden

Q = sql.load(__package__)


def tended(db: sql.Connection, actor: Actor) -> frozenset[int]:
    """Ids of the areas that this actor may shape."""
    if not isinstance(actor, Member) or actor.is_administrator:
        return frozenset(sql.column(db, Q["area_ids"]))
    return frozenset(sql.column(db, Q["tended"], person_id=actor.person_id))


def must_tend(db: sql.Connection, actor: Actor, *area_ids: int) -> None:
    """The catalogue is everybody's to see, so whoever may not change it is told so."""
    if not tended(db, actor).issuperset(area_ids):
        raise Forbidden
