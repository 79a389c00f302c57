"""Reads an issue as REST tells it, with all who took part: `GET /rest/api/{2,3}/issue/{id}` with
the fields of `FIELDS` and `expand=changelog`.
"""

from collections.abc import Sequence
from datetime import datetime

from service.atlassian import jira_changelog
from service.atlassian.fields import Json, child, children, ident, moment
from service.atlassian.jira_issue import issue
from service.atlassian.jira_users import user
from service.atlassian.model import (
    Comment,
    CommentChanged,
    Event,
    Issue,
    IssueChanged,
    User,
    WorklogChanged,
)

#: What to ask for, as REST wants it; the fields that pick a reviewer come on top.
FIELDS = (
    "summary,issuetype,project,status,labels,components,parent,resolution,security,created,updated,"
    "statuscategorychangedate,resolutiondate,assignee,reporter,comment,worklog"
)
_AT = "issue.fields."
_HISTORY = "changelog.histories."


def events(found: Json, asked_at: datetime, pickers: Sequence[str] = ()) -> list[Event]:
    """The issue as it was at `asked_at`, and each change, comment and worklog that came along.

    They are events like those that webhooks bring, so what was heard before changes nothing.
    """
    now = issue(found, [], pickers)
    latest = _changed(now, [], now.updated, None, asked_at)
    histories = children(child(found, "changelog", "") or {}, "histories", "changelog.")
    told = (_change(now, history, asked_at) for history in histories)
    return [latest, *(one for one in told if one), *_worklogs(found, now), *_comments(found, now)]


def _change(now: Issue, history: Json, asked_at: datetime) -> IssueChanged | None:
    """Who changed status or assignee, and when; the state is the present one all the same."""
    items = children(history, "items", _HISTORY)
    at = moment(history, "created", _HISTORY)
    if at is None or not any(jira_changelog.of(field, items) for field in ("status", "assignee")):
        return None
    return _changed(now, items, at, user(history, "author", _HISTORY), asked_at)


def _changed(
    now: Issue, items: list[Json], at: datetime, actor: User | None, asked_at: datetime
) -> IssueChanged:
    statuses = jira_changelog.of("status", items)
    return IssueChanged(
        at=at,
        issue=now,
        actor=actor,
        earlier_assignees=jira_changelog.assignees(items, (actor, now.reporter, now.assignee)),
        changed_status=bool(statuses) and statuses[-1].get("toString") == now.status,
        moved_status=any(item.get("from") is not None for item in statuses),
        bulk=False,
        comment=None,
        seen_at=asked_at,
    )


def _worklogs(found: Json, now: Issue) -> list[WorklogChanged]:
    at = f"{_AT}worklog.worklogs."
    told = []
    for one in children(_inner(found, "worklog"), "worklogs", f"{_AT}worklog."):
        when = moment(one, "updated", at) or moment(one, "created", at) or now.updated
        told.append(WorklogChanged(when, now.id, user(one, "author", at)))
    return told


def _comments(found: Json, now: Issue) -> list[CommentChanged]:
    at = f"{_AT}comment.comments."
    told = []
    for one in children(_inner(found, "comment"), "comments", f"{_AT}comment."):
        author = user(one, "author", at)
        times = moment(one, "created", at), moment(one, "updated", at)
        comment = Comment(ident(one, "id", at) or "", author, *times)
        told.append(CommentChanged(now.updated, now.id, comment, False, author))
    return told


def _inner(found: Json, field: str) -> Json:
    return child(child(found, "fields", "issue.") or {}, field, _AT) or {}
