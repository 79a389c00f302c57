"""Reads an issue from an answer, and says which of its fields to ask for."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from service.atlassian.fields import Json, child, ident, moment
from service.atlassian.jira_issue import issue
from service.atlassian.jira_users import user
from service.atlassian.model import NotUnderstood, User
from service.atlassian.rest import histories
from service.atlassian.rest.model import FoundIssue, History, Wanted

# No description and no comment: what is not asked for cannot be kept.
FIELDS = (
    "summary", "issuetype", "project", "status", "labels", "components", "parent", "resolution",
    "security", "created", "updated", "statuscategorychangedate", "resolutiondate", "assignee",
    "reporter", "creator",
)  # fmt: skip


def asked_fields(wanted: Wanted | None) -> list[str]:
    extra = (*wanted.reviewer_fields, wanted.epic_field) if wanted else ()
    return [*FIELDS, *(field for field in extra if field)]


def found_issue(body: Json, wanted: Wanted | None, known: tuple[History, ...] | None) -> FoundIssue:
    """`known` are histories asked for apart; else those in the body are read."""
    told = known if known is not None else histories.inside(body)
    read = issue(body, [])
    fields = body["fields"]
    if wanted and wanted.epic_field and wanted.epic_field in fields:
        epic_key = ident(fields, wanted.epic_field, "issue.fields.")
        read = replace(read, epic_key=epic_key or read.epic_key, epic_known=True)
    return FoundIssue(read, told, _people(fields, wanted.reviewer_fields if wanted else ()))


def stamp(body: Json) -> datetime | None:
    """When the issue last changed; None when the body does not say so."""
    try:
        return moment(child(body, "fields", "issue.") or {}, "updated", "issue.fields.")
    except NotUnderstood:
        return None


def _people(fields: Json, names: tuple[str, ...]) -> tuple[User, ...]:
    """Everyone in these fields, once. A field holds one user, a list of users, or nothing."""
    found: dict[str, User] = {}
    for name in names:
        for one in _several(fields.get(name)):
            person = user({name: one}, name, "issue.fields.")
            if person:
                found[person.id] = person
    return tuple(found.values())


def _several(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
