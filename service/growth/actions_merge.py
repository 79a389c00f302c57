"""What is shared of one skill and said about its levels, when it is merged into another."""

from service import clock
from service.actor import Actor, must_be_system
from service.db import sql

Q = sql.load(__package__)
STEPS = ("end_doubled_shares", "move_shares", "end_doubled_dialogues", "move_dialogues")


def move_skill(db: sql.Connection, actor: Actor, from_id: int, to_id: int) -> None:
    """Let shares and dialogues of a skill count for another; whoever merges checks who may."""
    must_be_system(actor)
    with db.transaction():
        for step in STEPS:
            db.execute(Q[step], {"from_id": from_id, "to_id": to_id, "now": clock.now()})
