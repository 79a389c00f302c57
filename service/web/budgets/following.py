"""The period after one: what goes over to it, and what is granted for it."""

from typing import Any

from flask import request
from flask_babel import gettext
from werkzeug.wrappers import Response

from service import clock
from service.budgets import access, actions, reads
from service.budgets.forecast import forecast
from service.budgets.model import BudgetLine, period_after
from service.budgets.schema_period import PeriodSent
from service.errors import Invalid
from service.web import here
from service.web.budgets import contract
from service.web.budgets.blueprint import BUDGET, bp, said, shown
from service.web.budgets.budgets import Answer, as_invalid


@bp.get(f"{BUDGET}/next")
def next_period(budget_id: int) -> str:
    access.must_own(here.db(), here.me())
    return _next(reads.budget(here.db(), here.me(), budget_id))


@bp.post(f"{BUDGET}/next")
def begin_next(budget_id: int) -> Answer:
    """A grant by contract is shown first, and made when the one that was shown is sent along."""
    access.must_own(here.db(), here.me())
    found = reads.budget(here.db(), here.me(), budget_id)
    try:
        with as_invalid():
            sent = PeriodSent().by_contract(
                here.form(PeriodSent), found.currency, found.person_id is not None
            )
        note, preview = contract.told(sent, found.currency)
        if preview:
            return _next(found, typed=request.form, preview=preview)
        after = actions.begin_next(here.db(), here.me(), budget_id, note=note, **sent)
    except Invalid as wrong:
        return _next(found, wrong), 422
    words = gettext("The next period is there. What may go over comes once this one has ended.")
    return said(words, "budget", budget_id=after.id)


@bp.post(f"{BUDGET}/carry")
def carry_over(budget_id: int) -> Response:
    after = actions.carry_over(here.db(), here.me(), budget_id)
    return said(gettext("What came free went over to this period."), "budget", budget_id=after.id)


def _next(found: BudgetLine, wrong: Invalid | None = None, **values: Any) -> str:
    begins_on, ends_on = period_after(found.begins_on, found.ends_on)
    return shown(
        "next.html",
        wrong,
        budget=found,
        begins_on=begins_on,
        ends_on=ends_on,
        ahead=forecast(found, clock.today()),
        today=clock.today(),
        **values,
    )
