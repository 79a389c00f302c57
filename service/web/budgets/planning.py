"""Planning, for budget owners and leads: what free money could do, plans side by side."""

from decimal import Decimal
from typing import Any

from flask import request
from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from service import clock
from service.budgets import access, reads, reads_plan
from service.budgets import actions_plan as actions
from service.budgets import money as amounts
from service.budgets.forecast import forecast
from service.budgets.model import BudgetLine
from service.budgets.model_plan import Assumed, Plan, PlanLine
from service.budgets.schema_plan import AddedSent, AssumedQuery, KeptSent, LineSent
from service.budgets.tables import Cell, Table
from service.errors import Invalid
from service.web import here
from service.web.budgets import assuming
from service.web.budgets.blueprint import BUDGET, KINDS, NUMBER, PLAN, bp, said, shown
from service.web.budgets.budgets import as_invalid
from service.web.budgets.files import csv_file, excel_file, in_hours
from service.web.budgets.once import once

Answer = Response | str | tuple[str, int]
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
        return planning(budget, usual(budget), wrong), 422


@bp.post(f"{BUDGET}/plan")
def keep_plan(budget_id: int) -> Answer:
    access.must_plan(here.db(), here.me(), budget_id)
    budget = reads.budget(here.db(), here.me(), budget_id)
    assumed = usual(budget)
    try:
        assumed = assumed_in(budget, "form")
        name = here.form(KeptSent)["name"]
    except Invalid as wrong:
        return planning(budget, assumed, wrong), 422
    made = once(lambda: actions.keep(here.db(), here.me(), budget_id, name, assumed))
    return said(gettext("Kept. Nothing is reserved until somebody decides."), "plan", plan_id=made)


@bp.post(f"{PLAN}/throw-away")
def throw_away_plan(plan_id: int) -> Response:
    budget_id = actions.throw_away(here.db(), here.me(), plan_id)
    return said(gettext("Thrown away."), "plan_budget", budget_id=budget_id)


@bp.get(PLAN)
def plan(plan_id: int) -> str:
    return _plan(plan_id)


@bp.post(f"{PLAN}/lines/{NUMBER}request_id>")
def decide_line(plan_id: int, request_id: int) -> Answer:
    try:
        sent = here.form(LineSent)
        actions.decide(
            here.db(), here.me(), plan_id, request_id, sent["yes"], sent["reason"], sent["was"]
        )
    except Invalid as wrong:
        return _plan(plan_id, wrong, request_id), 422
    return said(gettext("Noted. Nothing is reserved until the plan is carried out."), "plan",
                plan_id=plan_id, _anchor=f"line-{request_id}")  # fmt: skip


@bp.post(f"{PLAN}/add")
def add_line(plan_id: int) -> Response:
    actions.add(here.db(), here.me(), plan_id, here.form(AddedSent)["request_id"])
    return said(gettext("It is in the plan."), "plan", plan_id=plan_id)


@bp.post(f"{PLAN}/commit")
def commit_plan(plan_id: int) -> Answer:
    try:
        done = actions.commit(here.db(), here.me(), plan_id)
    except Invalid as wrong:
        return _plan(plan_id, wrong), 422
    number = len(done.reserved)
    words = ngettext("%(num)d wish is reserved.", "%(num)d wishes are reserved.", number)
    if done.passed_over:
        words += " " + ngettext(
            "%(num)d could not be: it was decided meanwhile, is your own, or does not fit.",
            "%(num)d could not be: they were decided meanwhile, are your own, or do not fit.",
            len(done.passed_over),
        )
    return said(words, "plan", plan_id=plan_id)


@bp.get(f"{PLAN}/plan.csv")
def plan_csv(plan_id: int) -> Response:
    return csv_file(_table(plan_id), f"gezel-plan-{plan_id}")


@bp.get(f"{PLAN}/plan.xlsx")
def plan_excel(plan_id: int) -> Response:
    return excel_file([_table(plan_id)], f"gezel-plan-{plan_id}")


def usual(budget: BudgetLine) -> Assumed:
    assumed: Assumed = _assumed_query(budget).load({})["assumed"]
    return assumed


def _assumed_query(budget: BudgetLine) -> AssumedQuery:
    dearest = reads_plan.dearest(here.db(), here.me(), budget.id)
    return AssumedQuery(budget.currency, allowance(budget), dearest)


def allowance(budget: BudgetLine) -> int:
    """What there is for each, of all that was granted."""
    return max(0, budget.granted) // max(budget.people, 1)


def assumed_in(budget: BudgetLine, place: str) -> Assumed:
    schema = _assumed_query(budget)
    with as_invalid():
        sent = here.query(schema) if place == "query" else here.form(schema)
    return sent["assumed"]


def planning(budget: BudgetLine, assumed: Assumed, wrong: Invalid | None = None) -> str:
    db, me = here.db(), here.me()
    found = reads_plan.suggested(db, me, budget.id, assumed)
    return shown(
        "planning.html",
        wrong,
        budget=budget,
        assumed=assumed,
        found=found,
        as_usual=reads_plan.suggested(db, me, budget.id, usual(budget)),
        is_usual=assumed == usual(budget),
        ASSUMPTIONS=assuming,
        assumes=assuming.typed(assumed, budget.currency),
        as_is=assuming.typed(usual(budget), budget.currency),
        wishes=reads_plan.wishes(db, me, budget.id),
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


def _plan(plan_id: int, wrong: Invalid | None = None, line_id: int | None = None) -> str:
    """The page of a plan; after a mistake in the form of a line, with what was typed there."""
    db, me = here.db(), here.me()
    found = reads_plan.plan(db, me, plan_id)
    lines = reads_plan.lines(db, me, plan_id)
    inside = {line.id for line in lines}
    wishes = [] if found.committed_at else reads_plan.wishes(db, me, found.budget_id)
    return shown(
        "plan.html",
        wrong,
        plan=found,
        lines=lines,
        typed_in=line_id,
        outside=[wish for wish in wishes if wish.id not in inside],
        others=_others(found),
        LATELY=reads_plan.LATELY,
        budget=reads.budget(db, me, found.budget_id),
        TURNS=TURNS,
        today=clock.today(),
    )


def _others(plan: Plan) -> list[Plan]:
    """The latest plans of the same budget, and one more when there are more."""
    limit = reads_plan.LATELY + 1
    found = reads_plan.plans(here.db(), here.me(), plan.budget_id, limit=limit)
    return [one for one in found if one.id != plan.id]


def _table(plan_id: int) -> Table:
    found: Plan = reads_plan.plan(here.db(), here.me(), plan_id)
    budget = reads.budget(here.db(), here.me(), found.budget_id)
    heads = [
        gettext("Who"), gettext("What"), gettext("Kind"), gettext("Round"), gettext("Currency"),
        gettext("Planned"), gettext("Hours planned"), gettext("Decision"),
        gettext("It really came to"), gettext("Hours it came to"),
    ]  # fmt: skip
    rows = [_row(line, budget) for line in reads_plan.lines(here.db(), here.me(), plan_id)]
    return Table(gettext("Plan"), heads, rows)


def _row(line: PlanLine, budget: BudgetLine) -> list[Cell]:
    real: Decimal | None = None
    if line.real_money is not None:
        real = amounts.major(line.real_money, budget.currency)
    decided: dict[bool | None, Any] = {
        True: gettext("agreed"), False: gettext("left out"), None: "",
    }  # fmt: skip
    return [
        line.person, line.title or gettext("title kept private"),
        str(KINDS[line.kind]) if line.kind else "",
        str(TURNS[line.turn]), budget.currency, amounts.major(line.planned, budget.currency),
        in_hours(line.planned_minutes), decided[line.is_agreed], real,
        None if line.real_minutes is None else in_hours(line.real_minutes),
    ]  # fmt: skip
