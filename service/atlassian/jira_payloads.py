"""Reads the events of issues and comments that a Jira webhook sends, of Cloud and Data Center."""

import re
from collections.abc import Sequence
from datetime import datetime

from service.atlassian import jira_changelog, jira_others
from service.atlassian.fields import Json, child, clean, ident, moment, needed, text
from service.atlassian.jira_events import WHY_IGNORED
from service.atlassian.jira_issue import issue, place
from service.atlassian.jira_users import user
from service.atlassian.model import (
    Comment,
    CommentChanged,
    Event,
    Ignored,
    IssueChanged,
    IssueDeleted,
    NotUnderstood,
    User,
)

# Not by position: Jira may live under a path of its own, as in /jira/rest/api/2/issue/7/comment/9.
_ISSUE_OF_COMMENT = re.compile(r"/issue/([0-9]{1,19})/comment/")
_LOGGED_TIME = frozenset({"issue_worklog_created", "issue_worklog_updated"})


def event(payload: Json, name: str, pickers: Sequence[str]) -> Event:
    """The event of this name; `pickers` are the fields that pick a reviewer."""
    if name in ("jira:issue_updated", "jira:issue_created"):
        return issue_changed(payload, sent_at(payload), pickers)
    if name == "jira:issue_deleted":
        return issue_deleted(payload)
    if name in ("comment_created", "comment_updated", "comment_deleted"):
        return comment_changed(payload, name)
    if name.startswith("jira:worklog_"):
        return issue_changed(payload, sent_at(payload), pickers)
    if name in WHY_IGNORED:
        return Ignored(name, WHY_IGNORED[name])
    if name not in jira_others.READERS:
        raise NotUnderstood(f"The event {clean(name, 60)!r} is not known.")
    return jira_others.READERS[name](payload)


def issue_changed(payload: Json, at: datetime, pickers: Sequence[str]) -> IssueChanged:
    """The issue in the body with the changelog, comment and actor beside it."""
    items = jira_changelog.changes(payload)
    changed = issue(needed(child(payload, "issue", ""), "issue"), items, pickers)
    actor = user(payload, "user", "")
    statuses = jira_changelog.of("status", items)
    return IssueChanged(
        at=at,
        issue=changed,
        actor=actor,
        earlier_assignees=jira_changelog.assignees(
            items, (actor, changed.reporter, changed.assignee)
        ),
        changed_status=bool(statuses),
        moved_status=any(item.get("from") is not None for item in statuses),
        bulk=payload.get("bulkOperationMetaData") is not None,
        comment=_comment(payload) if payload.get("comment") is not None else None,
        worklog_by=actor if _tells_of_time(payload) else None,
        left=jira_changelog.project_left(items),
        same_words=bool(items) and not jira_changelog.of("description", items),
    )


def _tells_of_time(payload: Json) -> bool:
    """Data Center tells of logged time with the issue, and of who did it only as the actor."""
    return text(payload, "issue_event_type_name", "") in _LOGGED_TIME


def issue_deleted(payload: Json) -> IssueDeleted:
    deleted = needed(child(payload, "issue", ""), "issue")
    return IssueDeleted(
        at=sent_at(payload),
        issue_id=needed(ident(deleted, "id", "issue."), "issue.id"),
        key=needed(ident(deleted, "key", "issue."), "issue.key"),
        place=place(deleted),
    )


def comment_changed(payload: Json, name: str) -> CommentChanged:
    comment = _comment(payload)
    return CommentChanged(
        at=sent_at(payload),
        issue_id=_issue_id_of_comment(payload),
        comment=comment,
        deleted=name == "comment_deleted",
        actor=user(payload, "user", "") or _writer(payload, name),
        place=place(child(payload, "issue", "") or {}),
    )


def _writer(payload: Json, name: str) -> User | None:
    """Who wrote, where Jira names no actor. Who deleted a comment need not have written it."""
    if name == "comment_deleted":
        return None
    role = "author" if name == "comment_created" else "updateAuthor"
    return user(payload["comment"], role, "comment.")


def _issue_id_of_comment(payload: Json) -> str:
    """Cloud sends a small issue along; Data Center has the id only in the comment's address."""
    issue_id = ident(child(payload, "issue", "") or {}, "id", "issue.")
    if issue_id:
        return issue_id
    address = payload["comment"].get("self")
    found = _ISSUE_OF_COMMENT.search(address) if isinstance(address, str) else None
    if found is None:
        raise NotUnderstood("There is no issue.id, and comment.self does not name the issue.")
    return found[1]


def _comment(payload: Json) -> Comment:
    comment = needed(child(payload, "comment", ""), "comment")
    return Comment(
        id=needed(ident(comment, "id", "comment."), "comment.id"),
        author=user(comment, "author", "comment."),
        created=moment(comment, "created", "comment."),
        updated=moment(comment, "updated", "comment."),
    )


def sent_at(payload: Json) -> datetime:
    return needed(moment(payload, "timestamp", ""), "timestamp")
