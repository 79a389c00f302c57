"""Two askers at once: each limit holds, nothing breaks, and no ask that was allowed is lost."""

import threading
from collections.abc import Callable

from service import clock
from service.db.sql import Connection, value
from service.errors import GezelError
from service.feedback import actions, asking
from tests.cast import Cast, assemble, make_account, make_person
from tests.feedback.making import DRAIN, contribute, make_work
from tests.own_schema import Both


def at_once(first: Callable[[], object], second: Callable[[], object]) -> list[BaseException]:
    """Start both at the same moment; what they raised."""
    start, time, raised = threading.Barrier(2), clock.now(), list[BaseException]()

    def one(action: Callable[[], object]) -> None:
        start.wait()
        try:
            with clock.at(time):
                action()
        except BaseException as broken:
            raised.append(broken)

    threads = [threading.Thread(target=one, args=(action,)) for action in (first, second)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return raised


def works_reviewed_by_alice(db: Connection, cast: Cast, number: int) -> list[int]:
    """Finished work of as many others, all reviewed by Alice."""
    works = []
    for n in range(number):
        name = f"Erin{n}"
        cast.accounts[name.lower()] = make_account(db, cast.jira, make_person(db, name))
        works.append(make_work(db, cast, f"PAY-{n}"))
        contribute(db, cast, works[-1], **{name.lower(): "assignee", "alice": "reviewer"})
    return works


def test_three_open_asks_hold_when_two_ask_at_once(both: Both) -> None:
    one, other = both
    works = works_reviewed_by_alice(one, assemble(one), 6)
    raised = at_once(
        lambda: actions.ask_about(one, DRAIN, works[:3]),
        lambda: actions.ask_about(other, DRAIN, works[3:]),
    )
    assert raised == []
    slots = one.execute("SELECT slot FROM ask WHERE state = 'open' ORDER BY slot").fetchall()
    assert slots == [(1,), (2,), (3,)]


def test_two_at_once_lose_no_ask_that_fits(both: Both) -> None:
    one, other = both
    works = works_reviewed_by_alice(one, assemble(one), 2)
    raised = at_once(
        lambda: actions.ask_about(one, DRAIN, works[:1]),
        lambda: actions.ask_about(other, DRAIN, works[1:]),
    )
    assert raised == []
    assert value(one, "SELECT count(*) FROM ask") == 2


def test_a_pair_is_open_one_way_when_both_are_asked_at_once(both: Both) -> None:
    one, other = both
    cast = assemble(one)
    there, back = make_work(one, cast, "PAY-1"), make_work(one, cast, "PAY-2")
    contribute(one, cast, there, bob="assignee", alice="reviewer")
    contribute(one, cast, back, alice="assignee", bob="reviewer")
    raised = at_once(
        lambda: actions.ask_about(one, DRAIN, [there]),
        lambda: actions.ask_about(other, DRAIN, [back]),
    )
    assert raised == []
    assert value(one, "SELECT count(*) FROM ask") == 1


def test_two_names_at_once_are_two_and_no_more(both: Both) -> None:
    one, other = both
    cast = assemble(one)
    work = make_work(one, cast)
    contribute(one, cast, work, bob="assignee")
    bob = cast.actor(cast.bob)
    actions.name_coworker(one, bob, work, cast.dana.id)
    raised = at_once(
        lambda: actions.name_coworker(one, bob, work, cast.alice.id),
        lambda: actions.name_coworker(other, bob, work, cast.charlie.id),
    )
    assert [isinstance(refusal, GezelError) for refusal in raised] == [True]
    assert value(one, "SELECT count(*) FROM ask") == 2


def test_without_the_lock_the_database_still_keeps_the_limits(both: Both) -> None:
    one, other = both
    cast = assemble(one)
    there, back = make_work(one, cast, "PAY-1"), make_work(one, cast, "PAY-2")
    contribute(one, cast, there, bob="assignee", alice="reviewer")
    contribute(one, cast, back, alice="assignee", bob="reviewer")
    to_alice = asking.candidates(one, [there])
    to_bob = asking.candidates(other, [back])
    raised = at_once(lambda: asking.ask_best(one, to_alice), lambda: asking.ask_best(other, to_bob))
    assert raised == []
    assert value(one, "SELECT count(*) FROM ask") == 1
