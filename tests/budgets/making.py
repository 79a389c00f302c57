"""Budgets and requests for tests."""

from datetime import date
from typing import Any

from service.actor import Member, System
from service.budgets import actions
from service.budgets import actions_requests as requests
from service.budgets.ledger import Amount
from service.budgets.model import Budget, Mode
from service.db.sql import Connection
from tests.cast import Cast

KEEP = System("tests keep budgets")
EURO = 100
HOUR = 60
NO_BILL = "The house was billed."
WISH: dict[str, Any] = {
    "title": "Course on lace", "kind": "course", "provider": None, "link": None,
    "money": 400 * EURO, "with_vat": True, "minutes": 0, "begins_on": None, "ends_on": None,
    "skill_id": None, "serves_focus": False, "why": "I want to make it myself.",
    "for_whom": None, "hides_title": False, "shows_to_planners": False, "shares_level": False,
}  # fmt: skip


def make_budget(
    db: Connection,
    money: int = 1000 * EURO,
    minutes: int = 40 * HOUR,
    mode: Mode = Mode.TRUST,
    **settings: Any,
) -> Budget:
    """A budget of 2026; of the organisation unless `person_id` or `team_id` says otherwise."""
    plain: dict[str, Any] = {
        "name": "Growing 2026", "person_id": None, "team_id": None, "currency": "EUR",
        "begins_on": date(2026, 1, 1), "ends_on": date(2026, 12, 31), "mode": mode,
        "demanded_by": "the fund" if mode == Mode.APPROVE else None,
        "trust_limit": 10_000 * EURO, "trust_minutes": None, "carry_years": 1,
        "may_go_below": False,
    }  # fmt: skip
    return actions.make(db, KEEP, Amount(money, minutes), **plain | settings)


def make_owner(db: Connection, cast: Cast, name: str = "alice") -> Member:
    person = getattr(cast, name)
    actions.name_owner(db, KEEP, person.id)
    return cast.actor(person)


def make_request(db: Connection, actor: Member, budget: Budget, **wish: Any) -> int:
    return requests.draft(db, actor, budget.id, **WISH | wish)
