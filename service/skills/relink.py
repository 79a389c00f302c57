"""Going through past work after rules changed: in parts, newest first, from where it got to."""

from dataclasses import dataclass
from datetime import datetime

from service import clock, later
from service.actor import Actor, must_be_system
from service.db import sql
from service.skills import actions
from service.skills.rules_access import must_see_rules

Q = sql.load(__package__)


@dataclass(frozen=True, slots=True)
class Relink:
    """How far the latest going through past work has come."""

    asked_at: datetime
    total: int
    looked_at: int
    ended_at: datetime | None

    @property
    def is_under_way(self) -> bool:
        return self.ended_at is None


def promise(db: sql.Connection) -> None:
    """Have all work that is there linked anew, in the transaction that changed a rule."""
    sql.run(db, Q["forget_relinks"])
    sql.run(db, Q["begin_relink"], now=clock.now())
    later.promise(db, "relink_work")


def step(db: sql.Connection, actor: Actor, most: int) -> bool:
    """Link the next part anew, in a transaction; False when there was none left."""
    must_be_system(actor)
    with db.transaction():
        sql.run(db, Q["link_alone"])
        ids = sql.column(db, Q["next_to_relink"], most=most)
        if not ids:
            sql.run(db, Q["end_relink"], now=clock.now())
            return False
        actions.link(db, actor, ids)
        sql.run(db, Q["note_relink"], number=len(ids), below_id=ids[-1])
    return True


def progress(db: sql.Connection, actor: Actor) -> Relink | None:
    """How the latest going through past work is getting on; None before the first."""
    must_see_rules(db, actor)
    return sql.first(db, Relink, Q["latest_relink"])
