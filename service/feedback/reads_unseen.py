"""Work and helpers that nobody has said a word about after two weeks, for those who were there."""

from datetime import timedelta
from typing import Any

from service import clock
from service.actor import Actor, person_of
from service.db import sql
from service.feedback.model_unseen import Unseen
from service.feedback.rules import NOT_REALLY_DONE, ROLES_THAT_DID_IT, ROLES_THAT_HELPED

Q = sql.load(__package__)
FROM, TO = timedelta(days=14), timedelta(days=90)
SEVERAL = 2
FEW, PAGE = 3, 20


def work(db: sql.Connection, actor: Actor, limit: int = FEW) -> list[Unseen]:
    """Work I took part in, done two weeks to three months ago; the latest of each person."""
    me = person_of(actor)
    return sql.every(
        db, Unseen, Q["unseen_work"], not_done=list(NOT_REALLY_DONE), **_asked(me, limit)
    )


def helpers(db: sql.Connection, actor: Actor, limit: int = FEW) -> list[Unseen]:
    """Who helped me with several pieces of work, with the latest of them.

    Nobody has said a word about them in all these three months, about whatever work.
    """
    me = person_of(actor)
    return sql.every(
        db, Unseen, Q["unseen_helpers"],
        helped=list(ROLES_THAT_HELPED), several=SEVERAL, **_asked(me, limit),
    )  # fmt: skip


def _asked(me: int, limit: int) -> dict[str, Any]:
    now = clock.now()
    return {
        "person_id": me, "since": now - TO, "until": now - FROM,
        "did_it": list(ROLES_THAT_DID_IT), "limit": limit,
    }  # fmt: skip
