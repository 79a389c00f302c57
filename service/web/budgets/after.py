"""What came of a period, for budget owners and leads: beside its plans, and what grew."""

from service import clock
from service.budgets import access, reads, reads_after
from service.web import here
from service.web.budgets.blueprint import BUDGET, bp, shown


@bp.get(f"{BUDGET}/after")
def after(budget_id: int) -> str:
    db, me = here.db(), here.me()
    access.must_plan(db, me, budget_id)
    budget, plans = reads.budget(db, me, budget_id), reads_after.carried_out(db, me, budget_id)
    return shown(
        "after.html",
        budget=budget,
        plans=plans,
        outside=(
            budget.spent - sum(one.real_money for one in plans),
            budget.spent_minutes - sum(one.real_minutes for one in plans),
        ),
        grown=reads_after.grown(db, me, budget_id),
        today=clock.today(),
    )
