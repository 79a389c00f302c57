"""One plan: its lines are agreed to or left out, and then it is carried out."""

from collections import Counter
from decimal import Decimal
from typing import Any

from flask import request, url_for
from flask_babel import gettext, ngettext
from werkzeug.wrappers import Response

from service import clock
from service.budgets import actions_plan as actions
from service.budgets import money as amounts
from service.budgets import reads, reads_plan
from service.budgets.actions_plan import Why
from service.budgets.model import BudgetLine
from service.budgets.model_plan import Plan, PlanLine
from service.budgets.schema_plan import AddedSent, LineSent, PageQuery
from service.budgets.tables import Cell, Table
from service.errors import Conflict, Invalid
from service.web import here
from service.web.budgets.blueprint import KINDS, NUMBER, PLAN, bp, said, shown
from service.web.budgets.budgets import Answer
from service.web.budgets.files import csv_file, excel_file, in_hours
from service.web.budgets.planning import TURNS

LINES = 100  #: on a page


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
    except (Invalid, Conflict) as wrong:
        return again(plan_id, wrong, request_id)
    return said(gettext("Noted. Nothing is reserved until the plan is carried out."), "plan",
                plan_id=plan_id, page=_page_of(plan_id, request_id),
                _anchor=f"line-{request_id}")  # fmt: skip


def _page_of(plan_id: int, request_id: int) -> int | None:
    """The page on which a line stands; None: the first."""
    lines = reads_plan.lines(here.db(), here.me(), plan_id)
    place = next((n for n, line in enumerate(lines) if line.id == request_id), 0)
    return place // LINES + 1 if place >= LINES else None


@bp.post(f"{PLAN}/add")
def add_line(plan_id: int) -> Answer:
    try:
        actions.add(here.db(), here.me(), plan_id, here.form(AddedSent)["request_id"])
    except Conflict as wrong:
        return again(plan_id, wrong)
    return said(gettext("It is in the plan."), "plan", plan_id=plan_id)


@bp.post(f"{PLAN}/commit")
def commit_plan(plan_id: int) -> Answer:
    try:
        done = actions.commit(here.db(), here.me(), plan_id)
    except (Invalid, Conflict) as wrong:
        return again(plan_id, wrong)
    number = len(done.reserved)
    words = ngettext("%(num)d wish is reserved.", "%(num)d wishes are reserved.", number)
    return said(" ".join([words, *_passed_over(done)]), "plan", plan_id=plan_id)


def _passed_over(done: actions.Outcome) -> list[str]:
    """A sentence for each reason."""
    counts = Counter(done.passed_over.values())
    told = {
        Why.OWN: lambda n: ngettext(
            "%(num)d is your own: somebody else carries it out.",
            "%(num)d are your own: somebody else carries them out.", n),
        Why.OWNER: lambda n: ngettext(
            "%(num)d waits for a budget owner, who approves.",
            "%(num)d wait for a budget owner, who approves.", n),
        Why.MEANWHILE: lambda n: ngettext(
            "%(num)d was decided or taken back meanwhile.",
            "%(num)d were decided or taken back meanwhile.", n),
        Why.SHORT: lambda n: ngettext(
            "%(num)d does not fit any more, or is from somebody for whom this budget is no longer.",
            "%(num)d do not fit any more, or are from people for whom this budget is no longer.",
            n),
    }  # fmt: skip
    return [told[why](number) for why, number in counts.items()]


@bp.get(f"{PLAN}/plan.csv")
def plan_csv(plan_id: int) -> Response:
    return csv_file(_table(plan_id), f"gezel-plan-{plan_id}")


@bp.get(f"{PLAN}/plan.xlsx")
def plan_excel(plan_id: int) -> Response:
    return excel_file([_table(plan_id)], f"gezel-plan-{plan_id}")


def again(plan_id: int, wrong: Invalid | Conflict, line_id: int | None = None) -> tuple[str, int]:
    """The plan as it is now, with what is wrong and what was typed."""
    return _plan(plan_id, wrong, line_id), 409 if isinstance(wrong, Conflict) else 422


def _plan(plan_id: int, wrong: Invalid | Conflict | None = None, line_id: int | None = None) -> str:
    """The page of a plan; after a mistake in the form of a line, with what was typed there."""
    db, me = here.db(), here.me()
    found = reads_plan.plan(db, me, plan_id)
    lines = reads_plan.lines(db, me, plan_id)
    page = (_page_of(plan_id, line_id) if line_id else here.query(PageQuery)["page"]) or 1
    inside = {line.id for line in lines}
    wishes = [] if found.committed_at else reads_plan.wishes(db, me, found.budget_id)
    return shown(
        "plan.html",
        wrong,
        plan=found,
        every_line=lines,
        lines=lines[(page - 1) * LINES : page * LINES],
        before=url_for(".plan", plan_id=plan_id, page=page - 1) if page > 1 else None,
        behind=url_for(".plan", plan_id=plan_id, page=page + 1)
        if len(lines) > page * LINES
        else None,
        LINES=LINES,
        typed_in=line_id,
        unsent=[*filter(None, [request.form.get("reason")])] if found.committed_at else [],
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
