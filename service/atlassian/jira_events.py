"""The events that Jira is known to send, and why most of them are left alone in this version."""

_REASONS: dict[str, tuple[str, ...]] = {
    "Issue properties belong to apps and say nothing about the work.": (
        "issue_property_set",
        "issue_property_deleted",
    ),
    "Logged time is not read in this version.": (
        "worklog_created",
        "worklog_updated",
        "worklog_deleted",
        "jira:worklog_created",
        "jira:worklog_updated",
        "jira:worklog_deleted",
    ),
    "Attachments are not read.": ("attachment_created", "attachment_deleted"),
    "Links between issues are not read in this version.": (
        "issuelink_created",
        "issuelink_deleted",
    ),
    "Issue types are read from the issues themselves.": (
        "issuetype_created",
        "issuetype_updated",
        "issuetype_deleted",
    ),
    "Projects are read from the issues themselves.": (
        "project_created",
        "project_updated",
        "project_deleted",
        "project_soft_deleted",
        "project_restored_deleted",
        "project_archived",
        "project_restored_archived",
    ),
    "Versions are not read in this version.": (
        "jira:version_released",
        "jira:version_unreleased",
        "jira:version_created",
        "jira:version_moved",
        "jira:version_updated",
        "jira:version_deleted",
        "jira:version_merged",
    ),
    "Filters are not read.": ("filter_created", "filter_updated", "filter_deleted"),
    "Accounts are read from the issues and comments in which they take part.": (
        "user_created",
        "user_updated",
        "user_deleted",
    ),
    "Settings of Jira itself are not read.": (
        "option_voting_changed",
        "option_watching_changed",
        "option_unassigned_issues_changed",
        "option_subtasks_changed",
        "option_attachments_changed",
        "option_issuelinks_changed",
        "option_timetracking_changed",
    ),
    "Sprints are not read in this version.": (
        "sprint_created",
        "sprint_updated",
        "sprint_deleted",
        "sprint_started",
        "sprint_closed",
    ),
    "Boards are not read.": (
        "board_created",
        "board_updated",
        "board_deleted",
        "board_configuration_changed",
    ),
    "Notices to makers of apps are not read.": (
        "jira_expression_evaluation_failed",
        "app_access_to_objects_blocked",
        "app_access_to_objects_in_container_blocked",
    ),
}

WHY_IGNORED: dict[str, str] = {event: why for why, events in _REASONS.items() for event in events}
