"""What was told too briefly is completed by one call, once for each burst."""

from datetime import timedelta

import pytest

from service import clock
from service.actor import System
from service.connections import actions_lookup as lookups
from service.connections.model import Product
from service.db.sql import Connection, column, value
from service.jobs import looking_up
from service.jobs.asking import Asking
from tests.double.mischief import Mischief, too_many
from tests.double.server import Double
from tests.double.world import World
from tests.jobs.conftest import Connected
from tests.jobs.lives import rows

SYSTEM = System("test")
SOON = timedelta(seconds=6)


def wanted(db: Connection) -> int:
    return int(value(db, "SELECT count(*) FROM lookup"))


@pytest.mark.parametrize("product", [Product.JIRA_CLOUD, Product.JIRA_DATACENTER])
def test_an_issue_is_asked_for_once_a_burst(
    db: Connection, asking: Asking, connected: Connected, world: World, double: Double,
    product: Product,
) -> None:  # fmt: skip
    ann, ben = world.user("ann", "Ann").id, world.user("ben", "Ben").id
    issue = world.issue("HARB", 1, reporter=ben, assignee=ann)
    world.move(issue, "Done", ann, world.now)
    connection_id = connected(product)
    for _ in range(5):
        lookups.want(db, SYSTEM, connection_id, "issue", [issue.id])
    assert looking_up.all_due(asking) == 0  # the burst may go on
    with clock.at(clock.now() + SOON):
        assert looking_up.all_due(asking) == 1
        assert looking_up.all_due(asking) == 0
    assert [path for path in double.paths() if "/issue/" in path] == [
        f"GET /rest/api/{3 if product.is_cloud else 2}/issue/{issue.id}"
    ]
    work, parts = rows(db, connection_id)
    assert [row[1] for row in work] == ["HARB-1"]
    assert {(row[1], row[3]) for row in parts} == {
        ("ann", "assignee"), ("ann", "mover"), ("ben", "reporter"),
    }  # fmt: skip


@pytest.mark.parametrize("product", [Product.CONFLUENCE_CLOUD, Product.CONFLUENCE_DATACENTER])
def test_a_page_is_asked_for(
    db: Connection, asking: Asking, connected: Connected, world: World, product: Product
) -> None:
    world.user("ann", "Ann")
    page = world.page("DOCS", "Harbour plan", "ann")
    connection_id = connected(product)
    lookups.want(db, SYSTEM, connection_id, "page", [page.id])
    with clock.at(clock.now() + SOON):
        assert looking_up.all_due(asking) == 1
    work, parts = rows(db, connection_id)
    assert [row[4] for row in work] == ["Harbour plan"]
    assert [(row[2], row[3]) for row in parts] == [("Ann", "page_author")]


def test_what_is_gone_is_not_asked_for_again(
    db: Connection, asking: Asking, connected: Connected
) -> None:
    lookups.want(db, SYSTEM, connected(Product.JIRA_CLOUD), "issue", ["404404"])
    with clock.at(clock.now() + SOON):
        assert looking_up.all_due(asking) == 1
    assert wanted(db) == 0


def test_one_that_fails_holds_up_no_other_and_comes_again(
    db: Connection, asking: Asking, connected: Connected, world: World, double: Double
) -> None:
    issues = [world.issue("HARB", number) for number in (1, 2)]
    connection_id = connected(Product.JIRA_CLOUD)
    lookups.want(db, SYSTEM, connection_id, "issue", [issue.id for issue in issues])
    double.misbehave(Mischief(403, path=f"/issue/{issues[0].id}"))
    with clock.at(clock.now() + SOON):
        assert looking_up.all_due(asking) == 1
    assert "does not allow this" in value(db, "SELECT reason FROM lookup")
    with clock.at(clock.now() + timedelta(minutes=2)):
        assert looking_up.all_due(asking) == 1
    assert wanted(db) == 0


def test_a_wait_for_one_issue_is_that_issues_own(
    db: Connection, asking: Asking, connected: Connected, world: World, double: Double
) -> None:
    issues = [world.issue("HARB", number) for number in (1, 2)]
    connection_id = connected(Product.JIRA_CLOUD)
    lookups.want(db, SYSTEM, connection_id, "issue", [issue.id for issue in issues])
    double.misbehave(too_many("jira-per-issue-on-write", Retry_After="600"))
    with clock.at(clock.now() + SOON):
        assert looking_up.all_due(asking) == 1
    assert wanted(db) == 1


@pytest.mark.parametrize("product", [Product.JIRA_CLOUD, Product.CONFLUENCE_DATACENTER])
def test_an_id_that_is_none_holds_up_no_other(
    db: Connection, asking: Asking, connected: Connected, world: World, product: Product
) -> None:
    """A body may name anything as an id; it leads nowhere, and is shown with its reason."""
    world.user("ann", "Ann")
    kind = "issue" if product is Product.JIRA_CLOUD else "page"
    good = world.issue("HARB", 1).id if kind == "issue" else world.page("DOCS", "Plan", "ann").id
    lookups.want(db, SYSTEM, connected(product), kind, ["../myself", good])
    with clock.at(clock.now() + SOON):
        assert looking_up.all_due(asking) == 1
    assert value(db, "SELECT external_id FROM lookup WHERE reason IS NOT NULL") == "../myself"


def test_a_wrong_token_is_not_tried_on_every_issue(
    db: Connection, asking: Asking, connected: Connected, world: World, double: Double
) -> None:
    """It would get the account locked. Each says why it waits."""
    issues = [world.issue("HARB", number).id for number in (1, 2, 3)]
    lookups.want(db, SYSTEM, connected(Product.JIRA_CLOUD), "issue", issues)
    world.api_token = "changed"
    with clock.at(clock.now() + SOON):
        assert looking_up.all_due(asking) == 0
        assert looking_up.all_due(asking) == 0
    assert len(double.calls) == 1
    reasons = column(db, "SELECT reason FROM lookup")
    assert len(reasons) == 3
    assert all("does not accept these credentials" in reason for reason in reasons)
