"""Who may see and change rules: administrators, and the stewards of the area that keeps a rule."""

from service.actor import Actor, Member
from service.db import sql
from service.errors import NotFound
from service.skills import reads_catalogue, stewards


def must_see_rules(db: sql.Connection, actor: Actor) -> None:
    """Administrators, the system and stewards of any area pass; for others there are no rules."""
    if isinstance(actor, Member) and not (actor.is_administrator or stewards.tended(db, actor)):
        raise NotFound


def must_keep_rules(db: sql.Connection, actor: Actor, area: str) -> None:
    """Of those, whoever may shape the area with this slug."""
    stewards.must_tend(db, actor, reads_catalogue.area(db, actor, area).id)
