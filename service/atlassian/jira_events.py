"""The events of Jira's webhooks, Cloud and Data Center: read, or left alone with a reason.

Source: developer.atlassian.com/cloud/jira/platform/webhooks, the list of events; the names with
`jira:worklog_` are those that Data Center kept.
"""

from service.atlassian.naming import by_name

READ = by_name(
    {
        "The issue's state and who took part are kept.": "jira:issue_created jira:issue_updated",
        "What was kept of the issue goes; words about it stay.": "jira:issue_deleted",
        "Whoever wrote the comment took part.": "comment_created comment_updated comment_deleted",
        "Whoever logged time took part.": """
            worklog_created worklog_updated worklog_deleted
            jira:worklog_created jira:worklog_updated jira:worklog_deleted""",
        "The issue is looked up again.": """
            issuelink_created issuelink_deleted attachment_created attachment_deleted""",
        "The project's name and key are kept.": """
            project_created project_updated project_archived project_restored_archived""",
        "What was kept of the project's issues goes; words about them stay.": "project_deleted",
        "The account gets its new name, if it is known.": "user_created user_updated",
        "The account's name goes; it becomes a former colleague.": "user_deleted",
        "Gezel asks early what changed.": """
            sprint_closed jira:version_released project_restored_deleted""",
    }
)

WHY_IGNORED = by_name(
    {
        "Issue properties belong to apps and say nothing about the work.": """
            issue_property_set issue_property_deleted""",
        "Issue types are read from the issues themselves.": """
            issuetype_created issuetype_updated issuetype_deleted""",
        "A project in the trash may come back; its issues are kept until it is deleted.": """
            project_soft_deleted""",
        "Of versions only a release matters.": """
            jira:version_unreleased jira:version_created jira:version_moved
            jira:version_updated jira:version_deleted jira:version_merged""",
        "Of sprints only the end matters.": """
            sprint_created sprint_updated sprint_deleted sprint_started""",
        "Filters are not read.": "filter_created filter_updated filter_deleted",
        "Boards are not read.": """
            board_created board_updated board_deleted board_configuration_changed""",
        "Settings of Jira itself are not read.": """
            option_voting_changed option_watching_changed option_unassigned_issues_changed
            option_subtasks_changed option_attachments_changed option_issuelinks_changed
            option_timetracking_changed""",
        "Notices to makers of apps are not read.": """
            jira_expression_evaluation_failed app_access_to_objects_blocked
            app_access_to_objects_in_container_blocked""",
    }
)
