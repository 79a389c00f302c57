"""A new budget; for a person also by their contract, with the grant shown before it is made."""

from typing import Any

from flask import request
from flask_babel import gettext

from service import clock
from service.budgets import access, actions
from service.budgets.model import Mode
from service.budgets.schema_period import BudgetSent
from service.errors import Invalid
from service.people import reads as people
from service.web import here
from service.web.budgets import contract
from service.web.budgets.blueprint import NAMES, bp, said, shown
from service.web.budgets.budgets import Answer
from service.web.budgets.once import once


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
    note, preview = contract.told(sent, sent["currency"])
    if preview:
        return _form(typed=request.form, preview=preview)
    made = once(lambda: actions.make(here.db(), here.me(), note=note, **sent).id)
    return said(gettext("The budget is there."), "budget", budget_id=made)


def _form(wrong: Invalid | None = None, **values: Any) -> str:
    db, me = here.db(), here.me()
    return shown(
        "new.html",
        wrong,
        teams=people.team_names(db, me),
        people=people.colleagues(db, me, limit=NAMES),
        **values,
    )
