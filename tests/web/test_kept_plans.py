"""Kept plans: every one is found, page by page, and next to another of the same budget."""

import pytest

from service.budgets import actions_plan as planning
from service.budgets import reads_plan
from service.budgets.model_plan import Assumed
from service.db.sql import Connection
from tests.budgets.making import EURO, make_budget
from tests.cast import Cast
from tests.web.browse import Browse, plain, text

USUAL = Assumed(15, 1000 * EURO, 1000 * EURO)


@pytest.fixture
def budget(db: Connection, cast: Cast) -> int:
    return make_budget(db, team_id=cast.team_id).id


def keep(db: Connection, cast: Cast, budget: int, number: int) -> list[int]:
    lead = cast.actor(cast.alice)
    return [planning.keep(db, lead, budget, f"Plan {n}", USUAL) for n in range(1, number + 1)]


def test_all_are_found_page_by_page(
    db: Connection, cast: Cast, browse: Browse, budget: int
) -> None:
    alice = browse(cast.alice)
    assert "No plan is kept yet." in text(alice, f"/budgets/{budget}/plans")
    kept = keep(db, cast, budget, reads_plan.PAGE + 1)
    short = text(alice, f"/budgets/{budget}/plan")
    assert f"/plans/{kept[-reads_plan.LATELY]}" in short
    assert f'/plans/{kept[-reads_plan.LATELY - 1]}"' not in short
    assert f"/budgets/{budget}/plans" in short
    first = text(alice, f"/budgets/{budget}/plans")
    assert "Plan 2<" in first
    assert "Plan 1<" not in first
    assert "Plan 1<" in text(alice, f"/budgets/{budget}/plans?after={kept[1]}")


def test_a_plan_is_seen_next_to_any_other_of_its_budget(
    db: Connection, cast: Cast, browse: Browse, budget: int
) -> None:
    alice, kept = browse(cast.alice), keep(db, cast, budget, reads_plan.LATELY + 2)
    last = kept[-1]
    assert f"/budgets/{budget}/plans?beside={last}" in text(alice, f"/plans/{last}")
    chosen = text(alice, f"/budgets/{budget}/plans?beside={last}")
    assert f"/plans/{last}/beside/{kept[0]}" in chosen
    assert f"/plans/{last}/beside/{last}" not in chosen
    assert "Choose a plan to see next to Plan 7" in plain(chosen)
    elsewhere = make_budget(db, team_id=cast.team_id).id
    assert alice.get(f"/budgets/{elsewhere}/plans?beside={last}").status_code == 404


def test_only_who_plans_sees_them(db: Connection, cast: Cast, browse: Browse, budget: int) -> None:
    keep(db, cast, budget, 1)
    assert browse(cast.bob).get(f"/budgets/{budget}/plans").status_code in (403, 404)
