"""A new budget; for a person also by their contract, with the grant shown before it is made."""

from typing import Any

from flask import request
from flask_babel import format_date, gettext

from service import clock
from service.budgets import access, actions
from service.budgets.ledger import Amount
from service.budgets.model import Mode
from service.budgets.schema import BudgetSent, Contract
from service.errors import Invalid
from service.people import reads as people
from service.web import here
from service.web.budgets.blueprint import bp, hours, money, said, shown
from service.web.budgets.budgets import Answer
from service.web.budgets.once import once

MANY = 500  #: names to choose from


@bp.get("/budgets/new")
def new() -> str:
    access.must_own(here.db(), here.me())
    year = clock.today().year
    typed = {
        "whose": "organisation", "currency": "EUR", "mode": Mode.ADVICE, "carry_years": "1",
        "begins_on": f"{year}-01-01", "ends_on": f"{year}-12-31", "percent": "100",
    }  # fmt: skip
    return _form(typed=typed)


@bp.post("/budgets/new")
def make() -> Answer:
    """A grant by contract is shown first, and made when the one that was shown is sent along."""
    access.must_own(here.db(), here.me())
    try:
        sent = here.form(BudgetSent)
    except Invalid as wrong:
        return _form(wrong), 422
    contract, seen, granted = sent.pop("contract"), sent.pop("seen"), sent["granted"]
    note = _told(contract, sent["currency"]) if contract else None
    if note and seen != _sum(granted):
        comes_to = _amount(granted, sent["currency"])
        return _form(typed=request.form, comes_to=comes_to, seen=_sum(granted), note=note)
    made = once(lambda: actions.make(here.db(), here.me(), note=note, **sent).id)
    return said(gettext("The budget is there."), "budget", budget_id=made)


def _sum(granted: Amount) -> str:
    return f"{granted.money}:{granted.minutes}"


def _told(contract: Contract, currency: str) -> str:
    """How the grant is made, for the ledger; in the words of who makes it."""
    whole = _amount(contract.whole, currency)
    if contract.since is None:
        return gettext(
            "%(percent)s%% of full time, of %(whole)s", percent=contract.percent, whole=whole
        )
    return gettext(
        "%(percent)s%% of full time from %(day)s on, of %(whole)s for the whole period",
        percent=contract.percent, day=format_date(contract.since, "long"), whole=whole,
    )  # fmt: skip


def _amount(amount: Amount, currency: str) -> str:
    if not amount.minutes:
        return money(amount.money, currency)
    if not amount.money:
        return hours(amount.minutes)
    return gettext(
        "%(money)s and %(hours)s",
        money=money(amount.money, currency), hours=hours(amount.minutes),
    )  # fmt: skip


def _form(wrong: Invalid | None = None, **values: Any) -> str:
    db, me = here.db(), here.me()
    return shown(
        "new.html",
        wrong,
        teams=people.team_names(db, me),
        people=people.colleagues(db, me, limit=MANY),
        **values,
    )
