"""What came of a period, for planners: money and hours against plan, and what grew.

What grew is a count of people who said with their wish that they may be counted, as it stood when
the period ended; whoever did not is in no number. It takes five whom no reader knows:
besides the reader, and besides whoever ever shared the skill with a colleague.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from service import clock
from service.actor import Actor, person_of
from service.budgets import reads
from service.budgets.access import must_plan
from service.budgets.reads_plan import AT_LEAST
from service.db import sql

Q = sql.load(__package__)
PAGE = 25


@dataclass(frozen=True, slots=True)
class CarriedOut:
    """A plan that was carried out: what it agreed to, and what was bought of it so far. `all_…` are
    the sums of all plans of its budget, on whichever page they are."""

    id: int
    name: str
    committed_at: datetime
    wishes: int
    bought: int
    money: int
    minutes: int
    real_money: int
    real_minutes: int
    all_money: int
    all_minutes: int
    all_real_money: int
    all_real_minutes: int


@dataclass(frozen=True, slots=True)
class Grown:
    """Of so many people, how many placed themselves further at the end than when they asked."""

    people: int
    further: int


def carried_out(
    db: sql.Connection, actor: Actor, budget_id: int, after: int | None = None, limit: int = PAGE
) -> list[CarriedOut]:
    """A page of them, latest first, from after a plan; one more if there is more."""
    must_plan(db, actor, budget_id)
    return sql.every(
        db, CarriedOut, Q["carried_out"], budget_id=budget_id, after=after, limit=limit + 1
    )


def grown(db: sql.Connection, actor: Actor, budget_id: int) -> Grown | None:
    """None until the period has ended, and when there is nothing that may be counted."""
    must_plan(db, actor, budget_id)
    budget = reads.budget(db, actor, budget_id)
    if budget.ends_on >= clock.today():
        return None
    end = datetime.combine(budget.ends_on + timedelta(days=1), time(), UTC)
    found = sql.every(
        db, Grown, Q["grown"],
        budget_id=budget_id, end=end, at_least=AT_LEAST, me=person_of(actor),
    )  # fmt: skip
    return found[0] if found else None
