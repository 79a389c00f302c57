from pathlib import Path

import pytest

from tests.double import apache

ISSUE = (
    '{{"key": "SEA-{n}", "project": "SEA", "summary": "Tide {n}", "description": null, '
    '"status": "{status}", "priority": "Major", "resolution": "Fixed", "components": ["Quay"], '
    '"labels": [], "affects_versions": [], "fix_versions": [], "environment": null, '
    '"assignee": "Roos", "reporter": "Mila", "created": "2020-01-0{n}T10:00:00", '
    '"updated": "2020-02-0{n}T10:00:00", "resolved": null}}'
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    found = tmp_path / "issues.jsonl"
    found.write_text(
        "\n".join(ISSUE.format(n=n, status="CLOSED" if n < 3 else "OPEN") for n in (1, 2, 3))
    )
    return found


def test_each_issue_has_a_past_that_ends_where_it_is(file: Path) -> None:
    world = apache.world([file])
    issues = list(world.issues.values())
    assert [issue.status for issue in issues] == ["Done", "Done", "In Progress"]
    for issue in issues:
        times = [history["at"] for history in issue.histories]
        assert [issue.created, *times, issue.updated] == sorted(
            [issue.created, *times, issue.updated]
        )
        fields = [item["field"] for history in issue.histories for item in history["items"]]
        assert fields[0] == "assignee"
        assert issue.histories[-1]["items"][0]["toString"] == issue.status


def test_the_same_seed_makes_the_same_past(file: Path) -> None:
    first, second, other = (apache.world([file], seed=seed) for seed in (1, 1, 2))
    assert first.issues == second.issues
    assert first.issues != other.issues
