"""The export of Jira: what it tells, and what is said of a file that cannot be read."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from service.atlassian import jira_csv
from service.atlassian.model import CommentChanged, IssueChanged, NotUnderstood

ZONE = ZoneInfo("Europe/Amsterdam")
HEAD = (
    "Summary,Issue key,Issue id,Issue Type,Status,Project key,Project name,Assignee,Assignee Id,"
    "Reporter,Reporter Id,Created,Updated,Resolved,Resolution,Labels,Labels,Component/s,Comment,"
    "Status Category\n"
)
DONE = (
    '"Refunds, twice",PAY-7,10007,Bug,Done,PAY,Payments,Noor,acc-noor,Bob,acc-bob,'
    "02/Nov/26 9:14 AM,12/Nov/26 3:40 PM,12/Nov/26 3:39 PM,Done,billing,urgent,Ledger,"
    '"03/Nov/26 1:00 PM;acc-bob;I looked; it is\nthe ledger",Done\n'
)
OPEN = (
    "Later,PAY-8,10008,Story,To Do,PAY,Payments,,,Bob,acc-bob,"
    "02/Nov/26 9:20 AM,02/Nov/26 9:20 AM,,,,,,,To Do\n"
)


def test_an_issue_is_read_with_its_people_and_times() -> None:
    changed = jira_csv.read((HEAD + DONE + OPEN).encode(), ZONE)[0]
    assert isinstance(changed, IssueChanged)
    issue = changed.issue
    assert (issue.id, issue.key, issue.project_key, issue.title) == (
        "10007", "PAY-7", "PAY", "Refunds, twice",
    )  # fmt: skip
    assert issue.labels == ("billing", "urgent")
    assert issue.components == ("Ledger",)
    assert issue.status_category == "done"
    assert issue.resolved_at == datetime(2026, 11, 12, 14, 39, tzinfo=UTC)
    assert issue.assignee
    assert (issue.assignee.id, issue.assignee.name) == ("acc-noor", "Noor")


def test_a_comment_tells_who_and_when_and_never_what() -> None:
    told = jira_csv.read((HEAD + DONE).encode(), ZONE)[1]
    assert isinstance(told, CommentChanged)
    assert told.issue_id == "10007"
    assert told.comment.author
    assert told.comment.author.name == "Bob"
    assert told.comment.created == datetime(2026, 11, 3, 12, 0, tzinfo=UTC)
    assert "ledger" not in repr(told)


def test_an_open_issue_without_assignee_is_read_too() -> None:
    changed = jira_csv.read((HEAD + OPEN).encode(), ZONE)[0]
    assert isinstance(changed, IssueChanged)
    assert changed.issue.assignee is None
    assert changed.issue.status_category == "new"


@pytest.mark.parametrize(
    ("created", "updated"),
    [
        ("2026-11-02 09:14", "2026-11-12 15:40"),
        ("02-11-2026 09:14", "12-11-2026 15:40"),
        ("02/Nov/26 09:14", "12/Nov/26 15:40"),
        ("02/11/2026 09:14", "31/12/2026 15:40"),
    ],
)
def test_all_times_of_a_file_are_read_one_way(created: str, updated: str) -> None:
    row = f"X,PAY-1,1,Bug,Done,PAY,Payments,,,,,{created},{updated},,,,,,,Done\n"
    changed = jira_csv.read((HEAD + row).encode(), ZONE)[0]
    assert isinstance(changed, IssueChanged)
    assert changed.issue.created == datetime(2026, 11, 2, 8, 14, tzinfo=UTC)


def test_without_account_ids_as_data_center_exports_the_name_is_the_account() -> None:
    head = "Summary;Issue key;Issue id;Issue Type;Status;Assignee;Created;Updated;Resolved\n"
    row = "X;PAY-1;1;Bug;Closed;noor;2026-11-02 09:14;2026-11-12 15:40;2026-11-12 15:40\n"
    changed = jira_csv.read((head + row).encode(), ZONE)[0]
    assert isinstance(changed, IssueChanged)
    assert changed.issue.assignee
    assert changed.issue.assignee.id == "noor"
    assert changed.issue.status_category == "done"
    assert changed.issue.project_key == "PAY"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "Line 1: these columns are missing: Summary"),
        (HEAD.encode(), "no issues"),
        (b"Summary,Issue key\nx,y\n", "missing: Issue id"),
        ((HEAD + "too,few\n").encode(), "Line 2: 2 cells"),
        ((HEAD + DONE + OPEN.replace("PAY-8", "PAY")).encode(), "Line 4: 'PAY' is not the key"),
        ((HEAD + DONE + OPEN.replace("10008", "")).encode(), "Line 4: Issue id is empty"),
        ((HEAD + OPEN.replace("02/Nov/26 9:20 AM", "yesterday", 1)).encode(), "Line 2: Created"),
        (HEAD.encode() + b"\xff\xfe\n", "UTF-8"),
    ],
)
def test_what_cannot_be_read_is_named_with_its_line(content: bytes, says: str) -> None:
    with pytest.raises(NotUnderstood) as strange:
        jira_csv.read(content, ZONE)
    assert says in strange.value.reason
