from datetime import timedelta

import pytest

from service.atlassian.rest import histories, issues
from service.atlassian.rest.client import Client
from service.atlassian.rest.model import Change, Wanted
from service.atlassian.rest.site import Product
from tests.atlassian.rest.conftest import Connect
from tests.double.server import Double
from tests.double.world import NOON, World

MINUTE = timedelta(minutes=1)


def test_who_was_assigned_and_by_whom(jira: Client, world: World) -> None:
    world.user("ann", "Ann")
    world.user("bob", "Bob")
    issue = world.issue("HARB", 1)
    world.told(issue, "ann", NOON, world.item("assignee", None, "ann"))
    world.told(issue, "bob", NOON + MINUTE, world.item("assignee", "ann", "bob"))
    one = issues.issue(jira, issue.id)
    assert [history.changes for history in one.histories] == [
        (Change("assignee", None, "", "ann", "Ann"),),
        (Change("assignee", "ann", "Ann", "bob", "Bob"),),
    ]
    assert [history.who and history.who.name for history in one.histories] == ["Ann", "Bob"]


def test_only_what_is_followed_is_read(jira: Client, world: World) -> None:
    """Also that the list of a field nobody follows may be longer than an id."""
    world.user("ann", "Ann")
    issue = world.issue("HARB", 1)
    sprint = {"field": "Sprint", "fieldId": "customfield_7", "fieldtype": "custom"}
    long = sprint | {"from": "1, " * 300, "fromString": "", "to": "2", "toString": "Two"}
    world.told(issue, "ann", NOON, long)
    world.told(issue, "ann", NOON, long, world.item("status", "To Do", "Done"))
    one = issues.issue(jira, issue.id)
    assert [[change.field for change in history.changes] for history in one.histories] == [
        ["status"]
    ]


def test_long_pasts_come_over_several_pages(
    connect: Connect, world: World, double: Double, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(histories, "AT_ONCE", 7)
    world.user("ann", "Ann")
    made = [world.issue("HARB", number) for number in range(1, 4)]
    for minute in range(30):
        state = ("To Do", "Done") if minute % 2 else ("Done", "To Do")
        world.told(made[1], "ann", NOON + minute * MINUTE, world.item("status", *state))
    ids = [issue.id for issue in made]
    told = histories.bulk(connect(Product.JIRA_CLOUD), ids)
    assert {issue_id: len(one) for issue_id, one in told.items()} == dict(
        zip(ids, (0, 30, 0), strict=True)
    )
    assert [one.at for one in told[ids[1]]] == [NOON + m * MINUTE for m in range(30)]
    assert double.paths().count("POST /rest/api/3/changelog/bulkfetch") == 5


def test_a_past_whose_author_is_gone(jira: Client, world: World) -> None:
    issue = world.issue("HARB", 1)
    issue.histories.append(
        {"id": "5", "who": None, "at": NOON, "items": [world.item("status", "To Do", "Done")]}
    )
    assert issues.issue(jira, issue.id, Wanted(NOON)).histories[0].who is None
