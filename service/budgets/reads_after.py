"""What came of a period, for planners: money and hours against plan, and what grew.

What grew is a count of people who said with their wish that they may be counted, from five on and
as it stood when the period ended; whoever did not is in no number.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from service import clock
from service.actor import Actor
from service.budgets import reads
from service.budgets.access import must_plan
from service.budgets.reads_plan import AT_LEAST, PLANS
from service.db import sql

Q = sql.load(__package__)


@dataclass(frozen=True, slots=True)
class CarriedOut:
    """A plan that was carried out: what it agreed to, and what was bought of it so far."""

    id: int
    name: str
    committed_at: datetime
    wishes: int
    bought: int
    money: int
    minutes: int
    real_money: int
    real_minutes: int


@dataclass(frozen=True, slots=True)
class Grown:
    """Of so many people, how many placed themselves further at the end than when they asked."""

    people: int
    further: int


def carried_out(db: sql.Connection, actor: Actor, budget_id: int) -> list[CarriedOut]:
    """In the order in which they were carried out."""
    must_plan(db, actor, budget_id)
    return sql.every(db, CarriedOut, Q["carried_out"], budget_id=budget_id, limit=PLANS)


def grown(db: sql.Connection, actor: Actor, budget_id: int) -> Grown | None:
    """None until the period has ended, and when there is nothing that may be counted."""
    must_plan(db, actor, budget_id)
    budget = reads.budget(db, actor, budget_id)
    if budget.ends_on >= clock.today():
        return None
    end = datetime.combine(budget.ends_on + timedelta(days=1), time(), UTC)
    found = sql.every(db, Grown, Q["grown"], budget_id=budget_id, end=end, at_least=AT_LEAST)
    return found[0] if found else None
