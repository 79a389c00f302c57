"""What a planner cannot find out by trying, or by looking on two days."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from service import clock
from service.budgets import actions_erase as budgets_erase
from service.budgets import actions_requests as requests
from service.budgets import reads_plan
from service.budgets.model import Budget, Mode
from service.budgets.model_plan import EFFECTS, Assumed
from service.db.sql import Connection
from service.people import actions as people_actions
from service.people import actions_erase as people_erase
from service.people.model import Person
from tests.budgets.making import EURO, make_budget, make_owner, make_request
from tests.cast import Cast
from tests.growth.teams import join, leave, people

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


def start_over(db: Connection, person_id: int, on: bool) -> None:
    db.execute("UPDATE person SET takes_part = %s WHERE id = %s", (on, person_id))


@pytest.mark.parametrize("whose", ["team", "organisation"])
@pytest.mark.parametrize("goes", ["leaves", "team", "stops", "stops and comes back", "is erased"])
def test_no_two_looks_tell_whether_somebody_who_goes_had_something(
    db: Connection, cast: Cast, whose: str, goes: str
) -> None:
    """Two who go, of whom one had something: every number moves alike, whoever it is."""
    moved = []
    with clock.at(SPRING):
        some = people(db, 6)
        join(db, cast.team_id, *some)
        budget = make_budget(
            db, money=900 * EURO, team_id=cast.team_id if whose == "team" else None
        )
        owner = make_owner(db, cast, "charlie")
        ask(db, cast, some[0], budget, "book", shows=False)
    for number, person in enumerate(some[:2]):
        with clock.at(SPRING + timedelta(days=30 + number)):
            before = reads_plan.without(db, owner, budget.id)
            go(db, cast, person, goes)
            after = reads_plan.without(db, owner, budget.id)
        moved.append((after.people - before.people, after.had - before.had,
                      after.at_least - before.at_least))  # fmt: skip
    assert moved[0] == moved[1]
    assert (before.had, before.is_shown) == (1, True)


def go(db: Connection, cast: Cast, person: Person, how: str) -> None:
    if how == "leaves":
        people_actions.leave(db, cast.actor(cast.dana), person.id)
    elif how == "team":
        leave(db, cast.team_id, person)
    elif how == "is erased":
        for part in (budgets_erase, people_erase):
            part.erase(db, cast.actor(person), person.id)
    else:
        start_over(db, person.id, on=False)
        start_over(db, person.id, on=how == "stops and comes back")
