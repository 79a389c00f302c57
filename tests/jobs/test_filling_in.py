"""The past of a connection is filled in, in whole, once, and goes on after whatever stops it."""

from datetime import date, timedelta
from typing import Any

import pytest

from service import clock
from service.actor import System
from service.atlassian.rest import client
from service.atlassian.rest.errors import SlowDown
from service.connections import actions_past as actions
from service.connections import actions_scope, reads_past
from service.connections.errors import BackfillRuns, NothingToResume
from service.connections.model import Product
from service.connections.model_past import Backfill, BackfillState
from service.connections.model_scope import ProjectChoice
from service.db.sql import Connection, column, value
from service.jobs import filling_in
from service.jobs.asking import Asking
from service.people import actions_accounts as accounts
from service.people.model import SeenAccount
from tests.cast import Cast
from tests.double.mischief import Mischief, too_many
from tests.double.server import Double
from tests.double.world import NOON, World
from tests.jobs.conftest import Connected
from tests.jobs.lives import rows

SYSTEM = System("test")
SINCE = date(2025, 1, 1)
JIRAS = pytest.mark.parametrize("product", [Product.JIRA_CLOUD, Product.JIRA_DATACENTER])
ACCOUNT = (
    "SELECT id FROM account WHERE connection_id = %(connection_id)s AND external_id = %(name)s"
)
CONFLUENCES = pytest.mark.parametrize(
    "product", [Product.CONFLUENCE_CLOUD, Product.CONFLUENCE_DATACENTER]
)


@pytest.fixture
def lived(world: World) -> World:
    """Some hundred issues, each taken up by Ann and finished by Ben."""
    ann, ben = world.user("ann", "Ann"), world.user("ben", "Ben")
    for number in range(1, 251):
        begun = NOON - timedelta(days=300 - number)
        issue = world.issue("HARB", number, created=begun, reporter=ann.id)
        world.told(issue, ann.id, begun, world.item("assignee", None, ann.id))
        world.touch(issue, begun, assignee=ben.id)
        world.move(issue, "Done", ben.id, begun + timedelta(hours=3))
    return world


def begin(db: Connection, connection_id: int, since: date = SINCE) -> Backfill:
    return actions.begin_backfill(db, SYSTEM, connection_id, since, by_worker=False)


@JIRAS
def test_all_work_comes_with_all_who_took_part(
    db: Connection, asking: Asking, connected: Connected, lived: World, product: Product
) -> None:
    connection_id = connected(product)
    ended = filling_in.run(asking, begin(db, connection_id).id)
    assert (ended.state, ended.done, ended.total, ended.percent) == ("done", 250, 250, 100)
    work, parts = rows(db, connection_id)
    assert len(work) == 250
    assert all(row[14] == row[11] for row in work)  # done when it last changed
    assert {(row[1], row[3]) for row in parts} == {
        ("ann", "assignee"), ("ann", "reporter"), ("ben", "assignee"), ("ben", "mover"),
    }  # fmt: skip


def test_only_what_changed_since_the_day_is_asked_for(
    db: Connection, asking: Asking, connected: Connected, lived: World
) -> None:
    connection_id = connected(Product.JIRA_CLOUD)
    since = (NOON - timedelta(days=70)).date()
    assert filling_in.run(asking, begin(db, connection_id, since).id).done == 21


def test_a_second_time_changes_nothing(
    db: Connection, asking: Asking, connected: Connected, lived: World
) -> None:
    connection_id = connected(Product.JIRA_CLOUD)
    filling_in.run(asking, begin(db, connection_id).id)
    once = rows(db, connection_id)
    filling_in.run(asking, begin(db, connection_id).id)
    assert rows(db, connection_id) == once


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


def test_a_connection_is_filled_in_once_at_a_time(db: Connection, connected: Connected) -> None:
    connection_id = connected(Product.JIRA_CLOUD)
    begin(db, connection_id)
    with pytest.raises(BackfillRuns):
        begin(db, connection_id)


def test_nothing_is_asked_of_projects_that_were_not_chosen(
    db: Connection, asking: Asking, connected: Connected, lived: World
) -> None:
    lived.issue("SECRET", 1, created=NOON - timedelta(days=9))
    connection_id = connected(Product.JIRA_CLOUD)
    choice = [ProjectChoice("SECRET", keeps_titles=False)]
    actions_scope.choose(db, SYSTEM, connection_id, False, choice)
    assert filling_in.run(asking, begin(db, connection_id).id).done == 1
    [row] = rows(db, connection_id)[0]
    assert (row[2], row[4]) == ("SECRET", None)


def test_nobody_is_asked_about_what_was_done_more_than_14_days_ago(
    db: Connection, cast: Cast, asking: Asking, connected: Connected, world: World
) -> None:
    connection_id = connected(Product.JIRA_CLOUD)
    for name in ("alice", "bob"):
        world.user(name, name.title())
    for number, days in ((1, 13), (2, 15), (3, 100)):
        at = clock.now() - timedelta(days=days)
        issue = world.issue("LOOM", number, created=at, reporter="bob", assignee="alice")
        world.move(issue, "Done", "alice", at + timedelta(hours=2))
    for person, name in ((cast.alice, "alice"), (cast.bob, "bob")):
        seen = [SeenAccount(name, name.title(), "person", None)]
        accounts.know_accounts(db, SYSTEM, connection_id, seen)
        found = value(db, ACCOUNT, connection_id=connection_id, name=name)
        accounts.match_account(db, SYSTEM, found, person.id)
    filling_in.run(asking, begin(db, connection_id).id)
    asked = "SELECT key FROM ask JOIN work_item ON work_item.id = work_item_id"
    assert column(db, asked) == ["LOOM-1"]


@CONFLUENCES
def test_pages_come_with_their_authors_and_editors(
    db: Connection, asking: Asking, connected: Connected, world: World, product: Product
) -> None:
    world.user("ann", "Ann"), world.user("ben", "Ben"), world.user("cleo", "Cleo")
    for number in range(120):
        page = world.page("DOCS", f"Page {number}", "ann", NOON - timedelta(days=40))
        world.edit(page, "ben", NOON - timedelta(days=30))
        world.edit(page, "cleo", NOON - timedelta(days=20))
    connection_id = connected(product)
    ended = filling_in.run(asking, begin(db, connection_id).id)
    assert (ended.state, ended.done) == ("done", 120)
    work, parts = rows(db, connection_id)
    assert len(work) == 120
    assert {row[14] for row in work} == {NOON - timedelta(days=20)}
    assert {row[1:4] for row in parts} == {
        ("ann", "Ann", "page_author"), ("ben", "Ben", "page_editor"),
        ("cleo", "Cleo", "page_editor"),
    }  # fmt: skip


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
