"""What came of a period, for budget owners and leads: beside its plans, and what grew."""

from flask import url_for

from service import clock
from service.budgets import access, reads, reads_after
from service.budgets.schema_requests import RequestsQuery
from service.errors import NotFound
from service.web import here
from service.web.budgets.blueprint import BUDGET, bp, older, shown


@bp.get(f"{BUDGET}/after")
def after(budget_id: int) -> str:
    db, me, behind = here.db(), here.me(), here.query(RequestsQuery)["after"]
    access.must_plan(db, me, budget_id)
    found = reads_after.carried_out(db, me, budget_id, behind)
    if behind and not found:
        raise NotFound
    last = older(found, reads_after.PAGE)
    return shown(
        "after.html",
        budget=reads.budget(db, me, budget_id),
        plans=found[: reads_after.PAGE],
        older=url_for(".after", budget_id=budget_id, after=last.id) if last else None,
        newer=url_for(".after", budget_id=budget_id) if behind else None,
        grown=reads_after.grown(db, me, budget_id),
        today=clock.today(),
    )
