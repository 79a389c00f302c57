"""What owners do with budgets."""

from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import Any

import psycopg

from service import clock
from service.actor import Actor, must_administer, must_be_system
from service.budgets import changes, ledger
from service.budgets.access import must_own
from service.budgets.errors import CarriedAlready, LastOwner, NothingMoved, NothingToCarry, TooEarly
from service.budgets.ledger import Amount
from service.budgets.model import Budget, Kind, Line, carried
from service.db import sql
from service.errors import NotFound

Q = sql.load(__package__)


def name_owner(db: sql.Connection, actor: Actor, person_id: int) -> None:
    """Somebody grants and plans from now on; nothing changes when they do already."""
    must_administer(actor)
    with db.transaction():
        if sql.run(db, Q["add_owner"], person_id=person_id, now=clock.now()):
            changes.of_owner(db, actor, person_id, True)


def drop_owner(db: sql.Connection, actor: Actor, person_id: int) -> None:
    """Somebody grants and plans no longer; one always remains."""
    must_administer(actor)
    with db.transaction():
        owners = sql.column(db, Q["lock_owners"])
        if person_id not in owners:
            raise NotFound
        if owners == [person_id]:
            raise LastOwner
        sql.run(db, Q["drop_owner"], person_id=person_id)
        changes.of_owner(db, actor, person_id, False)


def make(
    db: sql.Connection, actor: Actor, granted: Amount, note: str | None = None, **settings: Any
) -> Budget:
    """A new budget and what is granted to it, with how that was made; `settings` are the fields of
    Budget."""
    must_own(db, actor)
    with db.transaction():
        return _made(db, actor, granted, settings | {"follows": None}, note)


def _made(
    db: sql.Connection,
    actor: Actor,
    granted: Amount,
    settings: dict[str, Any],
    note: str | None = None,
) -> Budget:
    try:
        with db.transaction():
            budget = sql.one(db, Budget, Q["add_budget"], **settings, now=clock.now())
    except psycopg.errors.ForeignKeyViolation as unknown:
        raise NotFound from unknown
    ledger.append(db, actor, budget, Kind.GRANT, granted, lot_on=budget.begins_on, note=note)
    return budget


def change(db: sql.Connection, actor: Actor, budget_id: int, **settings: Any) -> None:
    """Other settings from now on. Requests under way keep their way, and what is theirs."""
    must_own(db, actor)
    with db.transaction():
        before = ledger.held(db, budget_id)
        sql.run(db, Q["change_budget"], budget_id=budget_id, **settings)
        changes.of_settings(db, actor, before, settings)


def grant(
    db: sql.Connection, actor: Actor, budget_id: int, amount: Amount, note: str | None
) -> None:
    """Add to what there is."""
    must_own(db, actor)
    if not amount:
        raise NothingMoved("money")
    with db.transaction():
        budget = ledger.held(db, budget_id)
        day = max(budget.begins_on, min(clock.today(), budget.ends_on))
        ledger.append(db, actor, budget, Kind.GRANT, amount, lot_on=day, note=note)


def correct(db: sql.Connection, actor: Actor, budget_id: int, amount: Amount, note: str) -> None:
    """Put right what was granted, up or down, and say why; never below what is taken."""
    must_own(db, actor)
    if not amount:
        raise NothingMoved("money")
    with db.transaction():
        budget = ledger.held(db, budget_id)
        ledger.append(db, actor, budget, Kind.CORRECT, amount, lot_on=budget.begins_on, note=note)


def begin_next(
    db: sql.Connection,
    actor: Actor,
    budget_id: int,
    granted: Amount,
    begins_on: date,
    ends_on: date,
    note: str | None = None,
    name: str | None = None,
) -> Budget:
    """The next period, with what is granted and how that was made, called as before unless `name`
    says otherwise. What may go over comes once the period before has ended; what is reserved stays
    where it is."""
    must_own(db, actor)
    with db.transaction():
        before = ledger.held(db, budget_id)
        if begins_on <= before.ends_on:
            raise TooEarly("begins_on")
        fields = (
            "name", "person_id", "team_id", "currency", "mode", "demanded_by", "trust_limit",
            "trust_minutes", "carry_years", "may_go_below",
        )  # fmt: skip
        settings = {name: getattr(before, name) for name in fields}
        settings["name"] = name or before.name
        period = {"begins_on": begins_on, "ends_on": ends_on, "follows": before.id}
        try:
            after = _made(db, actor, granted, settings | period, note)
        except psycopg.errors.UniqueViolation as twice:
            raise CarriedAlready from twice
        _carry(db, actor, before, after)
        return after


def carry_over(db: sql.Connection, actor: Actor, budget_id: int) -> Budget:
    """What is free in a period that ended goes over to the next, where it is not too old."""
    must_own(db, actor)
    with db.transaction():
        before = ledger.held(db, budget_id)
        after = ledger.held(db, sql.one(db, Budget, Q["follower"], budget_id=budget_id).id)
        if not _carry(db, actor, before, after):
            raise NothingToCarry
        return after


def carry_ended(db: sql.Connection, actor: Actor) -> int:
    """Carry over what may go over from all periods that have ended; from how many something did."""
    must_be_system(actor)
    done = 0
    for budget_id in sql.column(db, Q["ended_with_next"], today=clock.today()):
        with suppress(NothingToCarry):
            carry_over(db, actor, budget_id)
            done += 1
    return done


def _carry(db: sql.Connection, actor: Actor, before: Budget, after: Budget) -> bool:
    """Whether there was something that may go over."""
    strict = replace(before, may_go_below=False)
    lines = sql.every(db, Line, Q["lines"], budget_id=before.id)
    left = carried(before, lines, after.begins_on, clock.today())
    for lot in left:
        amount = Amount(max(0, lot.money), max(0, lot.minutes))
        ledger.append(db, actor, strict, Kind.CARRY, -amount, lot_on=lot.granted_on)
        ledger.append(db, actor, after, Kind.CARRY, amount, lot_on=lot.granted_on)
    return bool(left)
