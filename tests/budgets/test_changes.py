"""What is changed about a budget is written down, for whoever sees it, and never changed itself."""

from typing import Any

import psycopg
import pytest

from service import clock
from service.budgets import actions, actions_erase, changes
from service.budgets.changes import Change, What
from service.budgets.model import Budget, Mode
from service.db.sql import Connection, value
from service.errors import NotFound
from tests.budgets.making import EURO, KEEP, make_budget, make_owner
from tests.cast import Cast

SETTINGS: dict[str, Any] = {
    "name": "Growing 2026", "mode": Mode.TRUST, "demanded_by": None,
    "trust_limit": 10_000 * EURO, "trust_minutes": None, "carry_years": 1, "may_go_below": False,
}  # fmt: skip


def said(found: list[Change]) -> list[tuple[What, str | None, str | None]]:
    return [(one.what, one.was, one.became) for one in found]


def settings_changed(db: Connection, budget: Budget, **settings: Any) -> None:
    actions.change(db, KEEP, budget.id, **SETTINGS | settings)


def test_each_setting_is_written_down_with_who_from_and_to(db: Connection, cast: Cast) -> None:
    budget = make_budget(db)
    owner = make_owner(db, cast, "charlie")
    other = {"name": "Growing", "mode": Mode.APPROVE, "demanded_by": "the fund", "trust_limit": 0,
             "trust_minutes": 480, "carry_years": 2, "may_go_below": True}  # fmt: skip
    actions.change(db, owner, budget.id, **other)
    found = [one for one in changes.changes(db, owner, budget.id) if one.what != What.OWNER]
    assert said(found[::-1]) == [
        (What.NAME, "Growing 2026", "Growing"),
        (What.MODE, "trust", "approve"),
        (What.DEMANDED_BY, None, "the fund"),
        (What.TRUST_LIMIT, "1000000", "0"),
        (What.TRUST_MINUTES, None, "480"),
        (What.CARRY_YEARS, "1", "2"),
        (What.MAY_GO_BELOW, "no", "yes"),
    ]
    assert {(one.by, one.at) for one in found} == {("Charlie", clock.now())}
    actions.change(db, owner, budget.id, **other)
    assert len(changes.changes(db, owner, budget.id)) == 8, "the same again is no change"


def test_owners_are_written_down_for_all_budgets_there_are(db: Connection, cast: Cast) -> None:
    budget = make_budget(db)
    for name in ("alice", "charlie"):
        make_owner(db, cast, name)
        make_owner(db, cast, name)
    actions.drop_owner(db, cast.actor(cast.dana), cast.charlie.id)
    found = changes.changes(db, cast.actor(cast.bob), budget.id)
    assert [(one.person, one.became, one.by) for one in found] == [
        ("Charlie", "no", "Dana"), ("Charlie", "yes", None), ("Alice", "yes", None),
    ]  # fmt: skip


def test_what_could_not_be_done_is_not_written_down(db: Connection, cast: Cast) -> None:
    budget = make_budget(db)
    for refused in (cast.bob, cast.dana):
        with pytest.raises(NotFound):
            actions.change(db, cast.actor(refused), budget.id, **SETTINGS | {"carry_years": 2})
    with pytest.raises(psycopg.errors.CheckViolation):
        settings_changed(db, budget, carry_years=9)
    assert changes.changes(db, KEEP, budget.id) == []


def test_who_does_not_see_a_budget_sees_no_change_of_it(db: Connection, cast: Cast) -> None:
    team, mine = make_budget(db, team_id=cast.team_id), make_budget(db, person_id=cast.bob.id)
    for budget in (team, mine):
        settings_changed(db, budget, carry_years=2)
        for stranger in (cast.charlie, cast.dana):
            with pytest.raises(NotFound):
                changes.changes(db, cast.actor(stranger), budget.id)
        assert len(changes.changes(db, cast.actor(cast.bob), budget.id)) == 1
    assert len(changes.changes(db, cast.actor(cast.alice), team.id)) == 1
    with pytest.raises(NotFound):
        changes.changes(db, cast.actor(cast.alice), mine.id)


@pytest.mark.parametrize(
    "query", ["UPDATE budget_change SET became = '3'", "DELETE FROM budget_change"]
)
def test_nothing_is_changed_in_it(db: Connection, query: Any) -> None:
    budget = make_budget(db)
    settings_changed(db, budget, carry_years=2)
    with pytest.raises(psycopg.errors.RaiseException):
        db.execute(query)


def test_a_name_that_may_be_a_persons_is_not_kept(db: Connection, cast: Cast) -> None:
    budget = make_budget(db, person_id=cast.bob.id, name="Bob 2026")
    settings_changed(db, budget, name="Bob 2027")
    assert said(changes.changes(db, KEEP, budget.id)) == [(What.NAME, None, None)]


def test_an_erased_owner_is_an_owner_no_more(db: Connection, cast: Cast) -> None:
    budget = make_budget(db)
    for name in ("alice", "bob"):
        make_owner(db, cast, name)
    actions_erase.erase(db, KEEP, cast.bob.id)
    latest = changes.changes(db, KEEP, budget.id)[0]
    assert (latest.person, latest.became) == ("Bob", "no")
    assert value(db, "SELECT count(*) FROM budget_owner") == 1


def test_a_page_of_them_goes_on(db: Connection) -> None:
    budget = make_budget(db)
    for years in (2, 3, 4):
        settings_changed(db, budget, carry_years=years)
    first = changes.changes(db, KEEP, budget.id, limit=1)
    assert [one.became for one in first] == ["4", "3"]
    rest = changes.changes(db, KEEP, budget.id, until=first[0].id)
    assert [one.became for one in rest] == ["3", "2"]
