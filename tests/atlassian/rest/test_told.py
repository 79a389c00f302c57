"""What is found by asking becomes the events that webhooks bring."""

from datetime import timedelta

from service.atlassian.model import CommentChanged, IssueChanged, WorklogChanged
from service.atlassian.rest import issues, told
from service.atlassian.rest.client import Client
from service.atlassian.rest.model import Wanted
from tests.double.world import NOON, World

MINUTE = timedelta(minutes=1)
ASKED = NOON + timedelta(hours=1)


def test_each_history_is_an_event_of_its_own(jira: Client, world: World) -> None:
    world.user("ann", "Ann")
    world.user("robot", "Robot", kind="app")
    issue = world.issue("HARB", 1, reporter="robot", assignee="ann")
    world.told(issue, "robot", NOON, world.item("assignee", "robot", "ann"))
    world.move(issue, "Done", "ann", NOON + MINUTE)
    events = told.issue_events(issues.issue(jira, issue.id), ASKED)
    assigned, done, latest = [one for one in events if isinstance(one, IssueChanged)]
    assert (latest.at, latest.actor, latest.changed_status) == (NOON + MINUTE, None, False)
    assert [user.id for user in assigned.earlier_assignees] == ["robot", "ann"]
    assert not assigned.changed_status
    assert done.actor is not None
    assert (done.at, done.actor.id, done.moved_status) == (NOON + MINUTE, "ann", True)
    assert done.changed_status
    assert {one.seen_at for one in (latest, assigned, done)} == {ASKED}


def test_a_history_names_the_kind_of_account_that_is_known(jira: Client, world: World) -> None:
    world.user("robot", "Robot", kind="app")
    issue = world.issue("HARB", 1, reporter="robot")
    world.told(issue, "robot", NOON, world.item("assignee", None, "robot"))
    assigned = told.issue_events(issues.issue(jira, issue.id), ASKED)[0]
    assert isinstance(assigned, IssueChanged)
    expected = "app" if jira.site.product.is_cloud else "person"  # Data Center does not tell
    assert [user.kind for user in assigned.earlier_assignees] == [expected]


def test_who_talked_and_logged_time_is_told_where_it_was_asked(jira: Client, world: World) -> None:
    author = {"accountId": "ann", "displayName": "Ann"}
    at = "2026-03-02T10:00:00.000+0000"
    comment = {"id": "1", "author": author, "created": at, "updated": at, "body": "private"}
    worklog = {"id": "2", "author": author, "created": at, "updated": at, "comment": "private"}
    more = {"comment": {"comments": [comment]}, "worklog": {"worklogs": [worklog]}}
    issue = world.issue("HARB", 1, more=more)
    found = issues.issue(jira, issue.id, Wanted(NOON, with_talk=True))
    kinds = [type(one) for one in told.issue_events(found, ASKED)]
    assert kinds == [IssueChanged, CommentChanged, WorklogChanged]
    assert "private" not in repr(found)
    assert len(told.issue_events(issues.issue(jira, issue.id), ASKED)) == 1
