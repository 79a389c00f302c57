from datetime import UTC, datetime
from typing import Any

import pytest

from service.atlassian.model import Issue, IssueChanged, NotUnderstood
from service.atlassian.payloads import read
from tests.atlassian.bodies import own, sent


def issue(name: str, **fields: Any) -> Issue:
    payload = own(name)
    payload["issue"]["fields"] |= fields
    event = read(sent(payload))
    assert isinstance(event, IssueChanged)
    return event.issue


def test_all_that_is_kept_of_an_issue_on_cloud() -> None:
    found = issue("jira-cloud/issue_updated")
    assert (found.id, found.key) == ("20041", "HARB-41")
    assert (found.project_key, found.project_name) == ("HARB", "Harbour")
    assert (found.issue_type, found.title) == ("Story", "Address form works with the keyboard")
    assert found.labels == ("checkout", "accessibility")
    assert found.components == ("Web shop",)
    assert (found.epic_key, found.epic_known) == ("HARB-30", True)
    assert (found.status, found.status_category, found.resolution) == ("Done", "done", "Done")
    assert not found.has_security_level
    assert found.created == datetime(2026, 3, 2, 8, 15, tzinfo=UTC)
    assert found.updated == datetime(2026, 3, 5, 15, 20, 31, 700000, UTC)
    assert found.category_changed_at == datetime(2026, 3, 5, 15, 20, 31, 700000, UTC)
    assert found.resolved_at == datetime(2026, 3, 5, 15, 20, 31, 690000, UTC)


def test_a_server_of_2013_knows_no_category_and_no_user_key() -> None:
    found = issue("jira-datacenter/issue_updated__2013")
    assert (found.status, found.status_category) == ("Resolved", None)
    assert found.assignee is not None
    assert found.assignee.id == "nhaverman"
    assert found.category_changed_at is None


def test_a_category_that_jira_does_not_have_is_none() -> None:
    status = {"name": "Odd", "statusCategory": {"key": "purple"}}
    assert issue("jira-cloud/issue_updated", status=status).status_category is None


@pytest.mark.parametrize("security", [{"id": "10000", "name": "Staff"}, "10001", 0, {}])
def test_any_security_level_counts(security: object) -> None:
    assert issue("jira-cloud/issue_updated", security=security).has_security_level


def test_times_may_be_text_with_any_zone_or_milliseconds() -> None:
    expected = datetime(2018, 12, 12, 9, 11, 12, tzinfo=UTC)
    for created in (
        "2018-12-12T09:11:12.000+0000",
        "2018-12-12T10:11:12.000+01:00",
        "2018-12-12T03:11:12.000-0600",
        "2018-12-12T09:11:12Z",
        1544605872000,
    ):
        assert issue("jira-datacenter/issue_created", created=created).created == expected


@pytest.mark.parametrize("created", ["2018-12-12", "2018-12-12T09:11:12", "yesterday", 1e12, True])
def test_a_time_without_a_zone_is_no_time(created: object) -> None:
    with pytest.raises(NotUnderstood, match=r"^issue\.fields\.created is not a time\.$"):
        issue("jira-cloud/issue_updated", created=created)


def test_a_parent_is_an_epic_by_level_or_by_name() -> None:
    def parent(**issue_type: object) -> dict[str, object]:
        return {"key": "HARB-9", "fields": {"issuetype": issue_type}}

    name = "jira-cloud/issue_updated"
    assert issue(name, parent=parent(hierarchyLevel=1, name="Thema")).epic_key == "HARB-9"
    assert issue(name, parent=parent(name="Epic")).epic_key == "HARB-9"
    assert issue(name, parent=parent(hierarchyLevel=0, name="Story")).epic_key is None
    assert issue(name, parent=None).epic_known


def test_data_center_tells_of_the_epic_only_when_it_changes() -> None:
    changed = issue("jira-datacenter/issue_updated")
    assert (changed.epic_key, changed.epic_known) == ("LOCK-2", True)
    silent = issue("jira-datacenter/issue_created")
    assert (silent.epic_key, silent.epic_known) == (None, False)


def test_an_epic_taken_away_on_data_center_is_told() -> None:
    payload = own("jira-datacenter/issue_updated")
    link = next(item for item in payload["changelog"]["items"] if item["field"] == "Epic Link")
    link |= {"from": "30002", "fromString": "LOCK-2", "to": None, "toString": ""}
    event = read(sent(payload))
    assert isinstance(event, IssueChanged)
    assert (event.issue.epic_key, event.issue.epic_known) == (None, True)


def test_texts_are_cut_and_cleaned() -> None:
    found = issue(
        "jira-cloud/issue_updated",
        summary="nul\x00 and half \ud83d " + "x" * 600,
        labels=[f"label-{n}" for n in range(150)],
        components=[{"name": f"part {n}"} for n in range(150)],
    )
    assert found.title.startswith("nul and half ? x")
    assert len(found.title) <= 500
    assert len(found.labels) == len(found.components) == 100


def test_a_title_may_be_missing_but_not_be_a_number() -> None:
    assert issue("jira-cloud/issue_updated", summary=None).title == ""
    with pytest.raises(NotUnderstood, match=r"issue\.fields\.summary is not text\."):
        issue("jira-cloud/issue_updated", summary=5)


def test_an_id_may_be_a_number_but_not_without_end() -> None:
    payload = own("jira-cloud/issue_deleted")
    payload["issue"]["id"] = "1" * 201
    with pytest.raises(NotUnderstood, match=r"issue\.id is longer than 200 characters\."):
        read(sent(payload))
    payload["issue"]["id"] = 20041
    event = read(sent(payload))
    assert getattr(event, "issue_id", None) == "20041"
