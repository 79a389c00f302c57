"""What is changed about budgets, and who keeps them: written down, and never changed itself."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from service import clock
from service.actor import Actor, Member
from service.budgets import reads
from service.budgets.model import Budget
from service.db import sql

Q = sql.load(__package__)
PAGE = 25


class What(StrEnum):
    """What of a budget can change; the values are those of its columns."""

    NAME = "name"
    MODE = "mode"
    DEMANDED_BY = "demanded_by"
    TRUST_LIMIT = "trust_limit"
    TRUST_MINUTES = "trust_minutes"
    CARRY_YEARS = "carry_years"
    MAY_GO_BELOW = "may_go_below"
    OWNER = "owner"  #: of all budgets


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that changed. Amounts are in minor units, yes and no are words; None is nothing.

    `person` is who became or no longer is an owner; `by` None is the clock or the command line.
    """

    id: int
    what: What
    was: str | None
    became: str | None
    person: str | None
    by: str | None
    at: datetime


def changes(
    db: sql.Connection, actor: Actor, budget_id: int, until: int | None = None, limit: int = PAGE
) -> list[Change]:
    """A page of what changed about a budget and its owners since it is there, latest first, from
    before change `until`; one more if there is more. For whoever sees the budget."""
    reads.budget(db, actor, budget_id)
    return sql.every(db, Change, Q["changes"], budget_id=budget_id, until=until, limit=limit + 1)


def of_settings(db: sql.Connection, actor: Actor, before: Budget, after: dict[str, Any]) -> None:
    """Write down what of a budget is different. A name of one person's budget may be theirs, so
    that only the fact is kept."""
    for what in What:
        was, became = getattr(before, what, None), after.get(what)
        if what in after and was != became:
            is_kept = what != What.NAME or before.person_id is None
            words = (_plain(was), _plain(became)) if is_kept else (None, None)
            _append(db, actor, what, *words, budget_id=before.id)


def of_owner(db: sql.Connection, actor: Actor, person_id: int, is_owner: bool) -> None:
    words = ("no", "yes") if is_owner else ("yes", "no")
    _append(db, actor, What.OWNER, *words, person_id=person_id)


def _plain(value: Any) -> str | None:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return None if value is None else str(value)


def _append(
    db: sql.Connection,
    actor: Actor,
    what: What,
    was: str | None,
    became: str | None,
    budget_id: int | None = None,
    person_id: int | None = None,
) -> None:
    sql.run(
        db, Q["add_change"],
        budget_id=budget_id, what=what, was=was, became=became, person_id=person_id,
        by_id=actor.person_id if isinstance(actor, Member) else None, now=clock.now(),
    )  # fmt: skip
