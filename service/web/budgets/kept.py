"""Plans that were kept: all of a budget, and two side by side."""

from flask import url_for

from service import clock
from service.budgets import reads, reads_plan
from service.budgets.model_plan import Plan
from service.budgets.schema_plan import KeptQuery
from service.errors import NotFound
from service.web import here
from service.web.budgets import assuming
from service.web.budgets.blueprint import BUDGET, NUMBER, PLAN, bp, older, shown


@bp.get(f"{BUDGET}/plans")
def plans(budget_id: int) -> str:
    """All kept plans, latest first; beside one of them when it is chosen."""
    db, me, sent = here.db(), here.me(), here.query(KeptQuery)
    found = reads_plan.plans(db, me, budget_id, sent["after"])
    last = older(found, reads_plan.PAGE)
    beside = sent["beside"]
    return shown(
        "plans.html",
        budget=reads.budget(db, me, budget_id),
        plans=found[: reads_plan.PAGE],
        chosen=_of(budget_id, beside) if beside else None,
        older=url_for(".plans", budget_id=budget_id, beside=beside, after=last.id)
        if last
        else None,
        newer=url_for(".plans", budget_id=budget_id, beside=beside) if sent["after"] else None,
        today=clock.today(),
    )


@bp.get(f"{PLAN}/beside/{NUMBER}other_id>")
def beside(plan_id: int, other_id: int) -> str:
    """Two plans, line by line."""
    db, me = here.db(), here.me()
    both = [reads_plan.plan(db, me, one) for one in (plan_id, other_id)]
    if both[0].budget_id != both[1].budget_id:
        raise NotFound
    lines = [
        {line.id: line for line in reads_plan.lines(db, me, one)} for one in (plan_id, other_id)
    ]
    every = {**lines[1], **lines[0]}
    rows = sorted(every.values(), key=lambda line: (line.person.lower(), line.id))
    budget = reads.budget(db, me, both[0].budget_id)
    return shown(
        "beside.html",
        budget=budget,
        plans=both,
        lines=lines,
        rows=rows,
        assumes=assuming.differing(both[0].assumes, both[1].assumes, budget),
    )


def _of(budget_id: int, plan_id: int) -> Plan:
    found = reads_plan.plan(here.db(), here.me(), plan_id)
    if found.budget_id != budget_id:
        raise NotFound
    return found
