"""Budgets and their ledger on a real database: sums, refusals, and who sees what."""

from datetime import UTC, date, datetime

import psycopg
import pytest

from service import clock
from service.budgets import actions, reads
from service.budgets import actions_buying as buying
from service.budgets import actions_requests as requests
from service.budgets.errors import CarriedAlready, LastOwner, NotEnough, NothingToCarry, TooEarly
from service.budgets.ledger import Amount
from service.budgets.model import BudgetLine
from service.db.sql import Connection
from service.errors import NotFound
from tests.budgets.making import EURO, HOUR, KEEP, NO_BILL, make_budget, make_owner, make_request
from tests.cast import Cast

NEXT_YEAR = datetime(2027, 1, 5, 9, tzinfo=UTC)


def sums(db: Connection, budget_id: int) -> tuple[int, int, int, int]:
    found = reads.budgets(db, KEEP)
    line: BudgetLine = next(one for one in found if one.id == budget_id)
    assert line.granted == line.reserved + line.spent + line.free
    return line.granted // EURO, line.reserved // EURO, line.spent // EURO, line.free // EURO


def test_money_goes_from_free_to_reserved_to_spent(db: Connection, cast: Cast) -> None:
    budget, bob = make_budget(db), cast.actor(cast.bob)
    wish = make_request(db, bob, budget)
    assert sums(db, budget.id) == (1000, 0, 0, 1000)
    requests.send(db, bob, wish)
    assert sums(db, budget.id) == (1000, 400, 0, 600)
    buying.purchase(db, bob, wish, Amount(350 * EURO, 0), NO_BILL)
    assert sums(db, budget.id) == (1000, 0, 350, 650)
    kinds = [line.kind for line in reads.ledger(db, bob, budget.id)]
    assert kinds == ["spend", "release", "reserve", "grant"]
    assert reads.ledger(db, bob, budget.id)[0].free == 650 * EURO


def test_what_is_not_there_cannot_be_reserved(db: Connection, cast: Cast) -> None:
    budget, bob = make_budget(db, money=300 * EURO), cast.actor(cast.bob)
    wish = make_request(db, bob, budget)
    with pytest.raises(NotEnough):
        requests.send(db, bob, wish)
    assert sums(db, budget.id) == (300, 0, 0, 300)
    actions.change(
        db, KEEP, budget.id, name="Growing", mode="trust", demanded_by=None,
        trust_limit=1000 * EURO, trust_minutes=None, carry_years=1, may_go_below=True,
    )  # fmt: skip
    requests.send(db, bob, wish)
    assert sums(db, budget.id) == (300, 400, 0, -100)


def test_hours_are_counted_as_money_is(db: Connection, cast: Cast) -> None:
    budget, bob = make_budget(db, minutes=8 * HOUR), cast.actor(cast.bob)
    requests.send(db, bob, make_request(db, bob, budget, money=0, minutes=6 * HOUR))
    with pytest.raises(NotEnough):
        requests.send(db, bob, make_request(db, bob, budget, money=0, minutes=3 * HOUR))


def test_less_never_harms_what_is_reserved(db: Connection, cast: Cast) -> None:
    budget, bob = make_budget(db), cast.actor(cast.bob)
    requests.send(db, bob, make_request(db, bob, budget))
    with pytest.raises(NotEnough):
        actions.correct(db, KEEP, budget.id, Amount(-700 * EURO, 0), "less this year")
    actions.correct(db, KEEP, budget.id, Amount(-600 * EURO, 0), "less this year")
    assert sums(db, budget.id) == (400, 400, 0, 0)


def test_the_next_period_takes_along_what_is_free(db: Connection, cast: Cast) -> None:
    budget, bob = make_budget(db), cast.actor(cast.bob)
    requests.send(db, bob, make_request(db, bob, budget))
    period = (date(2027, 1, 1), date(2027, 12, 31))
    with clock.at(NEXT_YEAR):
        after = actions.begin_next(db, KEEP, budget.id, Amount(500 * EURO, 0), *period)
    assert sums(db, budget.id) == (400, 400, 0, 0)
    before = reads.budget(db, KEEP, budget.id)
    assert (before.given, before.went_over) == (1000 * EURO, 600 * EURO), "nothing disappears"
    assert (before.unused, before.unused_minutes) == (600 * EURO, 40 * HOUR)
    assert reads.budget(db, KEEP, after.id).went_over == 0, "what came is not what went"
    assert sums(db, after.id) == (1100, 0, 0, 1100)
    with pytest.raises(CarriedAlready):
        actions.begin_next(db, KEEP, budget.id, Amount(0, 0), *period)
    with clock.at(NEXT_YEAR.replace(year=2028)):
        last = actions.begin_next(
            db, KEEP, after.id, Amount(0, 0), date(2028, 1, 1), date(2028, 12, 31)
        )
    assert sums(db, last.id)[3] == 500, "what was granted for 2026 is too old for 2028"


def test_what_comes_free_later_goes_over_as_well(db: Connection, cast: Cast) -> None:
    budget, bob, owner = make_budget(db), cast.actor(cast.bob), make_owner(db, cast, "charlie")
    wish = make_request(db, bob, budget, money=900 * EURO, minutes=4 * HOUR)
    requests.send(db, bob, wish)
    with pytest.raises(NotFound):
        actions.carry_over(db, owner, budget.id)
    with clock.at(NEXT_YEAR):
        after = actions.begin_next(
            db, owner, budget.id, Amount(0, 0), date(2027, 1, 1), date(2027, 12, 31)
        )
        with pytest.raises(NothingToCarry):
            actions.carry_over(db, owner, budget.id)
        buying.purchase(db, bob, wish, Amount(850 * EURO, 4 * HOUR), NO_BILL)
        told = reads.following(db, owner, budget.id)
        assert told
        assert (told.id, told.money, told.minutes) == (after.id, 50 * EURO, 0)
        with pytest.raises(NotFound):
            actions.carry_over(db, bob, budget.id)
        assert actions.carry_over(db, owner, budget.id).id == after.id
        assert (sums(db, budget.id), sums(db, after.id)) == ((850, 0, 850, 0), (150, 0, 0, 150))
        with pytest.raises(NothingToCarry):
            actions.carry_over(db, owner, budget.id)
    with clock.at(NEXT_YEAR.replace(year=2028)):
        last = actions.begin_next(
            db, owner, after.id, Amount(0, 0), date(2028, 1, 1), date(2028, 12, 31)
        )
    assert sums(db, last.id)[3] == 0, "what was granted for 2026 is too old, whenever it went over"


def test_a_period_can_be_asked_from_until_it_ends_and_then_goes_over_by_itself(
    db: Connection, cast: Cast
) -> None:
    budget, bob, owner = make_budget(db), cast.actor(cast.bob), make_owner(db, cast, "charlie")
    after = actions.begin_next(
        db, owner, budget.id, Amount(EURO, 0), date(2027, 1, 1), date(2027, 12, 31)
    )
    assert sums(db, budget.id)[3] == 1000, "planning next year takes nothing out of this one"
    assert actions.carry_ended(db, KEEP) == 0
    told = reads.following(db, owner, budget.id)
    assert told
    assert (told.money, told.minutes) == (0, 0)
    with pytest.raises(NothingToCarry):
        actions.carry_over(db, owner, budget.id)
    wish = make_request(db, bob, budget, money=400 * EURO)
    requests.send(db, bob, wish)
    with clock.at(NEXT_YEAR):
        assert [actions.carry_ended(db, KEEP) for _ in range(2)] == [1, 0]
        assert (sums(db, budget.id)[3], sums(db, after.id)[3]) == (0, 601)
        requests.cancel(db, bob, wish)
        assert actions.carry_ended(db, KEEP) == 1, "what came free later too"
    assert (sums(db, budget.id)[3], sums(db, after.id)[3]) == (0, 1001)


def test_the_next_period_begins_after_the_one_before(db: Connection) -> None:
    budget = make_budget(db)
    for begins_on in (date(2019, 1, 1), budget.ends_on):
        with pytest.raises(TooEarly):
            actions.begin_next(db, KEEP, budget.id, Amount(0, 0), begins_on, date(2027, 12, 31))


def test_where_no_year_is_allowed_nothing_goes_over(db: Connection) -> None:
    budget = make_budget(db, ends_on=date(2026, 6, 30), carry_years=0)
    with clock.at(NEXT_YEAR.replace(year=2026, month=7)):
        after = actions.begin_next(
            db, KEEP, budget.id, Amount(0, 0), date(2026, 7, 1), date(2026, 12, 31)
        )
    assert (sums(db, budget.id)[3], sums(db, after.id)[3]) == (1000, 0)


def test_the_ledger_refuses_to_be_changed(db: Connection) -> None:
    make_budget(db)
    for statement in (b"UPDATE ledger SET money = 1", b"DELETE FROM ledger"):
        with pytest.raises(psycopg.errors.RaiseException), db.transaction():
            db.execute(statement)


def test_a_budget_is_seen_by_those_it_is_for_and_by_owners(db: Connection, cast: Cast) -> None:
    team = make_budget(db, team_id=cast.team_id)
    mine = make_budget(db, person_id=cast.bob.id)
    alice, bob, charlie = (cast.actor(one) for one in (cast.alice, cast.bob, cast.charlie))
    assert {one.id for one in reads.budgets(db, bob)} == {team.id, mine.id}
    assert [one.id for one in reads.budgets(db, alice)] == [team.id]
    assert reads.budgets(db, charlie) == reads.budgets(db, cast.actor(cast.dana)) == []
    for stranger, budget in ((charlie, team), (alice, mine), (cast.actor(cast.dana), mine)):
        with pytest.raises(NotFound):
            reads.ledger(db, stranger, budget.id)
    owner = make_owner(db, cast, "charlie")
    assert {one.id for one in reads.budgets(db, owner)} == {team.id, mine.id}


def test_a_hidden_title_is_read_by_nobody_else(db: Connection, cast: Cast) -> None:
    budget, bob = make_budget(db, team_id=cast.team_id), cast.actor(cast.bob)
    owner = make_owner(db, cast, "charlie")
    wish = make_request(db, bob, budget)
    requests.send(db, bob, wish)

    def title(hides: bool, shows: bool) -> list[bool]:
        requests.show(db, bob, wish, hides, shows, shares_level=False)
        readers = (bob, cast.actor(cast.alice), owner)
        return [bool(reads.ledger(db, one, budget.id)[0].title) for one in readers]

    assert title(hides=False, shows=False) == [True, True, False]
    assert title(hides=False, shows=True) == [True, True, True]
    assert title(hides=True, shows=False) == [True, False, False]


def test_only_owners_keep_budgets(db: Connection, cast: Cast) -> None:
    budget = make_budget(db)
    for person in (cast.alice, cast.bob, cast.dana):
        with pytest.raises(NotFound):
            actions.grant(db, cast.actor(person), budget.id, Amount(1, 0), None)
        with pytest.raises(NotFound):
            actions.name_owner(db, cast.actor(cast.bob), person.id)
    owner = make_owner(db, cast, "charlie")
    actions.grant(db, owner, budget.id, Amount(5 * EURO, 0), "a gift")
    assert sums(db, budget.id)[3] == 1005
    with pytest.raises(LastOwner):
        actions.drop_owner(db, cast.actor(cast.dana), cast.charlie.id)


def test_who_left_owns_nothing(db: Connection, cast: Cast) -> None:
    owner = make_owner(db, cast, "charlie")
    db.execute("UPDATE person SET left_at = %s WHERE id = %s", (clock.now(), cast.charlie.id))
    with pytest.raises(NotFound):
        actions.grant(db, owner, make_budget(db).id, Amount(1, 0), None)
