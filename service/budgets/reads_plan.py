"""Questions of planners: budget owners, and whoever leads the team of a budget.

No level of anybody comes out of these; what is not shown to planners has neither title nor why.
"""

from dataclasses import dataclass

from service.actor import Actor, System, person_of
from service.budgets import reads
from service.budgets.access import must_plan
from service.budgets.model import BudgetLine
from service.budgets.model_plan import Assumed, Plan, PlanLine, Suggestion, Wish
from service.budgets.suggesting import suggestion
from service.db import sql
from service.growth import team_reads
from service.growth.team_model import Row
from service.skills.model import Skill

Q = sql.load(__package__)
MOST = 10_000
PAGE = 25
LATELY = 5  #: kept plans that stand beside others
PLANNING = System("planning shows counts of the team of a budget")
AT_LEAST = 5  #: from so many people on, a count of them is shown


@dataclass(frozen=True, slots=True)
class Without:
    """Whom a budget is for, and for how many people it ever set something apart; they may have left
    since. It is told by fives: private lines of the ledger would else be told to be of the same
    person or of two. `is_me` is only for the one who asks: they had nothing yet."""

    people: int
    had: int
    is_me: bool

    @property
    def is_shown(self) -> bool:
        return self.people >= AT_LEAST

    @property
    def had_at_least(self) -> int:
        return self.had - self.had % AT_LEAST

    @property
    def at_least(self) -> int:
        """So many of those it is for today had nothing yet, or more."""
        return max(0, self.people - self.had_at_least - AT_LEAST + 1)


def wishes(db: sql.Connection, actor: Actor, budget_id: int) -> list[Wish]:
    """What people proposed and is undecided, by name."""
    must_plan(db, actor, budget_id)
    return sql.every(db, Wish, Q["wishes"], budget_id=budget_id, me=person_of(actor), limit=MOST)


def dearest(db: sql.Connection, actor: Actor, budget: BudgetLine) -> int:
    """What the dearest undecided wish costs, in minor units, or in minutes where these are all
    there is; 0 without any."""
    must_plan(db, actor, budget.id)
    query = Q["longest_wish" if budget.is_of_hours else "dearest_wish"]
    return int(sql.value(db, query, budget_id=budget.id) or 0)


def suggested(db: sql.Connection, actor: Actor, budget_id: int, assumed: Assumed) -> Suggestion:
    """What the aid would do with what is free; nothing happens."""
    found = wishes(db, actor, budget_id)
    budget = reads.budget(db, actor, budget_id)
    return suggestion(found, budget.free, budget.free_minutes, assumed, budget.is_of_hours)


def without(db: sql.Connection, actor: Actor, budget_id: int) -> Without:
    must_plan(db, actor, budget_id)
    return sql.one(db, Without, Q["without"], budget_id=budget_id, me=person_of(actor))


def needs(db: sql.Connection, actor: Actor, budget_id: int) -> list[Row]:
    """What the team of a budget needs: for who is in the team from its picture, for other budget
    owners from its counts alone. Nothing for a budget of no team."""
    must_plan(db, actor, budget_id)
    team_id = reads.budget(db, actor, budget_id).team_id
    if team_id is None:
        return []
    if team_id in {one.id for one in team_reads.my_teams(db, actor)}:
        return team_reads.picture(db, actor, team_id).wanted
    return team_reads.for_planners(db, PLANNING, team_id)


def focuses(db: sql.Connection, actor: Actor, budget_id: int) -> list[tuple[Skill, int]]:
    """Of how many people in the team of a budget each skill is a focus, as far as they let it be
    counted. Nothing for a budget of no team."""
    must_plan(db, actor, budget_id)
    team_id = reads.budget(db, actor, budget_id).team_id
    return [] if team_id is None else team_reads.shared_focuses(db, PLANNING, team_id)


def plans(
    db: sql.Connection, actor: Actor, budget_id: int, after: int | None = None, limit: int = PAGE
) -> list[Plan]:
    """A page of the kept plans of a budget and one more, latest first, behind one of them."""
    must_plan(db, actor, budget_id)
    return sql.every(
        db, Plan, Q["plans"], budget_id=budget_id, plan_id=None, after=after, limit=limit + 1
    )


def plan(db: sql.Connection, actor: Actor, plan_id: int) -> Plan:
    found = sql.one(db, Plan, Q["plans"], budget_id=None, plan_id=plan_id, after=None, limit=1)
    must_plan(db, actor, found.budget_id)
    return found


def lines(db: sql.Connection, actor: Actor, plan_id: int) -> list[PlanLine]:
    """The lines of a plan: first those of everybody's turn, then by name."""
    plan(db, actor, plan_id)
    return sql.every(
        db, PlanLine, Q["plan_lines"], plan_id=plan_id, me=person_of(actor), limit=MOST
    )
