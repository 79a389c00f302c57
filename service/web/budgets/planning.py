"""Planning, for budget owners and leads: what free money and hours could do."""

import re
from collections.abc import Sequence
from dataclasses import replace

from flask import request
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from service import clock
from service.budgets import access, reads, reads_plan
from service.budgets import actions_plan as actions
from service.budgets.forecast import forecast
from service.budgets.model import BudgetLine
from service.budgets.model_plan import Assumed, Suggestion, Wish
from service.budgets.schema_plan import AssumedQuery, KeptSent
from service.budgets.suggesting import suggestion
from service.errors import Invalid
from service.web import here
from service.web.budgets import assuming
from service.web.budgets.blueprint import BUDGET, bp, said, shown
from service.web.budgets.budgets import as_invalid
from service.web.budgets.once import once

Answer = Response | str | tuple[str, int]
LINES = 100  #: that are shown; a kept plan has them all
TURNS = {
    "first": _l("first round"),
    "most": _l("then what adds most"),
    "hand": _l("put in by hand"),
}


@bp.get(f"{BUDGET}/plan")
def plan_budget(budget_id: int) -> Answer:
    access.must_plan(here.db(), here.me(), budget_id)
    budget = reads.budget(here.db(), here.me(), budget_id)
    try:
        return planning(budget, assumed_in(budget, "query"))
    except Invalid as wrong:
        return planning(budget, as_far_as_read(budget), wrong), 422


@bp.post(f"{BUDGET}/plan")
def keep_plan(budget_id: int) -> Answer:
    access.must_plan(here.db(), here.me(), budget_id)
    budget = reads.budget(here.db(), here.me(), budget_id)
    assumed = as_far_as_read(budget)
    try:
        assumed = assumed_in(budget, "form")
        name = here.form(KeptSent)["name"]
    except Invalid as wrong:
        return planning(budget, assumed, wrong), 422
    made = once(lambda: actions.keep(here.db(), here.me(), budget_id, name, assumed))
    return said(gettext("Kept. Nothing is reserved until somebody decides."), "plan", plan_id=made)


def usual(budget: BudgetLine) -> Assumed:
    assumed: Assumed = _assumed_query(budget).load({})["assumed"]
    return assumed


def as_far_as_read(budget: BudgetLine) -> Assumed:
    """As usual, with what was chosen to count more or less, where something else was wrong."""
    chosen = (
        re.fullmatch(r"(\d{1,18}):(less|more)", one) for one in request.values.getlist("weight")
    )
    return replace(usual(budget), weights={int(one[1]): one[2] for one in chosen if one})


def _assumed_query(budget: BudgetLine) -> AssumedQuery:
    dearest = reads_plan.dearest(here.db(), here.me(), budget)
    currency = None if budget.is_of_hours else budget.currency
    return AssumedQuery(currency, allowance(budget), dearest)


def allowance(budget: BudgetLine) -> int:
    """What there is for each, of all that was granted."""
    granted = budget.granted_minutes if budget.is_of_hours else budget.granted
    return max(0, granted) // max(budget.people, 1)


def assumed_in(budget: BudgetLine, place: str) -> Assumed:
    schema = _assumed_query(budget)
    with as_invalid():
        sent = here.query(schema) if place == "query" else here.form(schema)
    return sent["assumed"]


def planning(budget: BudgetLine, assumed: Assumed, wrong: Invalid | None = None) -> str:
    db, me = here.db(), here.me()
    wishes, usually = reads_plan.wishes(db, me, budget.id), usual(budget)
    found = _suggested(budget, wishes, assumed)
    is_usual = assumed == usually
    return shown(
        "planning.html",
        wrong,
        budget=budget,
        assumed=assumed,
        found=found,
        lines=found.lines[:LINES],
        as_usual=found if is_usual else _suggested(budget, wishes, usually),
        is_usual=is_usual,
        ASSUMPTIONS=assuming,
        assumes=assuming.typed(assumed, budget),
        as_is=assuming.typed(usually, budget),
        wishes=wishes,
        without=reads_plan.without(db, me, budget.id),
        plans=reads_plan.plans(db, me, budget.id, limit=reads_plan.LATELY),
        LATELY=reads_plan.LATELY,
        needs=reads_plan.needs(db, me, budget.id),
        focuses=reads_plan.focuses(db, me, budget.id),
        ahead=forecast(budget, clock.today()),
        TURNS=TURNS,
        asked=request.args if request.method == "GET" else request.form,
        today=clock.today(),
    )


def _suggested(budget: BudgetLine, wishes: Sequence[Wish], assumed: Assumed) -> Suggestion:
    return suggestion(wishes, budget.free, budget.free_minutes, assumed, budget.is_of_hours)
