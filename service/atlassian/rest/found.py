"""Reads an issue from an answer, and says which of its fields to ask for."""

from dataclasses import replace
from datetime import datetime

from service.atlassian.fields import Json, child, children, ident, moment
from service.atlassian.jira_issue import issue
from service.atlassian.jira_users import user
from service.atlassian.model import Comment, NotUnderstood
from service.atlassian.rest import histories
from service.atlassian.rest.model import FoundIssue, History, Wanted, Worklog

# No description and no comment: what is not asked for cannot be kept.
FIELDS = (
    "summary", "issuetype", "project", "status", "labels", "components", "parent", "resolution",
    "security", "created", "updated", "statuscategorychangedate", "resolutiondate", "assignee",
    "reporter", "creator",
)  # fmt: skip
# Jira tells who commented and when only together with the text, which is not read here.
TALK = ("comment", "worklog")
_AT = "issue.fields."


def asked_fields(wanted: Wanted | None) -> list[str]:
    if wanted is None:
        return list(FIELDS)
    extra = (*wanted.reviewer_fields, wanted.epic_field, *(TALK if wanted.with_talk else ()))
    return [*FIELDS, *(field for field in extra if field)]


def found_issue(body: Json, wanted: Wanted | None, known: tuple[History, ...] | None) -> FoundIssue:
    """`known` are histories asked for apart; else those in the body are read."""
    told = known if known is not None else histories.inside(body)
    read = issue(body, [], wanted.reviewer_fields if wanted else ())
    fields = body["fields"]
    if wanted and wanted.epic_field and wanted.epic_field in fields:
        epic_key = ident(fields, wanted.epic_field, _AT)
        read = replace(read, epic_key=epic_key or read.epic_key, epic_known=True)
    if not (wanted and wanted.with_talk):
        return FoundIssue(read, told)
    return FoundIssue(read, told, _comments(fields), _worklogs(fields))


def stamp(body: Json) -> datetime | None:
    """When the issue last changed; None when the body does not say so."""
    try:
        return moment(child(body, "fields", "issue.") or {}, "updated", _AT)
    except NotUnderstood:
        return None


def _comments(fields: Json) -> tuple[Comment, ...]:
    at = f"{_AT}comment.comments."
    return tuple(
        Comment(
            id=ident(one, "id", at) or "",
            author=user(one, "author", at),
            created=moment(one, "created", at),
            updated=moment(one, "updated", at),
        )
        for one in children(child(fields, "comment", _AT) or {}, "comments", f"{_AT}comment.")
    )


def _worklogs(fields: Json) -> tuple[Worklog, ...]:
    at = f"{_AT}worklog.worklogs."
    found = []
    for one in children(child(fields, "worklog", _AT) or {}, "worklogs", f"{_AT}worklog."):
        logged = moment(one, "updated", at) or moment(one, "created", at)
        if logged:
            found.append(Worklog(logged, user(one, "author", at)))
    return tuple(found)
