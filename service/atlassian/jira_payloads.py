"""Reads what a Jira webhook sends, of Cloud and Data Center."""

import json
import re
from datetime import datetime

from service.atlassian import jira_changelog
from service.atlassian.fields import Json, child, clean, ident, moment, needed
from service.atlassian.jira_events import WHY_IGNORED
from service.atlassian.jira_issue import issue
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


def read(body: bytes) -> Event:
    """The event that a body tells; raises NotUnderstood with the reason."""
    payload = _object(body)
    event = _event_name(payload)
    if event in ("jira:issue_updated", "jira:issue_created"):
        return _issue_changed(payload)
    if event == "jira:issue_deleted":
        return _issue_deleted(payload)
    if event in ("comment_created", "comment_updated", "comment_deleted"):
        return _comment_changed(payload, event)
    if event in WHY_IGNORED:
        return Ignored(event, WHY_IGNORED[event])
    raise NotUnderstood(f"The event {clean(event, 60)!r} is not known.")


def _object(body: bytes) -> Json:
    if not body.strip():
        raise NotUnderstood("The body is empty; the webhook may be set to leave it out.")
    try:
        payload = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise NotUnderstood("The body is not JSON that can be read.") from error
    if not isinstance(payload, dict):
        raise NotUnderstood("The body is JSON, but not an object.")
    return payload


def _event_name(payload: Json) -> str:
    event = payload.get("webhookEvent")
    if isinstance(event, str) and event:
        return event
    if event is not None:
        raise NotUnderstood("webhookEvent is not the name of an event.")
    if payload.keys() == {"accountId", "username"}:
        return "user_deleted"  # the one event that Jira sends without its name
    raise NotUnderstood(_why_nameless(payload))


def _why_nameless(payload: Json) -> str:
    if "key" in payload and "fields" in payload:
        return (
            "The body is an issue without an event, as Jira Automation sends it; "
            "this version reads webhooks only."
        )
    if payload.keys() & {"event", "eventType", "userAccountId"}:
        return "The body has no webhookEvent; it looks like an event of another product than Jira."
    return "The body has no webhookEvent."


def _issue_changed(payload: Json) -> IssueChanged:
    items = jira_changelog.changes(payload)
    changed = issue(needed(child(payload, "issue", ""), "issue"), items)
    actor = user(payload, "user", "")
    statuses = jira_changelog.of("status", items)
    return IssueChanged(
        at=_sent_at(payload),
        issue=changed,
        actor=actor,
        earlier_assignees=jira_changelog.assignees(
            items, (actor, changed.reporter, changed.assignee)
        ),
        moved_status=any(item.get("from") is not None for item in statuses),
        entered_done=bool(statuses) and changed.status_category == "done",
        bulk=payload.get("bulkOperationMetaData") is not None,
        comment=_comment(payload) if payload.get("comment") is not None else None,
    )


def _issue_deleted(payload: Json) -> IssueDeleted:
    deleted = needed(child(payload, "issue", ""), "issue")
    return IssueDeleted(
        at=_sent_at(payload),
        issue_id=needed(ident(deleted, "id", "issue."), "issue.id"),
        key=needed(ident(deleted, "key", "issue."), "issue.key"),
    )


def _comment_changed(payload: Json, event: str) -> CommentChanged:
    comment = _comment(payload)
    return CommentChanged(
        at=_sent_at(payload),
        issue_id=_issue_id_of_comment(payload),
        comment=comment,
        deleted=event == "comment_deleted",
        actor=user(payload, "user", "") or _writer(payload, event),
    )


def _writer(payload: Json, event: str) -> User | None:
    """Who wrote, where Jira names no actor. Who deleted a comment need not have written it."""
    if event == "comment_deleted":
        return None
    role = "author" if event == "comment_created" else "updateAuthor"
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


def _sent_at(payload: Json) -> datetime:
    return needed(moment(payload, "timestamp", ""), "timestamp")
