"""Buying what was asked for: the real amount, and files that prove it."""

from service import clock
from service.actor import Actor, must_be
from service.budgets import moving
from service.budgets.errors import BillMissing, NoProof, NotTheirTurn, TooManyProofs
from service.budgets.ledger import Amount
from service.budgets.model_proofs import MOST_BYTES, MOST_PROOFS, plain_name, type_of
from service.budgets.model_requests import Request, State
from service.db import sql

Q = sql.load(__package__)
BOUGHT = (State.COMMITTED, State.PURCHASED, State.COMPLETED, State.SHARED)


def purchase(
    db: sql.Connection, actor: Actor, request_id: int, real: Amount, no_bill: str | None = None
) -> None:
    """It was bought, for so much: what was reserved is released, and the real amount spent.

    Money asks for a file that proves it, or for `no_bill`, why there is none; else BillMissing.
    More than was reserved is taken as far as it was decided, else NotDecided, and as far as the
    budget has it, else NotEnough, and an owner may grant.
    """
    with db.transaction():
        request = moving.held(db, request_id)
        must_be(actor, request.person_id)
        moving.must_come_next(request, State.PURCHASED)
        if not no_bill:
            _must_be_proved(db, request, real)
        moving.release(db, actor, request)
        moving.spend(db, actor, request, real)
        sql.run(
            db, Q["buy"],
            request_id=request_id, real_money=real.money, real_minutes=real.minutes,
        )  # fmt: skip
        moving.log(db, actor, request_id, State.PURCHASED, no_bill)


def _must_be_proved(db: sql.Connection, request: Request, real: Amount) -> None:
    if real.money and not sql.value(db, Q["is_proved"], request_id=request.id):
        raise BillMissing("file")


def put_right(
    db: sql.Connection, actor: Actor, request_id: int, real: Amount, no_bill: str | None = None
) -> None:
    """What was bought came to so much instead: the difference is spent, or given back.

    Lines that stand in the ledger stay. BillMissing, NotDecided and NotEnough as when it was
    bought; what was said then of a bill counts.
    """
    with db.transaction():
        request = moving.held(db, request_id)
        must_be(actor, request.person_id)
        if request.real_money is None:
            raise NotTheirTurn
        sql.run(db, Q["say_why_no_bill"], request_id=request_id, no_bill=no_bill)
        _must_be_proved(db, request, real)
        moving.spend(db, actor, request, real)
        sql.run(
            db, Q["put_right"],
            request_id=request_id, real_money=real.money, real_minutes=real.minutes,
        )  # fmt: skip


def prove(db: sql.Connection, actor: Actor, request_id: int, name: str, content: bytes) -> int:
    """Keep a file: PDF, PNG or JPEG by its content, whatever it is called; its id."""
    with db.transaction():
        request = moving.held(db, request_id)
        must_be(actor, request.person_id)
        if request.state not in BOUGHT:
            raise NotTheirTurn
        kind = type_of(content)
        if kind is None or len(content) > MOST_BYTES:
            raise NoProof("file")
        if sql.value(db, Q["count_proofs"], request_id=request_id) >= MOST_PROOFS:
            raise TooManyProofs
        made = sql.value(
            db, Q["add_proof"],
            request_id=request_id, name=plain_name(name), type=kind, content=content,
            now=clock.now(),
        )  # fmt: skip
        return int(made)
