"""Filling in goes on after whatever stops it: a cut, a wait, a fault, somebody, a pause."""

from datetime import timedelta
from typing import Any

import pytest

from service import clock
from service.atlassian.rest import client
from service.atlassian.rest.errors import SlowDown
from service.connections import actions_past as actions
from service.connections import reads_past
from service.connections.errors import NothingToResume
from service.connections.model import Product
from service.connections.model_past import Backfill, BackfillState
from service.db.sql import Connection, column
from service.jobs import filling_in
from service.jobs.asking import Asking
from tests.double.mischief import Mischief, too_many
from tests.double.server import Double
from tests.double.world import NOON, World
from tests.jobs.conftest import CONFLUENCES, JIRAS, Connected
from tests.jobs.lives import rows
from tests.jobs.past import SYSTEM, begin, lived

__all__ = ["lived"]


@JIRAS
def test_one_that_was_cut_off_goes_on_where_it_was(
    db: Connection, asking: Asking, connected: Connected, lived: World, double: Double,
    product: Product,
) -> None:  # fmt: skip
    whole = connected(product)
    filling_in.run(asking, begin(db, whole).id)
    expected = rows(db, whole)
    db.execute("DELETE FROM contribution; DELETE FROM work_item")

    class Cut(Exception):
        pass

    def cut(found: Backfill) -> None:
        raise Cut

    made = begin(db, whole)
    for _ in range(2):
        with pytest.raises(Cut):
            filling_in.run(asking, made.id, cut)
    at = len(double.calls)
    ended = filling_in.run(asking, made.id)
    assert (ended.state, ended.done) == ("done", 250)
    assert rows(db, whole) == expected
    assert len([c for c in double.calls[at:] if "search" in c.path]) < 3 + ("data" in product)


def test_a_wait_is_handed_on_and_nothing_is_lost(
    db: Connection, asking: Asking, connected: Connected, lived: World, double: Double
) -> None:
    made = begin(db, connected(Product.JIRA_CLOUD))
    double.misbehave(too_many("jira-quota-tenant-based", Retry_After="1800"))
    with pytest.raises(SlowDown):
        filling_in.run(asking, made.id)
    assert reads_past.backfill(db, SYSTEM, made.id).state == BackfillState.RUNNING


def test_what_goes_wrong_is_told_and_can_be_resumed(
    db: Connection, asking: Asking, connected: Connected, lived: World, double: Double
) -> None:
    made = begin(db, connected(Product.JIRA_CLOUD))
    double.misbehave(*[Mischief(403, path="search/jql")] * 4)
    failed = filling_in.run(asking, made.id)
    assert failed.state == BackfillState.FAILED
    assert "does not allow this" in (failed.reason or "")
    double.planned.clear()
    actions.resume_backfill(db, SYSTEM, made.id, by_worker=False)
    assert filling_in.run(asking, made.id).done == 250
    with pytest.raises(NothingToResume):
        actions.resume_backfill(db, SYSTEM, made.id)


def test_somebody_can_stop_it(
    db: Connection, asking: Asking, connected: Connected, lived: World
) -> None:
    made = begin(db, connected(Product.JIRA_CLOUD))
    stopped = filling_in.run(
        asking, made.id, lambda found: actions.stop_backfill(db, SYSTEM, found.id)
    )
    assert (stopped.state, stopped.done) == ("stopped", 100)


def promised(db: Connection) -> list[Any]:
    return column(
        db, "SELECT scheduled_at FROM procrastinate_jobs WHERE task_name = 'fill_in_past'"
    )


def test_a_job_goes_on_for_a_while_and_is_promised_again(
    db: Connection, asking: Asking, connected: Connected, lived: World,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(filling_in, "A_WHILE_SECONDS", 0)
    made = begin(db, connected(Product.JIRA_CLOUD))
    filling_in.run_a_while(asking, made.id)
    assert reads_past.backfill(db, SYSTEM, made.id).done == 100
    assert promised(db) == [None]
    for _ in range(3):
        filling_in.run_a_while(asking, made.id)
    ended = reads_past.backfill(db, SYSTEM, made.id)
    assert (ended.state, ended.done) == (BackfillState.DONE, 250)


def test_a_job_waits_for_what_may_pass(
    db: Connection, asking: Asking, connected: Connected, lived: World, double: Double,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(client, "TRIES", 1)
    made = begin(db, connected(Product.JIRA_CLOUD))
    double.misbehave(Mischief(503, path="search/jql"))
    filling_in.run_a_while(asking, made.id)
    double.misbehave(too_many("jira-quota-tenant-based", Retry_After="1800"))
    filling_in.run_a_while(asking, made.id)
    waits = reads_past.backfill(db, SYSTEM, made.id)
    assert waits.state == BackfillState.RUNNING
    assert "wait until" in (waits.reason or "")
    soon, late = promised(db)
    assert soon == clock.now() + filling_in.PAUSE
    assert late > soon
    db.execute("UPDATE connection SET calls_wait_until = NULL")
    filling_in.run_a_while(asking, made.id)
    assert reads_past.backfill(db, SYSTEM, made.id).done == 250


def test_what_nobody_goes_on_with_is_taken_up(
    db: Connection, asking: Asking, connected: Connected
) -> None:
    made = begin(db, connected(Product.JIRA_CLOUD))
    assert filling_in.promise_orphans(asking) == []
    with clock.at(clock.now() + timedelta(minutes=11)):
        assert filling_in.promise_orphans(asking) == [made.id]
        db.execute("UPDATE connection SET is_paused = true")
        assert filling_in.promise_orphans(asking) == []


@CONFLUENCES
def test_a_place_in_a_list_that_is_known_no_more_is_begun_before(
    db: Connection, asking: Asking, connected: Connected, world: World, double: Double,
    product: Product,
) -> None:  # fmt: skip
    world.user("ann", "Ann")
    for number in range(250):
        world.page("DOCS", f"Page {number}", "ann", NOON - timedelta(days=40, minutes=number))
    connection_id = connected(product)
    made = begin(db, connection_id)

    def cut(_: Backfill) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        filling_in.run(asking, made.id, cut)
    assert reads_past.backfill(db, SYSTEM, made.id).reached_id
    double.misbehave(Mischief(400, path="/pages" if product.is_cloud else "/content/search"))
    assert filling_in.run(asking, made.id).state == BackfillState.DONE
    assert len(rows(db, connection_id)[0]) == 250


def test_what_it_waited_says_nothing_of_how_fast_it_goes(
    db: Connection, connected: Connected
) -> None:
    made = begin(db, connected(Product.JIRA_CLOUD))
    actions.count_backfill(db, SYSTEM, made.id, 1000)
    for seconds, number in ((10, 100), (20, 100), (36_020, 100)):
        with clock.at(made.began_at + timedelta(seconds=seconds)):
            assert actions.advance_backfill(db, SYSTEM, made.id, number, None, None)
    found = reads_past.backfill(db, SYSTEM, made.id)
    assert (found.seconds, found.a_second) == (80, 3.75)
    assert found.remaining == timedelta(seconds=700 / 3.75)


def test_where_a_connection_is_paused_its_past_waits(
    db: Connection, asking: Asking, connected: Connected, lived: World, double: Double
) -> None:
    made = begin(db, connected(Product.JIRA_CLOUD))
    db.execute("UPDATE connection SET is_paused = true")
    filling_in.run_a_while(asking, made.id)
    assert double.calls == []
    db.execute("UPDATE connection SET is_paused = false")
    with clock.at(clock.now() + timedelta(minutes=11)):
        assert filling_in.promise_orphans(asking) == [made.id]
        filling_in.run_a_while(asking, made.id)
    assert reads_past.backfill(db, SYSTEM, made.id).done == 250
