"""The link on an issue: there while somebody is asked, once, and gone after."""

from datetime import timedelta

import pytest

from service import clock
from service.actor import System
from service.connections import actions_health
from service.connections.model import Product
from service.db.sql import Connection, value
from service.jobs import offering
from service.jobs.asking import Asking
from tests.cast import Cast
from tests.double.mischief import Mischief, too_many
from tests.double.server import Double
from tests.double.world import DoubleIssue, World
from tests.feedback.making import bob_asks_alice
from tests.jobs.conftest import Connected

SYSTEM = System("test")
STATE = "SELECT state FROM remote_link"


@pytest.fixture
def issue(db: Connection, cast: Cast, connected: Connected, world: World) -> DoubleIssue:
    """An issue of a connection that can be asked, about which Alice is asked."""
    found = world.issue("LOOM", 1)
    connection_id = connected(Product.JIRA_CLOUD)
    ask = bob_asks_alice(db, cast)
    db.execute(
        "UPDATE work_item SET connection_id = %s, external_id = %s"
        " WHERE id = (SELECT work_item_id FROM ask WHERE id = %s)",
        (connection_id, found.id, ask),
    )
    actions_health.offer_links(db, SYSTEM, "jira-cloud", offers=True)
    return found


def links(world: World, issue: DoubleIssue) -> list[str]:
    return [link["object"]["url"] for link in world.links.get(issue.id, {}).values()]


def test_it_is_made_once_and_leads_to_what_is_asked(
    db: Connection, asking: Asking, issue: DoubleIssue, world: World
) -> None:
    assert offering.keep(asking) == {"made": 1, "gone": 0}
    assert offering.keep(asking) == {"made": 0, "gone": 0}
    work_id = value(db, "SELECT work_item_id FROM ask")
    assert links(world, issue) == [f"{asking.calls.settings.public_url}/work/{work_id}/asks"]


def test_nothing_of_who_is_asked_is_told(
    asking: Asking, issue: DoubleIssue, double: Double
) -> None:
    offering.keep(asking)
    [told] = [str(call.body) for call in double.calls if "remotelink" in call.path]
    assert not {"Alice", "Bob", "alice", "bob"} & set(told.replace("'", " ").split())


def test_it_goes_when_nobody_is_asked_any_more_and_may_come_again(
    db: Connection, asking: Asking, issue: DoubleIssue, world: World
) -> None:
    offering.keep(asking)
    db.execute("UPDATE ask SET state = 'answered', slot = NULL")
    assert offering.keep(asking) == {"made": 0, "gone": 1}
    assert links(world, issue) == []
    db.execute("UPDATE ask SET state = 'open', slot = 1")
    assert offering.keep(asking)["made"] == 1


@pytest.mark.parametrize("state", ["passed", "absent"])
def test_it_does_not_tell_that_somebody_passed(
    db: Connection, asking: Asking, issue: DoubleIssue, world: World, state: str
) -> None:
    """It stays as long as it would for somebody who has not got round to it, and goes alike."""
    offering.keep(asking)
    db.execute("UPDATE ask SET state = %s, slot = NULL", (state,))
    assert offering.keep(asking) == {"made": 0, "gone": 0}
    with clock.at(value(db, "SELECT closes_at FROM ask") + timedelta(minutes=1)):
        assert offering.keep(asking) == {"made": 0, "gone": 1}


def test_reopened_work_loses_it_whoever_passed(
    db: Connection, asking: Asking, issue: DoubleIssue, world: World
) -> None:
    offering.keep(asking)
    db.execute("UPDATE ask SET state = 'passed', slot = NULL")
    db.execute("UPDATE work_item SET done_at = NULL, status_category = 'indeterminate'")
    assert offering.keep(asking) == {"made": 0, "gone": 1}


def test_it_goes_when_it_is_no_longer_offered(
    db: Connection, asking: Asking, issue: DoubleIssue, world: World
) -> None:
    offering.keep(asking)
    actions_health.offer_links(db, SYSTEM, "jira-cloud", offers=False)
    assert offering.keep(asking) == {"made": 0, "gone": 1}
    assert links(world, issue) == []


def test_where_it_is_not_offered_nothing_is_written(
    db: Connection, asking: Asking, issue: DoubleIssue, double: Double
) -> None:
    actions_health.offer_links(db, SYSTEM, "jira-cloud", offers=False)
    assert offering.keep(asking) == {"made": 0, "gone": 0}
    assert double.calls == []


def test_a_refusal_is_noted_and_tried_again_the_next_day(
    db: Connection, asking: Asking, issue: DoubleIssue, double: Double
) -> None:
    double.misbehave(Mischief(403, path="remotelink"))
    assert offering.keep(asking)["made"] == 0
    assert value(db, STATE) == "refused"
    assert "does not allow this" in value(db, "SELECT reason FROM remote_link")
    assert offering.keep(asking)["made"] == 0
    with clock.at(clock.now() + timedelta(days=2)):
        assert offering.keep(asking)["made"] == 1


def test_a_wait_for_all_calls_leaves_it_for_later(
    db: Connection, asking: Asking, issue: DoubleIssue, double: Double
) -> None:
    double.misbehave(too_many("jira-quota-tenant-based", Retry_After="1800"))
    assert offering.keep(asking)["made"] == 0
    assert value(db, STATE) is None
    with clock.at(clock.now() + timedelta(hours=1)):
        db.execute("UPDATE connection SET calls_wait_until = NULL")
        assert offering.keep(asking)["made"] == 1
