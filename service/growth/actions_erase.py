"""Forgetting the map of a person."""

from service import clock
from service.actor import Actor, must_be_or_system
from service.db import sql

Q = sql.load(__package__)
#: In this order, as later ones refer to earlier ones no more.
STEPS = (
    "erase_dialogues",
    "erase_open_invitations",
    "erase_shares",
    "end_shares_with",
    "erase_judgements",
    "erase_published",
    "end_team_share",
    "share_no_more",
    "erase_offers",
    "erase_introductions",
)


def erase(db: sql.Connection, actor: Actor, person_id: int) -> None:
    """Dialogues, shares, judged cases, and their thread in pictures of teams."""
    must_be_or_system(actor, person_id)
    for step in STEPS:
        sql.run(db, Q[step], person_id=person_id, now=clock.now())
