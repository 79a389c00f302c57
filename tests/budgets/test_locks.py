"""Two lock requests and budgets at the same moment: one waits, and neither is broken off."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta
from functools import partial

import pytest

from service import clock
from service.actor import System
from service.budgets import actions_deciding as deciding
from service.budgets import actions_erase, ledger
from service.budgets import actions_plan as planning
from service.budgets import actions_requests as requests
from service.budgets.errors import PlanIsDecided
from service.budgets.model import Budget, Mode
from service.budgets.model_plan import Assumed
from service.budgets.model_requests import OPEN_FOR
from service.db.sql import Connection, value
from tests.budgets.making import EURO, KEEP, make_budget, make_owner, make_request
from tests.cast import Cast, assemble
from tests.own_schema import Both

ERASE = System("a person is erased")
DAY = timedelta(days=1)


@pytest.fixture
def cast(both: Both) -> Cast:
    return assemble(both[0])


def meet(monkeypatch: pytest.MonkeyPatch, before: Connection | None = None) -> None:
    """Each waits with its first budget until the other is there too, `before` without it; who
    waits in vain, as the other cannot come this far, goes on after a second."""
    real, barrier, been = ledger.held, threading.Barrier(2), set[Connection]()

    def held(db: Connection, budget_id: int) -> Budget:
        is_first, is_before = db not in been, db is before
        been.add(db)
        if is_first and is_before:
            wait()
        found = real(db, budget_id)
        if is_first and not is_before:
            wait()
        return found

    def wait() -> None:
        with suppress(threading.BrokenBarrierError):
            barrier.wait(1)

    monkeypatch.setattr(ledger, "held", held)


def at_once(*acts: Callable[[], object]) -> None:
    """All start now and come to their end; what one raised is raised here."""
    time = clock.now()

    def run(act: Callable[[], object]) -> None:
        with clock.at(time):
            act()

    with ThreadPoolExecutor(len(acts)) as threads:
        for running in [threads.submit(run, act) for act in acts]:
            running.result(timeout=30)


def erase(db: Connection, person_id: int) -> None:
    with db.transaction():
        actions_erase.erase(db, ERASE, person_id)


def pending(db: Connection, cast: Cast, name: str, budget: Budget) -> int:
    me = cast.actor(getattr(cast, name))
    wish = make_request(db, me, budget)
    requests.send(db, me, wish)
    return wish


def open_requests(db: Connection) -> int:
    return int(value(db, "SELECT count(*) FROM request WHERE closes_at IS NOT NULL"))


def free(db: Connection, budget: Budget) -> int:
    return ledger.free(db, budget).money


def test_erasing_somebody_while_a_plan_with_their_wish_is_carried_out(
    both: Both, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = both
    owner = make_owner(one, cast, "alice")
    budget = make_budget(one, money=1200 * EURO, mode=Mode.APPROVE)
    deciding.approve(one, owner, pending(one, cast, "bob", budget), None)
    agreed = [pending(one, cast, name, budget) for name in ("bob", "charlie")]
    plan = planning.keep(one, owner, budget.id, "Spring", Assumed(0, 9000 * EURO, 9000 * EURO))
    for wish in agreed:
        planning.decide(one, owner, plan, wish, True, None, None)
    meet(monkeypatch, before=other)
    at_once(partial(erase, one, cast.bob.id), partial(planning.commit, other, owner, plan))
    assert open_requests(one) == 1, "what Charlie asked for is reserved"
    assert free(one, budget) == 800 * EURO


def test_erasing_somebody_while_requests_to_the_same_budgets_end(
    both: Both, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = both
    first, second = make_budget(one), make_budget(one)
    for name, budgets in (("charlie", (second, first)), ("bob", (first, second))):
        for budget in budgets:
            pending(one, cast, name, budget)
    with clock.at(clock.now() + OPEN_FOR - DAY):
        requests.close_late(one, KEEP)
    one.execute(
        "UPDATE request SET closes_at = NULL, reminded_at = NULL WHERE person_id = %s",
        (cast.bob.id,),
    )
    meet(monkeypatch)
    with clock.at(clock.now() + 2 * OPEN_FOR):
        at_once(partial(erase, one, cast.bob.id), partial(requests.close_late, other, KEEP))
    assert open_requests(one) == 0
    assert (free(one, first), free(one, second)) == (1000 * EURO, 1000 * EURO)


def test_no_line_is_decided_while_its_plan_is_carried_out(both: Both, cast: Cast) -> None:
    one, other = both
    owner = make_owner(one, cast, "alice")
    budget = make_budget(one, money=1200 * EURO, mode=Mode.APPROVE)
    wish = pending(one, cast, "bob", budget)
    plan = planning.keep(one, owner, budget.id, "Spring", Assumed(0, 9000 * EURO, 9000 * EURO))
    planning.decide(one, owner, plan, wish, True, None, None)
    with ThreadPoolExecutor(1) as thread:
        with one.transaction():
            planning.commit(one, owner, plan)
            late = thread.submit(
                planning.decide, other, owner, plan, wish, False, "Rather not.", True
            )
            with suppress(TimeoutError):
                late.exception(timeout=0.5)
        with pytest.raises(PlanIsDecided):
            late.result(timeout=30)
