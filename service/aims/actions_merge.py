"""What people said of one skill, when it is merged into another."""

from service import clock
from service.actor import Actor, must_be_system
from service.db import sql

Q = sql.load(__package__)
STEPS = (
    "move_placements",
    "end_doubled_focuses",
    "move_focuses",
    "drop_doubled_practice",
    "move_practice",
    "move_steps",
)


def move_skill(db: sql.Connection, actor: Actor, from_id: int, to_id: int) -> None:
    """Let all that people said of a skill count for another; whoever merges checks who may."""
    must_be_system(actor)
    with db.transaction():
        for step in STEPS:
            db.execute(Q[step], {"from_id": from_id, "to_id": to_id, "now": clock.now()})
