"""How an ask is made: who is asked about finished work, and what refuses an ask, rule by rule.

Only actions use this; they hold the lock and the transaction.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby

from service import clock
from service.db import sql
from service.errors import GezelError
from service.feedback import errors
from service.feedback.givers import Givers
from service.feedback.model import OPEN_FOR, State
from service.feedback.rules import (
    FRESH,
    GIVERS,
    NAMED,
    NOT_REALLY_DONE,
    PAIR_RESTS,
    ROLES_IN_ORDER,
    ROLES_THAT_DID_IT,
    ROLES_THAT_WROTE,
    TIME_TO_ANSWER,
    WRITTEN,
    Candidate,
    Obstacles,
    Waiting,
)

Q = sql.load(__package__)
REFUSALS: dict[str, type[GezelError]] = {
    "not_mine": errors.NotYourWork,
    "not_taking_part": errors.NotTakingPart,
    "lead_was_not_there": errors.LeadWasNotThere,
    "already_asked": errors.AlreadyAsked,
    "enough_named": errors.EnoughNamed,
    "asked_lately": errors.NotJustNow,
    "open_between": errors.AskedOfYou,
}
#: A proposal was allowed for the work already; only what changed since can refuse it.
WHEN_SENDING = frozenset({"not_taking_part", "asked_lately", "open_between"})


def hold(db: sql.Connection) -> None:
    """From here to the end of the transaction nobody else makes asks.

    Asks whose time is over close first, so that they keep nobody from being asked.
    """
    sql.run(db, Q["hold_asking"])
    sql.run(db, Q["expire"], now=clock.now())


def fresh_work(db: sql.Connection) -> list[int]:
    """Work done lately about which fewer are asked than could be."""
    return sql.column(
        db, Q["fresh_work"],
        fresh=clock.now() - FRESH, did_it=list(ROLES_THAT_DID_IT), givers=GIVERS,
    )  # fmt: skip


def everybody(db: sql.Connection) -> Givers:
    return Givers(db, sql.column(db, Q["participants"]))


def candidates(
    db: sql.Connection, work_item_ids: list[int], free: Sequence[int] | None = None
) -> list[Candidate]:
    """Those whom one may ask about this work; where `free` is given, only these of them."""
    now = clock.now()
    return sql.every(
        db, Candidate, Q["candidates"],
        work_item_ids=work_item_ids, fresh=now - FRESH, pair_rested=now - PAIR_RESTS,
        weekday=clock.local().isoweekday(), givers=GIVERS, not_done=list(NOT_REALLY_DONE),
        free=free, written=now - WRITTEN,
        roles=list(ROLES_IN_ORDER), did_it=list(ROLES_THAT_DID_IT), wrote=list(ROLES_THAT_WROTE),
    )  # fmt: skip


def ask_best(db: sql.Connection, found: Sequence[Candidate], givers: Givers | None = None) -> int:
    """Ask about each receiver and work item; how many asks were made.

    First one giver about each, then, where it costs them little, a second: two minutes are spent
    best where nobody has said anything.
    """
    givers = givers or Givers(db, sorted({one.giver_id for one in found}))
    about = [list(same) for _, same in groupby(found, lambda c: (c.work_item_id, c.receiver_id))]
    made = 0
    for turn in range(GIVERS):
        for number, group in enumerate(about):
            if group[0].asked == turn and _ask_one(db, givers, group):
                about[number] = [replace(one, asked=turn + 1) for one in group]
                made += 1
    return made


def _ask_one(db: sql.Connection, givers: Givers, group: Sequence[Candidate]) -> bool:
    """The first in order whom the rules allow; the statement checks those of the pair again."""
    for one in givers.in_order(group):
        state = State.OPEN if one.asking == "ask" else State.PROPOSED
        if make(db, one.work_item_id, one.giver_id, one.receiver_id, one.reason, state):
            if state == State.OPEN:
                givers.carry(one.giver_id)
            return True
    return False


def open_waiting(db: sql.Connection, givers: Givers | None = None) -> int:
    """Bring asks by hand before their givers, where this is a moment that suits them; how many."""
    now = clock.now()
    found = sql.every(db, Waiting, Q["waiting"], closes_after=now + TIME_TO_ANSWER)
    givers = givers or Givers(db, sorted({one.giver_id for one in found}))
    opened = 0
    for one in found:
        if givers.may_be_asked(one.giver_id) and sql.run(db, Q["open_waiting"], id=one.id, now=now):
            givers.carry(one.giver_id)
            opened += 1
    return opened


def make(
    db: sql.Connection,
    work_item_id: int,
    giver_id: int,
    receiver_id: int,
    reason: str,
    state: State,
    eyes_on: str | None = None,
) -> bool:
    """Make one ask if every rule of the pair allows it; was it made?"""
    now = clock.now()
    made = sql.value(
        db, Q["make_ask"],
        work_item_id=work_item_id, giver_id=giver_id, receiver_id=receiver_id,
        reason=reason, state=str(state), eyes_on=eyes_on, givers=GIVERS,
        now=now, closes_at=now + OPEN_FOR, pair_rested=now - PAIR_RESTS,
    )  # fmt: skip
    return made is not None


def name(
    db: sql.Connection, work_item_id: int, giver_id: int, receiver_id: int, eyes_on: str | None
) -> bool:
    """An ask by name; a proposal to ask the same gives way to it. Was it made?"""
    sql.run(
        db, Q["forget_unasked"],
        work_item_id=work_item_id, giver_id=giver_id, receiver_id=receiver_id,
    )  # fmt: skip
    return make(db, work_item_id, giver_id, receiver_id, NAMED, State.WAITING, eyes_on)


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
