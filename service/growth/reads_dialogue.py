"""Questions about dialogues: each is there for whoever it is of and for its peers, nobody else."""

from service.actor import Actor, person_of
from service.db import sql
from service.growth.model_dialogue import (
    Answer,
    Candidate,
    Dialogue,
    Evidence,
    Head,
    Line,
    Peer,
    State,
)

Q = sql.load(__package__)
MOST, CANDIDATES = 100, 30


def dialogues(db: sql.Connection, actor: Actor) -> list[Line]:
    """Mine, and those I am asked to."""
    return sql.every(db, Line, Q["dialogues"], me=person_of(actor), limit=MOST)


def invitations(db: sql.Connection, actor: Actor) -> list[Line]:
    """Dialogues of others that I am asked to and have not answered."""
    return [
        one
        for one in dialogues(db, actor)
        if not one.is_mine and not one.is_accepted and one.state == State.INVITED
    ]


def dialogue(db: sql.Connection, actor: Actor, dialogue_id: int) -> Dialogue:
    """One dialogue as I see it; peers read each other's answers once they take part."""
    me = person_of(actor)
    head = sql.one(db, Head, Q["dialogue"], id=dialogue_id, me=me)
    found = Dialogue(
        head, me,
        sql.every(db, Evidence, Q["evidence"], id=dialogue_id, me=me),
        sql.every(db, Peer, Q["peers"], id=dialogue_id),
        sql.every(db, Answer, Q["answers"], id=dialogue_id),
    )  # fmt: skip
    return found if found.takes_part else Dialogue(head, me, found.evidence, found.peers, [])


def candidates(db: sql.Connection, actor: Actor, skill_id: int) -> list[Candidate]:
    """My latest finished work that practised a skill."""
    return sql.every(
        db, Candidate, Q["candidates"],
        person_id=person_of(actor), skill_id=skill_id, limit=CANDIDATES,
    )  # fmt: skip
