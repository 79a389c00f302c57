"""Reads the changelog in a Jira body: what changed, from what, to what."""

from collections.abc import Iterable

from service.atlassian.fields import Json, child, children, ident, text
from service.atlassian.jira_users import NOBODY
from service.atlassian.model import AccountKind, User

_AT = "changelog.items."


def changes(payload: Json) -> list[Json]:
    """The items of the changelog; none when Jira sent none."""
    return children(child(payload, "changelog", "") or {}, "items", "changelog.")


def of(field: str, items: list[Json]) -> list[Json]:
    """The changes of one of Jira's own fields."""
    return [item for item in items if field_of(item) == field]


def assignees(items: list[Json], known: Iterable[User | None]) -> tuple[User, ...]:
    """Everyone named as assigned before or by these changes, once.

    A changelog does not say what kind of account it names; `known` are the accounts elsewhere in
    the body, which do.
    """
    kinds = {user.id: user for user in known if user}
    found: dict[str, User] = {}
    for item in of("assignee", items):
        for user in (_user(item, "from"), _user(item, "to")):
            if user:
                found[user.id] = kinds.get(user.id, user)
    return tuple(found.values())


def project_left(items: list[Json]) -> str | None:
    """The key of the project that a move took the issue out of; None when it was not moved."""
    for item in items:
        if text(item, "field", _AT).lower() == "key":
            before = text(item, "fromString", _AT).rpartition("-")[0]
            if before and before != text(item, "toString", _AT).rpartition("-")[0]:
                return before
    return None


def epic_change(items: list[Json]) -> Json | None:
    """The last change of the epic link, a field of Jira Software with a different id everywhere."""
    links = [item for item in items if item.get("field") == "Epic Link"]
    return links[-1] if links else None


def field_of(item: Json) -> str:
    """Data Center knows no fieldId; there a custom field may bear the name of one of Jira's own."""
    field_id = text(item, "fieldId", _AT)
    if field_id:
        return field_id
    name = text(item, "field", _AT)
    return f"custom {name}" if item.get("fieldtype") == "custom" else name.lower()


def id_of(item: Json, side: str) -> str | None:
    """The id at one side, `from` or `to`. For some years Cloud wrote a user's name there and the
    account id beside it, in `tmp…`."""
    return ident(item, f"tmp{side.capitalize()}AccountId", _AT) or ident(item, side, _AT)


def _user(item: Json, side: str) -> User | None:
    user_id = id_of(item, side)
    if user_id is None or user_id == NOBODY:
        return None
    name = text(item, f"{side}String", _AT)
    return User(user_id, name or user_id, AccountKind.PERSON, None)
