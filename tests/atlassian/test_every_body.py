"""Every body there is: how many become what, and why the rest is not understood."""

from collections import Counter
from pathlib import Path

import pytest

from service.atlassian.model import NotUnderstood
from service.atlassian.payloads import read
from tests.atlassian.bodies import OWN, RECORDED, of

BECAME_RECORDED = {
    "jira-cloud": {
        "IssueChanged": 33,
        "IssueDeleted": 1,
        "CommentChanged": 8,
        "Ignored": 7,
        "NotUnderstood": 2,
    },
    "jira-datacenter": {
        "IssueChanged": 27,
        "IssueDeleted": 1,
        "CommentChanged": 3,
        "Ignored": 1,
    },
}
BECAME_OWN = {
    "jira-cloud": {"IssueChanged": 2, "IssueDeleted": 1, "CommentChanged": 3, "Ignored": 1},
    "jira-datacenter": {"IssueChanged": 4, "IssueDeleted": 1, "CommentChanged": 3},
}
# Both were written by hand, not by a Jira: an example in documentation that shows five fields of
# the issue, and a test body that shows seven. Without a status or dates nothing can be ordered.
WHY_NOT = {
    "issue_updated__published_example": "issue.fields.status is missing.",
    "webhook-issue-assigned-empty-changelog": "issue.fields.created is missing.",
}


def became(file: Path) -> str:
    try:
        return type(read(file.read_bytes())).__name__
    except NotUnderstood:
        return "NotUnderstood"


def counted(folder: Path) -> dict[str, dict[str, int]]:
    counts: dict[str, Counter[str]] = {}
    for file in of(folder):
        counts.setdefault(file.parent.name, Counter())[became(file)] += 1
    return {product: dict(count) for product, count in counts.items()}


@pytest.fixture
def recorded() -> Path:
    if not RECORDED.is_dir():
        pytest.skip("the recorded bodies are not beside the repository; our own are used instead")
    return RECORDED


def test_recorded_bodies_become(recorded: Path) -> None:
    assert counted(recorded) == BECAME_RECORDED
    assert sum(sum(count.values()) for count in BECAME_RECORDED.values()) == 83


def test_recorded_bodies_that_are_not_understood_say_why(recorded: Path) -> None:
    reasons = {}
    for file in of(recorded):
        try:
            read(file.read_bytes())
        except NotUnderstood as error:
            reasons[file.stem] = error.reason
    assert reasons == WHY_NOT


def test_own_bodies_become() -> None:
    assert counted(OWN) == BECAME_OWN
