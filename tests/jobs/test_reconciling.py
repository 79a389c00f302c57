"""What changed is asked for, so that nothing is missed, whatever the webhooks did."""

from datetime import timedelta
from typing import LiteralString

import pytest

from service import clock
from service.actor import System
from service.connections import actions as connections
from service.connections import actions_lookup, reads_past
from service.connections.model import Product
from service.connections.model_past import Reconciled
from service.db import pool
from service.db.sql import Connection, value
from service.jobs import looking_up, reconciling
from service.jobs.asking import Asking
from tests.double.mischief import Mischief, too_many
from tests.double.server import Double
from tests.double.world import DoubleIssue, World
from tests.jobs.conftest import JIRAS, Connected
from tests.jobs.lives import rows

SYSTEM = System("test")
EVERY = pytest.mark.parametrize("product", list(Product))


@pytest.fixture(autouse=True)
def now_there(world: World) -> None:
    """The time there is the time here."""
    world.now = clock.now()


def change(world: World, product: Product, number: int = 1) -> None:
    """Somebody does a piece of work there."""
    ann = world.user("ann", "Ann").id
    if product in (Product.JIRA_CLOUD, Product.JIRA_DATACENTER):
        issue = world.issue("HARB", number, reporter=ann, assignee=ann)
        world.move(issue, "Done", ann, world.now)
    else:
        world.page("DOCS", f"Page {number}", ann, world.now)


def latest(db: Connection, connection_id: int) -> Reconciled:
    return reads_past.reconciles(db, SYSTEM, connection_id)[0]


def ask(db: Connection, asking: Asking, connection_id: int) -> tuple[int, int]:
    """How much was looked at, and how much had been missed."""
    reconciling.one(asking, connection_id)
    found = latest(db, connection_id)
    return found.looked_at, found.missed


def facts(db: Connection, connection_id: int) -> list[list[tuple[object, ...]]]:
    """Without when it was last told of: for a page that is whenever it was asked for."""
    work, parts = rows(db, connection_id)
    return [[row[:11] + row[12:] for row in work], parts]


@EVERY
def test_every_connection_works_by_asking_alone(
    db: Connection, asking: Asking, connected: Connected, world: World, product: Product
) -> None:
    connection_id = connected(product)
    change(world, product)
    with clock.at(clock.now() + timedelta(minutes=15)):
        assert reconciling.promise_all(asking) == [connection_id]
        assert ask(db, asking, connection_id) == (1, 1)
    work, parts = rows(db, connection_id)
    assert [row[8] for row in work] == ["done"]
    assert {row[1] for row in parts} == {"ann"}


@JIRAS
def test_who_commented_and_logged_time_is_told_by_asking_alone(
    db: Connection, asking: Asking, connected: Connected, world: World, product: Product
) -> None:
    connection_id = connected(product)
    ben = {"accountId": "ben"} if product.is_cloud else {"key": "ben", "name": "ben"}
    said = {"id": "1", "author": ben | {"displayName": "Ben"}, "body": "Well done, privately."}
    said |= {"created": "2026-03-02T08:00:00.000+0000", "updated": "2026-03-02T08:00:00.000+0000"}
    more = {"comment": {"comments": [said]}, "worklog": {"worklogs": [said]}}
    world.issue("HARB", 1, more=more)
    with clock.at(clock.now() + timedelta(minutes=15)):
        reconciling.one(asking, connection_id)
    _, parts = rows(db, connection_id)
    assert {(row[2], row[3]) for row in parts} == {("Ben", "commenter"), ("Ben", "worklog_author")}
    assert "privately" not in repr(rows(db, connection_id))


@EVERY
def test_what_is_known_was_not_missed_and_is_not_changed(
    db: Connection, asking: Asking, connected: Connected, world: World, product: Product
) -> None:
    connection_id = connected(product)
    change(world, product)
    reconciling.one(asking, connection_id)
    once = facts(db, connection_id)
    with clock.at(clock.now() + timedelta(minutes=3)):
        looked_at, missed = ask(db, asking, connection_id)
    assert (looked_at, missed) == (1, 0)  # it lies in the overlap
    assert facts(db, connection_id) == once


def test_the_next_asking_begins_where_the_last_one_came(
    db: Connection, asking: Asking, connected: Connected, world: World, double: Double
) -> None:
    connection_id = connected(Product.JIRA_CLOUD)
    found = []
    for minutes in (0, 60, 120, 180):
        with clock.at(clock.now() + timedelta(minutes=minutes)):
            world.now = clock.now()
            change(world, Product.JIRA_CLOUD, minutes + 1)
            found.append(ask(db, asking, connection_id)[0])
    assert found == [1, 2, 2, 2]  # the new one, and the one of the time before


def test_what_changed_just_now_is_on_its_way_and_not_missed(
    db: Connection, asking: Asking, connected: Connected, world: World
) -> None:
    connection_id = connected(Product.JIRA_CLOUD)
    change(world, Product.JIRA_CLOUD)
    assert ask(db, asking, connection_id) == (1, 0)


def test_a_failure_is_noted_and_the_next_time_begins_before_it(
    db: Connection, asking: Asking, connected: Connected, world: World, double: Double
) -> None:
    connection_id = connected(Product.JIRA_CLOUD)
    change(world, Product.JIRA_CLOUD)
    before = clock.now()
    double.misbehave(*[Mischief(403, path="search/jql")] * 4)
    with clock.at(before + timedelta(minutes=15)):
        reconciling.one(asking, connection_id)
        assert "does not allow this" in (latest(db, connection_id).reason or "")
    double.planned.clear()
    with clock.at(before + timedelta(minutes=30)):
        assert ask(db, asking, connection_id) == (1, 1)


def test_a_wait_for_all_calls_is_kept_to(
    db: Connection, asking: Asking, connected: Connected, world: World, double: Double
) -> None:
    connection_id = connected(Product.JIRA_CLOUD)
    double.misbehave(too_many("jira-quota-tenant-based", Retry_After="1800"))
    reconciling.one(asking, connection_id)
    assert reconciling.promise_all(asking) == []
    promised = "SELECT scheduled_at, args FROM procrastinate_jobs WHERE task_name = 'reconcile_one'"
    ((at, args),) = db.execute(promised).fetchall()
    waits = "SELECT calls_wait_until FROM connection WHERE id = %(id)s"
    assert (at, args) == (value(db, waits, id=connection_id), {"connection_id": connection_id})


def test_much_that_changed_at_once_is_asked_for_early(
    db: Connection, asking: Asking, connected: Connected, world: World
) -> None:
    connection_id = connected(Product.JIRA_CLOUD)
    actions_lookup.want_reconcile(db, SYSTEM, connection_id)
    assert reconciling.promise_early(asking) == []  # it may still go on
    with clock.at(clock.now() + timedelta(minutes=2)):
        assert reconciling.promise_early(asking) == [connection_id]
        reconciling.one(asking, connection_id)
        assert reconciling.promise_early(asking) == []


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE connection SET is_paused = true",
        "UPDATE connection SET needs_reconnect = true",
        "UPDATE connection SET auth = 'none'",
    ],
)
def test_a_connection_that_only_listens_or_rests_is_not_asked(
    db: Connection, asking: Asking, connected: Connected, change: LiteralString
) -> None:
    connected(Product.JIRA_CLOUD)
    db.execute(change)
    assert reconciling.promise_all(asking) == []


def known_and_later(
    db: Connection, asking: Asking, connected: Connected, world: World
) -> tuple[int, DoubleIssue]:
    """An issue that is known; it is half an hour later now there."""
    connection_id = connected(Product.JIRA_CLOUD)
    change(world, Product.JIRA_CLOUD)
    reconciling.one(asking, connection_id)
    world.pass_time(minutes=30)
    return connection_id, next(iter(world.issues.values()))


def test_each_change_that_no_delivery_told_was_missed(
    db: Connection, asking: Asking, connected: Connected, world: World
) -> None:
    connection_id, issue = known_and_later(db, asking, connected, world)
    for minute, status in enumerate(("In Progress", "Done", "To Do")):
        world.move(issue, status, "ann", world.now + timedelta(minutes=minute))
    with clock.at(world.now + timedelta(minutes=15)):
        assert ask(db, asking, connection_id) == (1, 3)


def test_a_comment_is_no_change_that_was_missed(
    db: Connection, asking: Asking, connected: Connected, world: World
) -> None:
    """It changes the time of its issue, and Cloud tells of it by a delivery of its own."""
    connection_id, issue = known_and_later(db, asking, connected, world)
    world.touch(issue)
    with clock.at(world.now + timedelta(minutes=15)):
        assert ask(db, asking, connection_id) == (1, 0)
    world.pass_time(minutes=20)
    world.touch(issue, labels=["late"])
    with clock.at(world.now + timedelta(minutes=15)):
        assert ask(db, asking, connection_id) == (1, 1)


def test_what_a_waiting_delivery_may_tell_was_not_missed(
    db: Connection, asking: Asking, connected: Connected, world: World
) -> None:
    connection_id, issue = known_and_later(db, asking, connected, world)
    with clock.at(world.now):
        connections.keep(db, SYSTEM, connection_id, "id:1", b"{}")
        world.move(issue, "In Progress", "ann", world.now)
    with clock.at(world.now + timedelta(minutes=15)):
        assert ask(db, asking, connection_id) == (1, 0)


def test_an_issue_that_cannot_be_read_holds_up_no_other_and_is_seen(
    db: Connection, asking: Asking, connected: Connected, world: World
) -> None:
    connection_id = connected(Product.JIRA_DATACENTER)
    change(world, Product.JIRA_DATACENTER)
    odd = world.issue("HARB", 2, more={"labels": "no list"})
    assert ask(db, asking, connection_id)[0] == 1
    assert value(db, "SELECT external_id FROM lookup") == odd.id
    with clock.at(clock.now() + timedelta(minutes=1)):
        assert looking_up.all_due(asking) == 0
    assert "labels is not a list" in value(db, "SELECT reason FROM lookup")


def test_one_asks_at_a_time_and_one_that_was_cut_off_is_ended(
    db: Connection, asking: Asking, connected: Connected, database_url: str, schema: str
) -> None:
    connection_id = connected(Product.JIRA_CLOUD)
    alone = f"hashtextextended('reconcile', {connection_id})"
    with pool.connect(database_url, schema) as other:
        other.execute(f"SELECT pg_advisory_lock({alone})")
        reconciling.one(asking, connection_id)
        assert reads_past.reconciles(db, SYSTEM, connection_id) == []
        other.execute(f"SELECT pg_advisory_unlock({alone})")
    db.execute(
        "INSERT INTO reconcile (connection_id, began_at, reached_at) VALUES (%s, %s, %s)",
        (connection_id, clock.now(), clock.now()),
    )
    reconciling.one(asking, connection_id)
    last, before = reads_past.reconciles(db, SYSTEM, connection_id)
    assert last.reason is None
    assert before.ended_at is not None
    assert "interrupted" in (before.reason or "")
