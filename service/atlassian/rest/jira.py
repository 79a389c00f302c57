"""What a Jira is made of: who we are there, projects, statuses, fields, issue types, accounts."""

from collections.abc import Iterator, Sequence
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from service.atlassian.fields import Json, child, ident, needed, text
from service.atlassian.jira_issue import CATEGORIES
from service.atlassian.jira_users import user
from service.atlassian.model import NotUnderstood, User
from service.atlassian.rest.client import Client
from service.atlassian.rest.errors import NotThere, reading
from service.atlassian.rest.model import Field, IssueType, Me, Project, Status

PAGE = 100
USERS_AT_ONCE = 50


def api(client: Client) -> str:
    """Version 3 on Cloud, where 2 is going; on Data Center there is only 2."""
    return "/rest/api/3" if client.site.product.is_cloud else "/rest/api/2"


def who_am_i(client: Client) -> Me:
    """The account of the credentials: the first thing to ask when a connection is tested."""
    body = client.get(f"{api(client)}/myself").body
    with reading(client.host):
        found = needed(user({"me": body}, "me", ""), "the account")
        return Me(found, _zone(text(body, "timeZone", "")))


def projects(client: Client) -> Iterator[Project]:
    """All projects that the account may see."""
    if not client.site.product.is_cloud:
        yield from _read_each(client, client.get(f"{api(client)}/project").body, _project)
        return
    start = 0
    while True:
        path = f"{api(client)}/project/search"
        body = client.get(path, startAt=start, maxResults=PAGE, orderBy="key").body
        found = rows(client, body, "values")
        yield from _read_each(client, found, _project)
        start += len(found)
        if not found or body.get("isLast", True):
            return


def statuses(client: Client) -> list[Status]:
    return _read_each(client, client.get(f"{api(client)}/status").body, _status)


def fields(client: Client) -> list[Field]:
    """All fields; `names_people` tells which may be mapped to the role reviewer."""
    return _read_each(client, client.get(f"{api(client)}/field").body, _field)


def issue_types(client: Client) -> list[IssueType]:
    return _read_each(client, client.get(f"{api(client)}/issuetype").body, _issue_type)


def users(client: Client, ids: Sequence[str]) -> list[User]:
    """The accounts with these ids (user keys on Data Center); those that are gone are left out."""
    if not client.site.product.is_cloud:
        return [found for one in ids for found in _user_by_key(client, one)]
    found: list[User] = []
    for start in range(0, len(ids), USERS_AT_ONCE):
        some = list(ids[start : start + USERS_AT_ONCE])
        path = f"{api(client)}/user/bulk"
        body = client.get(path, accountId=some, maxResults=USERS_AT_ONCE).body
        found += read_users(client, rows(client, body, "values"))
    return found


def rows(client: Client, body: Any, key: str) -> list[Json]:
    """The objects in an answer's list."""
    with reading(client.host):
        return listed(body.get(key) if isinstance(body, dict) else None)


def listed(found: Any) -> list[Json]:
    """What should be a list of objects."""
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise NotUnderstood("a list of objects is missing.")
    return found


def read_users(client: Client, found: list[Json]) -> list[User]:
    with reading(client.host):
        return [one for item in found if (one := user({"user": item}, "user", ""))]


def _user_by_key(client: Client, key: str) -> list[User]:
    """Old accounts are known by their name alone."""
    for named in ({"key": key}, {"username": key}):
        try:
            return read_users(client, [client.get(f"{api(client)}/user", **named).body])
        except NotThere:
            continue
    return []


def _read_each(client: Client, found: Any, read: Any) -> list[Any]:
    with reading(client.host):
        return [read(one) for one in listed(found)]


def _project(found: Json) -> Project:
    key = needed(ident(found, "key", "project."), "project.key")
    own_id = needed(ident(found, "id", "project."), "project.id")
    return Project(own_id, key, text(found, "name", "project.") or key)


def _status(found: Json) -> Status:
    category = text(child(found, "statusCategory", "status.") or {}, "key", "status.")
    return Status(
        id=needed(ident(found, "id", "status."), "status.id"),
        name=text(found, "name", "status."),
        category=category if category in CATEGORIES else None,
    )


def _field(found: Json) -> Field:
    schema = child(found, "schema", "field.") or {}
    return Field(
        id=needed(ident(found, "id", "field."), "field.id"),
        name=text(found, "name", "field."),
        kind=text(schema, "custom", "field.schema."),
        holds=text(schema, "type", "field.schema."),
    )


def _issue_type(found: Json) -> IssueType:
    return IssueType(
        id=needed(ident(found, "id", "issuetype."), "issuetype.id"),
        name=text(found, "name", "issuetype."),
        is_subtask=found.get("subtask") is True,
    )


def _zone(name: str) -> ZoneInfo:
    """The zone of the account; UTC where it is not told."""
    try:
        return ZoneInfo(name or "UTC")
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")
