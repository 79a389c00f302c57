"""What is shared, said and counted of one skill, when it is merged into another."""

from service import clock
from service.actor import Actor, must_be_system
from service.db import sql

Q = sql.load(__package__)
STEPS = (
    "end_doubled_shares", "move_shares", "end_doubled_dialogues", "move_dialogues",
    "drop_doubled_offers", "move_offers", "drop_doubled_introductions", "move_introductions",
    "move_team_counts", "move_focus_counts",
)  # fmt: skip


def move_skill(db: sql.Connection, actor: Actor, from_id: int, to_id: int) -> None:
    """Let what belongs to a skill count for another; whoever merges checks who may."""
    must_be_system(actor)
    with db.transaction():
        for step in STEPS:
            db.execute(Q[step], {"from_id": from_id, "to_id": to_id, "now": clock.now()})
