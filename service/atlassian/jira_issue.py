"""Reads the issue in a Jira body."""

from collections.abc import Sequence

from service.atlassian.fields import (
    MOST_ITEMS,
    Json,
    child,
    children,
    ident,
    moment,
    needed,
    text,
    texts,
)
from service.atlassian.jira_changelog import epic_change
from service.atlassian.jira_text import description
from service.atlassian.jira_users import user
from service.atlassian.model import Issue, Place, User

LONGEST_TITLE = 500
CATEGORIES = frozenset({"new", "indeterminate", "done", "undefined"})

_AT = "issue.fields."


def issue(found: Json, items: list[Json], pickers: Sequence[str] = ()) -> Issue:
    """The issue with all that is kept of it; `items` is the changelog sent along.

    `pickers` are the ids of fields in which somebody is picked as a reviewer.
    """
    fields = needed(child(found, "fields", "issue."), "issue.fields")
    status = needed(child(fields, "status", _AT), "issue.fields.status")
    project = needed(child(fields, "project", _AT), "issue.fields.project")
    epic_key, epic_known = _epic(fields, items)
    return Issue(
        id=needed(ident(found, "id", "issue."), "issue.id"),
        key=needed(ident(found, "key", "issue."), "issue.key"),
        project_key=needed(ident(project, "key", f"{_AT}project."), f"{_AT}project.key"),
        project_name=text(project, "name", f"{_AT}project."),
        issue_type=needed(_name(fields, "issuetype"), f"{_AT}issuetype"),
        title=text(fields, "summary", _AT, LONGEST_TITLE),
        labels=texts(fields, "labels", _AT),
        components=_components(fields),
        epic_key=epic_key,
        epic_known=epic_known,
        status=needed(text(status, "name", f"{_AT}status."), f"{_AT}status.name"),
        status_category=_category(status),
        resolution=_name(fields, "resolution") or None,
        has_security_level=fields.get("security") is not None,
        created=needed(moment(fields, "created", _AT), f"{_AT}created"),
        updated=needed(moment(fields, "updated", _AT), f"{_AT}updated"),
        category_changed_at=moment(fields, "statuscategorychangedate", _AT),
        resolved_at=moment(fields, "resolutiondate", _AT),
        assignee=user(fields, "assignee", _AT),
        reporter=user(fields, "reporter", _AT),
        reviewers=_picked(fields, pickers),
        is_partial="labels" not in fields and "components" not in fields,
        description=description(fields),
    )


def place(found: Json) -> Place | None:
    """Where an issue lives, as far as a small body tells."""
    fields = child(found, "fields", "issue.") or {}
    project = child(fields, "project", _AT) or {}
    key = ident(project, "key", f"{_AT}project.")
    return Place(key, _name(fields, "issuetype")) if key else None


def _picked(fields: Json, pickers: Sequence[str]) -> tuple[User, ...]:
    """The accounts in fields where one or several are picked, each once; a field of another kind
    has none."""
    found: dict[str, User] = {}
    for field in pickers:
        told = fields.get(field)
        for one in told if isinstance(told, list) else [told]:
            picked = user({field: one}, field, _AT) if isinstance(one, dict) else None
            if picked:
                found.setdefault(picked.id, picked)
    return tuple(found.values())[:MOST_ITEMS]


def _name(fields: Json, key: str) -> str:
    return text(child(fields, key, _AT) or {}, "name", f"{_AT}{key}.")


def _category(status: Json) -> str | None:
    """The key, which is the same in every language; old servers send none."""
    at = f"{_AT}status."
    category = text(child(status, "statusCategory", at) or {}, "key", f"{at}statusCategory.")
    return category if category in CATEGORIES else None


def _components(fields: Json) -> tuple[str, ...]:
    found = children(fields, "components", _AT)[:MOST_ITEMS]
    names = [text(component, "name", f"{_AT}components.") for component in found]
    return tuple(name for name in names if name)


def _epic(fields: Json, items: list[Json]) -> tuple[str | None, bool]:
    """The epic's key, and whether the body tells about the epic at all."""
    parent = child(fields, "parent", _AT)
    if parent and _is_epic(parent):
        return ident(parent, "key", f"{_AT}parent."), True
    change = epic_change(items)
    if change:
        return ident(change, "toString", "changelog.items."), True
    return None, _from_cloud(fields)


def _is_epic(parent: Json) -> bool:
    inner = child(parent, "fields", f"{_AT}parent.") or {}
    issue_type = child(inner, "issuetype", f"{_AT}parent.fields.") or {}
    return issue_type.get("hierarchyLevel") == 1 or issue_type.get("name") == "Epic"


def _from_cloud(fields: Json) -> bool:
    """Cloud names the parent whenever there is one; only its accounts have an accountId."""
    people = (fields.get(role) for role in ("creator", "reporter", "assignee"))
    return any(isinstance(person, dict) and "accountId" in person for person in people)
