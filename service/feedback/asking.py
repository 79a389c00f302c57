"""How an ask is made: who is asked about finished work, and what refuses an ask, rule by rule.

Only `actions` uses this; it holds the lock and the transaction.
"""

from collections.abc import Iterable
from itertools import groupby

from service import clock
from service.db import sql
from service.errors import GezelError
from service.feedback import errors
from service.feedback.model import OPEN_FOR, State
from service.feedback.rules import (
    FRESH,
    GIVERS,
    NAMED,
    NOT_REALLY_DONE,
    PAIR_RESTS,
    ROLES_IN_ORDER,
    ROLES_THAT_DID_IT,
    Candidate,
    Obstacles,
)

Q = sql.load(__package__)
REFUSALS: dict[str, type[GezelError]] = {
    "not_mine": errors.NotYourWork,
    "not_taking_part": errors.NotTakingPart,
    "already_asked": errors.AlreadyAsked,
    "enough_named": errors.EnoughNamed,
    "asked_lately": errors.NotJustNow,
    "open_between": errors.AskedOfYou,
    "giver_is_full": errors.NotJustNow,
}
#: A proposal was allowed for the work already; only what changed since can refuse it.
WHEN_SENDING = frozenset({"not_taking_part", "asked_lately", "open_between", "giver_is_full"})


def hold(db: sql.Connection) -> None:
    """From here to the end of the transaction nobody else makes asks.

    Asks whose time is over close first, so that they keep nobody from being asked.
    """
    sql.run(db, Q["hold_asking"])
    sql.run(db, Q["expire"], now=clock.now())


def candidates(db: sql.Connection, work_item_ids: list[int]) -> list[Candidate]:
    now = clock.now()
    return sql.every(
        db, Candidate, Q["candidates"],
        work_item_ids=work_item_ids, fresh=now - FRESH, pair_rested=now - PAIR_RESTS,
        not_done=list(NOT_REALLY_DONE), roles=list(ROLES_IN_ORDER), did_it=list(ROLES_THAT_DID_IT),
    )  # fmt: skip


def by_receiver(candidates: Iterable[Candidate]) -> list[list[Candidate]]:
    """The candidates for each receiver and work item, best first."""
    same = groupby(candidates, key=lambda one: (one.work_item_id, one.receiver_id))
    return [list(group) for _, group in same]


def ask_best(db: sql.Connection, ranked: list[Candidate]) -> None:
    """Ask the first two whom the rules allow; each statement checks all of them again."""
    made = 0
    for one in ranked:
        state = State.OPEN if one.asking == "ask" else State.PROPOSED
        made += make(db, one.work_item_id, one.giver_id, one.receiver_id, one.reason, state)
        if made == GIVERS:
            return


def make(
    db: sql.Connection,
    work_item_id: int,
    giver_id: int,
    receiver_id: int,
    reason: str,
    state: State,
) -> bool:
    """Make one ask if every rule allows it; was it made?"""
    now = clock.now()
    made = sql.value(
        db, Q["make_ask"],
        work_item_id=work_item_id, giver_id=giver_id, receiver_id=receiver_id,
        reason=reason, state=str(state), givers=GIVERS,
        now=now, closes_at=now + OPEN_FOR, pair_rested=now - PAIR_RESTS,
    )  # fmt: skip
    return made is not None


def name(db: sql.Connection, work_item_id: int, giver_id: int, receiver_id: int) -> bool:
    """An ask by name; a proposal to ask the same gives way to it. Was it made?"""
    sql.run(
        db, Q["forget_unasked"],
        work_item_id=work_item_id, giver_id=giver_id, receiver_id=receiver_id,
    )  # fmt: skip
    return make(db, work_item_id, giver_id, receiver_id, NAMED, State.OPEN)


def refuse(
    db: sql.Connection,
    work_item_id: int,
    giver_id: int,
    receiver_id: int,
    rules: Iterable[str] = REFUSALS,
) -> None:
    """Raise what stands in the way first, of these rules."""
    found = sql.one(
        db, Obstacles, Q["obstacles"],
        work_item_id=work_item_id, giver_id=giver_id, receiver_id=receiver_id,
        givers=GIVERS, now=clock.now(), pair_rested=clock.now() - PAIR_RESTS,
    )  # fmt: skip
    for rule, refusal in REFUSALS.items():
        if rule in rules and getattr(found, rule):
            raise refusal
