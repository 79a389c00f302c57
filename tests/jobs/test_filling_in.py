"""The past of a connection is filled in, in whole, and once."""

from datetime import timedelta

import pytest

from service import clock
from service.connections import actions_scope
from service.connections.errors import BackfillRuns
from service.connections.model import Product
from service.connections.model_scope import ProjectChoice
from service.db.sql import Connection, column, value
from service.jobs import filling_in
from service.jobs.asking import Asking
from service.people import actions_accounts as accounts
from service.people.model import SeenAccount
from tests.cast import Cast
from tests.double.world import NOON, World
from tests.jobs.conftest import CONFLUENCES, JIRAS, Connected
from tests.jobs.lives import rows
from tests.jobs.past import SYSTEM, begin, lived

__all__ = ["lived"]
ACCOUNT = (
    "SELECT id FROM account WHERE connection_id = %(connection_id)s AND external_id = %(name)s"
)


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
