"""Trying what other assumptions would do, for any number of wishes; nothing is kept or changed."""

from typing import Any

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from service.budgets import access, reads
from service.budgets.schema_plan import AssumedQuery
from service.errors import Invalid
from service.web import here
from service.web.budgets.blueprint import BUDGET, bp
from service.web.budgets.planning import Answer, as_far_as_read, assumed_in, planning

LONGEST = 2000  #: characters of an address that every server and browser takes


@bp.post(f"{BUDGET}/plan/try")
def try_plan(budget_id: int) -> Answer:
    """Lead to an address that can be kept and shown to others, unless it would be too long."""
    access.must_plan(here.db(), here.me(), budget_id)
    budget = reads.budget(here.db(), here.me(), budget_id)
    try:
        assumed = assumed_in(budget, "form")
    except Invalid as wrong:
        return planning(budget, as_far_as_read(budget), wrong), 422
    told: dict[str, Any] = {
        name: [*filter(None, request.form.getlist(name))] for name in AssumedQuery().fields
    }
    address = url_for(".plan_budget", budget_id=budget_id, **told)
    if len(address) > LONGEST:
        return planning(budget, assumed)
    return redirect(address, code=303)


@bp.get(f"{BUDGET}/plan/try")
def tried_plan(budget_id: int) -> Response:
    """Whoever comes back to a page without an address of its own, as by another language."""
    access.must_plan(here.db(), here.me(), budget_id)
    return redirect(url_for(".plan_budget", budget_id=budget_id), code=303)
