from service.atlassian.jira_events import WHY_IGNORED
from service.atlassian.model import Ignored
from service.atlassian.payloads import read
from tests.atlassian.bodies import sent

READ = {
    "jira:issue_created",
    "jira:issue_updated",
    "jira:issue_deleted",
    "comment_created",
    "comment_updated",
    "comment_deleted",
}


def test_every_event_in_the_table_is_ignored_with_its_reason() -> None:
    for event, why in WHY_IGNORED.items():
        assert read(sent({"webhookEvent": event, "timestamp": 1})) == Ignored(event, why)
        assert why.endswith(".")


def test_no_event_that_is_read_stands_in_the_table() -> None:
    assert not READ & WHY_IGNORED.keys()


def test_events_of_both_products_are_known() -> None:
    expected = {
        "jira:worklog_updated",
        "worklog_created",
        "issue_property_set",
        "jira:version_merged",
        "project_restored_archived",
        "option_timetracking_changed",
        "board_configuration_changed",
        "app_access_to_objects_in_container_blocked",
    }
    assert expected <= WHY_IGNORED.keys()
