import json
from datetime import UTC, datetime

import pytest

from service.atlassian.model import (
    CommentChanged,
    Ignored,
    IssueChanged,
    IssueDeleted,
    NotUnderstood,
    UserDeleted,
)
from service.atlassian.payloads import read
from tests.atlassian.bodies import own, sent

NOOR = "712020:0f3a51c2-0001-4d10-9a41-5b1e60c70001"
IRIS = "712020:0f3a51c2-0002-4d10-9a41-5b1e60c70002"
SAM = "712020:0f3a51c2-0003-4d10-9a41-5b1e60c70003"


def issue_changed(payload: dict[str, object]) -> IssueChanged:
    event = read(sent(payload))
    assert isinstance(event, IssueChanged)
    return event


def comment_changed(name: str) -> CommentChanged:
    event = read(sent(own(name)))
    assert isinstance(event, CommentChanged)
    return event


def reason(body: bytes) -> str:
    with pytest.raises(NotUnderstood) as caught:
        read(body)
    return caught.value.reason


def test_a_transition_to_done_on_cloud() -> None:
    event = issue_changed(own("jira-cloud/issue_updated"))
    assert event.at == datetime(2026, 3, 5, 15, 20, 31, 733000, UTC)
    assert event.actor is not None
    assert event.actor.id == NOOR
    assert [user.id for user in event.earlier_assignees] == [IRIS, NOOR]
    assert (event.moved_status, entered_done(event), event.bulk) == (True, True, False)
    assert event.comment is None


def test_a_transition_to_done_on_data_center() -> None:
    event = issue_changed(own("jira-datacenter/issue_updated"))
    assert [user.id for user in event.earlier_assignees] == ["JIRAUSER10101", "JIRAUSER10102"]
    assert [user.name for user in event.earlier_assignees] == ["Noor Haverman", "Iris Tamboer"]
    assert (event.moved_status, entered_done(event)) == (True, True)
    assert event.actor is not None
    assert event.actor.email == "itamboer@example.org"


@pytest.mark.parametrize("product", ["jira-cloud", "jira-datacenter"])
def test_the_first_status_of_a_new_issue_is_no_transition(product: str) -> None:
    event = issue_changed(own(f"{product}/issue_created"))
    assert not event.moved_status
    assert not entered_done(event)
    assert event.earlier_assignees == ()
    assert event.issue.assignee is None


def entered_done(event: IssueChanged) -> bool:
    """The status is new and done."""
    return event.changed_status and event.issue.status_category == "done"


def test_an_issue_made_in_a_done_status_entered_done_without_a_transition() -> None:
    payload = own("jira-cloud/issue_created")
    payload["issue"]["fields"]["status"]["statusCategory"]["key"] = "done"
    event = issue_changed(payload)
    assert entered_done(event)
    assert not event.moved_status


def test_reopening_moves_the_status_but_does_not_enter_done() -> None:
    payload = own("jira-cloud/issue_updated")
    payload["issue"]["fields"]["status"]["statusCategory"]["key"] = "new"
    event = issue_changed(payload)
    assert event.moved_status
    assert not entered_done(event)


def test_a_bulk_change_is_marked() -> None:
    payload = own("jira-cloud/issue_updated") | {"bulkOperationMetaData": {"sendMail": False}}
    assert issue_changed(payload).bulk


def test_an_empty_or_absent_changelog_changes_nothing() -> None:
    payload = own("jira-cloud/issue_updated")
    payload["changelog"]["items"] = []
    assert issue_changed(payload).earlier_assignees == ()
    del payload["changelog"]
    assert not issue_changed(payload).moved_status


def test_data_center_puts_a_new_comment_into_the_change_of_its_issue() -> None:
    event = issue_changed(own("jira-datacenter/issue_updated__commented"))
    assert event.comment is not None
    assert event.comment.id == "80033"
    assert event.comment.author is not None
    assert event.comment.author.id == "JIRAUSER10101"
    assert event.comment.created == datetime(2026, 3, 5, 21, 14, 48, tzinfo=UTC)


@pytest.mark.parametrize(
    ("name", "issue_id", "key"),
    [("jira-cloud", "20041", "HARB-41"), ("jira-datacenter", "30007", "LOCK-7")],
)
def test_a_deleted_issue_is_known_by_its_id(name: str, issue_id: str, key: str) -> None:
    event = read(sent(own(f"{name}/issue_deleted")))
    assert isinstance(event, IssueDeleted)
    assert (event.issue_id, event.key) == (issue_id, key)


def test_a_delete_needs_no_fields() -> None:
    payload = own("jira-cloud/issue_deleted")
    del payload["issue"]["fields"]
    assert isinstance(read(sent(payload)), IssueDeleted)


@pytest.mark.parametrize("event", ["comment_created", "comment_updated", "comment_deleted"])
@pytest.mark.parametrize(
    ("product", "issue_id", "author"),
    [("jira-cloud", "20041", IRIS), ("jira-datacenter", "30007", "JIRAUSER10101")],
)
def test_a_comment_names_its_issue(product: str, issue_id: str, author: str, event: str) -> None:
    changed = comment_changed(f"{product}/{event}")
    assert changed.issue_id == issue_id
    assert changed.comment.author is not None
    assert changed.comment.author.id == author
    assert changed.deleted is (event == "comment_deleted")


def test_the_actor_of_a_comment_is_its_writer_unless_jira_names_another() -> None:
    created = comment_changed("jira-cloud/comment_created").actor
    updated = comment_changed("jira-datacenter/comment_updated").actor
    deleted = comment_changed("jira-datacenter/comment_deleted").actor
    assert created is not None
    assert updated is not None
    assert deleted is not None
    assert (created.id, updated.id, deleted.id) == (IRIS, "JIRAUSER10102", "JIRAUSER10103")
    assert comment_changed("jira-cloud/comment_deleted").actor is None


def test_a_comment_without_its_issue_is_refused() -> None:
    payload = own("jira-datacenter/comment_created")
    payload["comment"]["self"] = "https://jira.example.org/rest/api/2/comment/80033"
    assert reason(sent(payload)) == (
        "There is no issue.id, and comment.self does not name the issue."
    )


def test_other_known_events_are_ignored_with_a_reason() -> None:
    event = read(sent(own("jira-cloud/sprint_started")))
    assert event == Ignored("sprint_started", "Of sprints only the end matters.")


def test_user_deleted_comes_without_its_name() -> None:
    assert read(sent({"accountId": SAM, "username": "sokkema"})) == UserDeleted(SAM)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b"", "The body is empty; the webhook may be set to leave it out."),
        (b"not json", "The body is not JSON that can be read."),
        (b"\xff\xfe\x00", "The body is not JSON that can be read."),
        (b"[" * 200_000, "The body is not JSON that can be read."),
        (b'{"timestamp":' + b"9" * 5000 + b"}", "The body is not JSON that can be read."),
        (b"null", "The body is JSON, but not an object."),
        (b"{}", "The body names no event, and is not an issue as Jira Automation sends it."),
        (b'{"webhookEvent": 7}', "webhookEvent is not the name of an event."),
        (b'{"webhookEvent": "tea_served"}', "The event 'tea_served' is not known."),
        (b'{"webhookEvent": "jira:issue_deleted"}', "issue is missing."),
        (b'{"webhookEvent": "comment_created"}', "comment is missing."),
    ],
)
def test_what_cannot_be_read_is_told_why(body: bytes, expected: str) -> None:
    assert reason(body) == expected


@pytest.mark.parametrize(
    "missing", ["id", "key", "fields", "fields.status", "fields.project", "fields.created"]
)
def test_an_issue_needs_its_identity_and_state(missing: str) -> None:
    payload = own("jira-cloud/issue_updated")
    inner = payload["issue"]["fields"] if "." in missing else payload["issue"]
    del inner[missing.rpartition(".")[2]]
    assert reason(sent(payload)) == f"issue.{missing} is missing."


@pytest.mark.parametrize("timestamp", [None, "soon", True, 1.5, -1, 10**18, 10**400, {}, []])
def test_a_delivery_needs_a_believable_time(timestamp: object) -> None:
    payload = own("jira-cloud/issue_updated") | {"timestamp": timestamp}
    assert reason(sent(payload)).startswith("timestamp is ")


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "utf-16"])
def test_text_cut_short_and_rare_codings_are_read(coding: str) -> None:
    payload = own("jira-cloud/issue_updated")
    whole = read(sent(payload))
    assert read(json.dumps(payload | {"cut": "half \ud83d"}).encode(coding)) == whole
