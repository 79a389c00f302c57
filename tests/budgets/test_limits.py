"""Nothing is booked that nobody decided on, nor from a budget that is not there any more."""

from datetime import date
from typing import Any

import pytest

from service import clock
from service.budgets import actions, actions_plan
from service.budgets import actions_buying as buying
from service.budgets import actions_deciding as deciding
from service.budgets import actions_requests as requests
from service.budgets.actions_plan import Why
from service.budgets.errors import NotDecided, NotForThem, PeriodIsOver
from service.budgets.ledger import Amount
from service.budgets.model import Budget, Mode
from service.budgets.model_plan import Assumed
from service.budgets.model_requests import State
from service.db.sql import Connection
from tests.budgets.making import EURO, HOUR, KEEP, NO_BILL, make_budget, make_owner, make_request
from tests.budgets.test_changes import settings_changed
from tests.budgets.test_ledger import sums
from tests.cast import Cast
from tests.growth.teams import join, leave, make_team


def committed(db: Connection, cast: Cast, budget: Budget, **wish: Any) -> int:
    """A wish of Bob that is reserved: approved by Alice where that is demanded."""
    bob = cast.actor(cast.bob)
    made = make_request(db, bob, budget, **wish)
    if requests.send(db, bob, made, advisers(cast)) == State.PENDING:
        deciding.approve(db, make_owner(db, cast, "alice"), made, None)
    return made


def advisers(cast: Cast) -> Any:
    return [(cast.alice.id, "affected"), (cast.dana.id, "knows")]


def buy(db: Connection, cast: Cast, request_id: int, euro: int, hours: int = 0) -> None:
    buying.purchase(
        db, cast.actor(cast.bob), request_id, Amount(euro * EURO, hours * HOUR), NO_BILL
    )


@pytest.mark.parametrize(
    ("mode", "settings", "asked", "most"),
    [
        (Mode.APPROVE, {}, (100, 4), (100, 4)),
        (Mode.TRUST, {"trust_limit": 50 * EURO}, (1, 0), (50, 40)),
        (Mode.TRUST, {"trust_limit": 50 * EURO, "trust_minutes": 2 * HOUR}, (1, 1), (50, 2)),
    ],
)
def test_no_more_is_bought_than_was_decided(
    db: Connection, cast: Cast, mode: Mode, settings: Any, asked: Any, most: Any
) -> None:
    budget = make_budget(db, mode=mode, **settings)
    wish = committed(db, cast, budget, money=asked[0] * EURO, minutes=asked[1] * HOUR)
    before = sums(db, budget.id)
    with pytest.raises(NotDecided) as refused:
        buy(db, cast, wish, most[0] + 1, most[1])
    assert set(refused.value.fields) == {"money"}
    if most[1] < 40:
        with pytest.raises(NotDecided) as refused:
            buy(db, cast, wish, most[0], most[1] + 1)
        assert set(refused.value.fields) == {"minutes"}
    assert sums(db, budget.id) == before, "what is refused moves nothing"
    buy(db, cast, wish, *most)
    with pytest.raises(NotDecided):
        buying.put_right(db, cast.actor(cast.bob), wish, Amount((most[0] + 1) * EURO, 0))
    assert sums(db, budget.id) == (1000, 0, most[0], 1000 - most[0])


def test_after_advice_one_decides_oneself_up_to_what_is_there(db: Connection, cast: Cast) -> None:
    budget, bob = make_budget(db, mode=Mode.ADVICE), cast.actor(cast.bob)
    wish = committed(db, cast, budget, money=EURO)
    for advice, by in ((cast.alice, "alice"), (cast.dana, "dana")):
        row = db.execute("SELECT id FROM advice WHERE adviser_id = %s", (advice.id,)).fetchone()
        assert row, by
        deciding.advise(db, cast.actor(advice), row[0], "Do it.")
        requests.answer_advice(db, bob, row[0], "I will.", clock.now())
    requests.commit(db, bob, wish)
    buy(db, cast, wish, 900)
    assert sums(db, budget.id) == (1000, 0, 900, 100)


def test_a_limit_that_became_less_harms_nothing_that_is_reserved(
    db: Connection, cast: Cast
) -> None:
    budget = make_budget(db)
    first, second = (committed(db, cast, budget, money=400 * EURO) for _ in range(2))
    settings_changed(db, budget, trust_limit=0)
    with pytest.raises(NotDecided):
        buy(db, cast, first, 401)
    buy(db, cast, first, 400)
    settings_changed(db, budget, mode=Mode.APPROVE, demanded_by="the fund", trust_limit=900 * EURO)
    with pytest.raises(NotDecided):
        buy(db, cast, second, 401)
    buy(db, cast, second, 400)


def test_what_was_more_once_may_still_become_less(db: Connection, cast: Cast) -> None:
    budget = make_budget(db, trust_limit=500 * EURO)
    wish = committed(db, cast, budget, money=100 * EURO)
    buy(db, cast, wish, 500)
    settings_changed(db, budget, trust_limit=0)
    buying.put_right(db, cast.actor(cast.bob), wish, Amount(450 * EURO, 0))
    with pytest.raises(NotDecided):
        buying.put_right(db, cast.actor(cast.bob), wish, Amount(451 * EURO, 0))


def test_time_has_its_limit_of_trust_as_money_has(db: Connection, cast: Cast) -> None:
    budget = make_budget(db, trust_limit=50 * EURO, trust_minutes=8 * HOUR)
    bob = cast.actor(cast.bob)
    dear = make_request(db, bob, budget, money=0, minutes=40 * HOUR)
    assert requests.send(db, bob, dear, advisers(cast)) == State.ADVICE
    small = make_request(db, bob, budget, money=0, minutes=8 * HOUR)
    assert requests.send(db, bob, small) == State.COMMITTED


def test_a_budget_of_a_team_one_left_gives_nothing(db: Connection, cast: Cast) -> None:
    bob, team = cast.actor(cast.bob), make_team(db, "Lace")
    join(db, team, cast.bob)
    trust = make_budget(db, team_id=team)
    approve = make_budget(db, team_id=team, mode=Mode.APPROVE)
    draft, asked = make_request(db, bob, trust), make_request(db, bob, approve)
    requests.send(db, bob, asked)
    leave(db, team, cast.bob)
    with pytest.raises(NotForThem):
        requests.send(db, bob, draft)
    with pytest.raises(NotForThem):
        deciding.approve(db, make_owner(db, cast, "alice"), asked, None)
    assert sums(db, trust.id)[3] == sums(db, approve.id)[3] == 1000
    for wish in (draft, asked):
        requests.cancel(db, bob, wish)


def test_a_period_that_is_over_gives_nothing(db: Connection, cast: Cast) -> None:
    bob, budget = cast.actor(cast.bob), make_budget(db)
    approve = make_budget(db, mode=Mode.APPROVE)
    draft, asked, bought = (make_request(db, bob, one) for one in (budget, approve, budget))
    requests.send(db, bob, asked)
    requests.send(db, bob, bought)
    owner = make_owner(db, cast, "alice")
    with clock.at(clock.now().replace(year=2026, month=12, day=31)):
        requests.send(db, bob, make_request(db, bob, budget, money=EURO))
    with clock.at(clock.now().replace(year=2027, month=1, day=1)):
        with pytest.raises(PeriodIsOver):
            requests.send(db, bob, draft)
        with pytest.raises(PeriodIsOver):
            requests.draft(db, bob, budget.id)
        with pytest.raises(PeriodIsOver):
            deciding.approve(db, owner, asked, None)
        buy(db, cast, bought, 400)
    assert sums(db, approve.id)[3] == 1000


def test_a_plan_passes_over_what_its_budget_is_not_for_any_more(db: Connection, cast: Cast) -> None:
    bob, team, owner = cast.actor(cast.bob), make_team(db, "Lace"), make_owner(db, cast, "alice")
    join(db, team, cast.bob, cast.charlie)
    budget = make_budget(db, team_id=team, mode=Mode.ADVICE)
    wishes = []
    for person in (cast.bob, cast.charlie):
        wishes.append(make_request(db, cast.actor(person), budget, money=100 * EURO))
        requests.send(db, cast.actor(person), wishes[-1], advisers(cast))
    plan = actions_plan.keep(db, owner, budget.id, "All", Assumed(0, 500 * EURO, 500 * EURO))
    for wish in wishes:
        actions_plan.decide(db, owner, plan, wish, True, None, None)
    leave(db, team, cast.bob)
    outcome = actions_plan.commit(db, owner, plan)
    assert (outcome.reserved, outcome.passed_over) == ([wishes[1]], {wishes[0]: Why.SHORT})
    requests.cancel(db, bob, wishes[0])


def test_what_a_plan_decided_is_the_most_that_may_be_booked(db: Connection, cast: Cast) -> None:
    """Nobody gave advice, so that it is not one's own decision."""
    bob, owner = cast.actor(cast.bob), make_owner(db, cast, "alice")
    budget = make_budget(db, money=9000 * EURO, mode=Mode.ADVICE)
    wish = make_request(db, bob, budget, money=100 * EURO, minutes=HOUR)
    requests.send(db, bob, wish, advisers(cast))
    plan = actions_plan.keep(db, owner, budget.id, "All", Assumed(0, 500 * EURO, 500 * EURO))
    actions_plan.decide(db, owner, plan, wish, True, None, None)
    actions_plan.commit(db, owner, plan)
    for real in (Amount(101 * EURO, HOUR), Amount(100 * EURO, HOUR + 1)):
        with pytest.raises(NotDecided):
            buying.purchase(db, bob, wish, real, NO_BILL)
    buying.purchase(db, bob, wish, Amount(100 * EURO, HOUR), NO_BILL)


def test_the_next_period_keeps_the_limit_of_time(db: Connection) -> None:
    budget = make_budget(db, trust_minutes=8 * HOUR)
    after = actions.begin_next(
        db, KEEP, budget.id, Amount(0, 0), date(2027, 1, 1), date(2027, 12, 31)
    )
    assert after.trust_minutes == 8 * HOUR
