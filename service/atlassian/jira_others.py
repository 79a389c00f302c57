"""Reads what Jira sends about other things than issues and comments; most of it is small."""

from collections.abc import Callable

from service.atlassian.fields import Json, child, clean, ident, moment, needed, text
from service.atlassian.jira_users import user
from service.atlassian.model import (
    Event,
    Ignored,
    IssuesTouched,
    MuchChanged,
    Project,
    ProjectChanged,
    ProjectDeleted,
    UserChanged,
    UserDeleted,
    WorklogChanged,
)

NO_ISSUE = "The attachment does not say to which issue it belongs."


def worklog(payload: Json) -> WorklogChanged:
    """Also where it was deleted: whoever wrote it took part. Nothing of the time is read."""
    found = needed(child(payload, "worklog", ""), "worklog")
    at = moment(found, "updated", "worklog.") or moment(found, "created", "worklog.")
    return WorklogChanged(
        at=needed(at or moment(payload, "timestamp", ""), "worklog.updated"),
        issue_id=needed(ident(found, "issueId", "worklog."), "worklog.issueId"),
        author=user(found, "author", "worklog."),
    )


def link(payload: Json) -> IssuesTouched:
    """Both issues, from `issueLink`, or from the top where Forge passes it on."""
    found = child(payload, "issueLink", "")
    at, found = ("issueLink.", found) if found else ("", payload)
    ends = ("sourceIssueId", "destinationIssueId")
    return IssuesTouched(tuple(needed(ident(found, end, at), f"{at}{end}") for end in ends))


def attachment(payload: Json) -> IssuesTouched | Ignored:
    issue_id = ident(child(payload, "issue", "") or {}, "id", "issue.")
    return IssuesTouched((issue_id,)) if issue_id else Ignored("attachment", NO_ISSUE)


def project(payload: Json) -> ProjectChanged:
    return ProjectChanged(_project(payload))


def project_deleted(payload: Json) -> ProjectDeleted:
    return ProjectDeleted(needed(moment(payload, "timestamp", ""), "timestamp"), _project(payload))


def _project(payload: Json) -> Project:
    found = needed(child(payload, "project", ""), "project")
    key = needed(ident(found, "key", "project."), "project.key")
    return Project(
        id=needed(ident(found, "id", "project."), "project.id"),
        key=key,
        name=text(found, "name", "project.") or key,
    )


def user_changed(payload: Json) -> UserChanged:
    return UserChanged(needed(user(payload, "user", ""), "user.accountId"))


def user_deleted(payload: Json) -> UserDeleted:
    """Cloud was seen to send only `accountId` and `username`, without an event's name."""
    found = user(payload, "user", "")
    user_id = found.id if found else ident(payload, "accountId", "")
    return UserDeleted(clean(needed(user_id, "user.accountId"), 200))


READERS: dict[str, Callable[[Json], Event]] = {
    **dict.fromkeys(("worklog_created", "worklog_updated", "worklog_deleted"), worklog),
    **dict.fromkeys(("issuelink_created", "issuelink_deleted"), link),
    **dict.fromkeys(("attachment_created", "attachment_deleted"), attachment),
    **dict.fromkeys(
        ("sprint_closed", "jira:version_released", "project_restored_deleted"),
        lambda _payload: MuchChanged(),
    ),
    **dict.fromkeys(
        ("project_created", "project_updated", "project_archived", "project_restored_archived"),
        project,
    ),
    "project_deleted": project_deleted,
    **dict.fromkeys(("user_created", "user_updated"), user_changed),
    "user_deleted": user_deleted,
}
