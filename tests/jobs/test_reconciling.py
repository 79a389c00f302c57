"""What changed is asked for, so that nothing is missed, whatever the webhooks did."""

from datetime import timedelta
from typing import LiteralString

import pytest

from service import clock
from service.actor import System
from service.connections import actions_lookup, reads_past
from service.connections.model import Product
from service.connections.model_past import Reconciled
from service.db.sql import Connection
from service.jobs import reconciling
from service.jobs.asking import Asking
from tests.double.mischief import Mischief, too_many
from tests.double.server import Double
from tests.double.world import World
from tests.jobs.conftest import Connected
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
        found = reconciling.all_connections(asking)
    assert found == {"connections": 1, "looked_at": 1, "missed": 1}
    work, parts = rows(db, connection_id)
    assert [row[8] for row in work] == ["done"]
    assert {row[1] for row in parts} == {"ann"}


@EVERY
def test_what_is_known_was_not_missed_and_is_not_changed(
    db: Connection, asking: Asking, connected: Connected, world: World, product: Product
) -> None:
    connection_id = connected(product)
    change(world, product)
    reconciling.one(asking, connection_id)
    once = facts(db, connection_id)
    with clock.at(clock.now() + timedelta(minutes=3)):
        looked_at, missed = reconciling.one(asking, connection_id)
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
            found.append(reconciling.one(asking, connection_id)[0])
    assert found == [1, 2, 2, 2]  # the new one, and the one of the time before


def test_what_changed_just_now_is_on_its_way_and_not_missed(
    db: Connection, asking: Asking, connected: Connected, world: World
) -> None:
    connection_id = connected(Product.JIRA_CLOUD)
    change(world, Product.JIRA_CLOUD)
    assert reconciling.one(asking, connection_id) == (1, 0)


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
        assert reconciling.one(asking, connection_id) == (1, 1)


def test_a_wait_for_all_calls_is_kept_to(
    db: Connection, asking: Asking, connected: Connected, world: World, double: Double
) -> None:
    connected(Product.JIRA_CLOUD)
    double.misbehave(too_many("jira-quota-tenant-based", Retry_After="1800"))
    reconciling.all_connections(asking)
    number = len(double.calls)
    assert reconciling.all_connections(asking)["connections"] == 0
    assert len(double.calls) == number


def test_much_that_changed_at_once_is_asked_for_early(
    db: Connection, asking: Asking, connected: Connected, world: World
) -> None:
    connection_id = connected(Product.JIRA_CLOUD)
    actions_lookup.want_reconcile(db, SYSTEM, connection_id)
    assert reconciling.early(asking)["connections"] == 0  # it may still go on
    with clock.at(clock.now() + timedelta(minutes=2)):
        assert reconciling.early(asking)["connections"] == 1
        assert reconciling.early(asking)["connections"] == 0


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
    assert reconciling.all_connections(asking)["connections"] == 0
