"""What a planner cannot find out by trying, or by looking on two days."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from service import clock
from service.budgets import actions_requests as requests
from service.budgets import reads_plan
from service.budgets.model import Budget, Mode
from service.budgets.model_plan import EFFECTS, Assumed
from service.db.sql import Connection
from service.people import actions as people_actions
from service.people.model import Person
from tests.budgets.making import EURO, make_budget, make_owner, make_request
from tests.cast import Cast
from tests.growth.teams import join, people

SPRING = datetime(2026, 3, 2, 9, tzinfo=UTC)


def ask(db: Connection, cast: Cast, who: Person, budget: Budget, kind: str, shows: bool) -> int:
    actor = cast.actor(who)
    wish = make_request(db, actor, budget, kind=kind, money=500 * EURO, shows_to_planners=shows)
    requests.send(db, actor, wish)
    return wish


@pytest.mark.parametrize("probe", EFFECTS)
def test_trying_effects_does_not_tell_of_what_kind_a_private_wish_is(
    db: Connection, cast: Cast, probe: str
) -> None:
    budget = make_budget(
        db, money=500 * EURO, team_id=cast.team_id, mode=Mode.APPROVE, demanded_by="the fund"
    )
    owner = make_owner(db, cast, "charlie")
    for who, kind in ((cast.alice, "book"), (cast.bob, "coaching")):
        ask(db, cast, who, budget, kind, shows=False)
    usual = Assumed(0, 0, 500 * EURO)
    effects = dict.fromkeys(EFFECTS, 0.0) | {probe: 1.0}
    chosen = [
        [line.wish.id for line in reads_plan.suggested(db, owner, budget.id, assumed).lines]
        for assumed in (usual, replace(usual, effects=effects))
    ]
    assert chosen[0] == chosen[1] != []
    assert [one.kind for one in reads_plan.wishes(db, owner, budget.id)] == [None, None]


def test_the_kind_of_a_wish_that_is_shown_counts(db: Connection, cast: Cast) -> None:
    budget = make_budget(
        db, money=500 * EURO, team_id=cast.team_id, mode=Mode.APPROVE, demanded_by="the fund"
    )
    owner = make_owner(db, cast, "charlie")
    ask(db, cast, cast.alice, budget, "book", shows=True)
    wanted = ask(db, cast, cast.bob, budget, "coaching", shows=True)
    effects = dict.fromkeys(EFFECTS, 0.0) | {"coaching": 1.0}
    found = reads_plan.suggested(db, owner, budget.id, Assumed(0, 0, 500 * EURO, effects=effects))
    assert [line.wish.id for line in found.lines] == [wanted]


@pytest.mark.parametrize("whose", ["team", "organisation"])
@pytest.mark.parametrize("had_some", [True, False])
def test_leaving_does_not_tell_whether_somebody_had_nothing(
    db: Connection, cast: Cast, whose: str, had_some: bool
) -> None:
    with clock.at(SPRING):
        some = people(db, 4)
        join(db, cast.team_id, *some)
        budget = make_budget(
            db, money=900 * EURO, team_id=cast.team_id if whose == "team" else None
        )
        owner = make_owner(db, cast, "charlie")
        if had_some:
            ask(db, cast, some[0], budget, "book", shows=False)
    with clock.at(SPRING + timedelta(days=30)):
        before = reads_plan.without(db, owner, budget.id)
        people_actions.leave(db, cast.actor(cast.dana), some[0].id)
        after = reads_plan.without(db, owner, budget.id)
    assert (after.people, after.without) == (before.people, before.without)
    assert before.without == before.people - had_some
