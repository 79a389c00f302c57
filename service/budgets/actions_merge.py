"""What people asked money and time for in one skill, when it is merged into another."""

from service.actor import Actor, must_be_system
from service.db import sql

Q = sql.load(__package__)


def move_skill(db: sql.Connection, actor: Actor, from_id: int, to_id: int) -> None:
    """Let requests that serve a skill serve another; whoever merges checks who may."""
    must_be_system(actor)
    sql.run(db, Q["move_requests"], from_id=from_id, to_id=to_id)
