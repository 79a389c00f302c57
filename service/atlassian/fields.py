"""Typed access to outside JSON: each function gives a value of the promised type, or says which
field is wrong. `at` is the place of the object in the body, for that message: `issue.fields.`
"""

from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

from service.atlassian.model import NotUnderstood

Json = dict[str, Any]
Value = TypeVar("Value")

LONGEST_ID = 200
LONGEST_NAME = 255
MOST_ITEMS = 100

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# Outside these years a time is a mistake, and adding days to it could overflow elsewhere.
_FIRST, _LAST = _EPOCH, datetime(2200, 1, 1, tzinfo=UTC)


def needed(value: Value | None, name: str) -> Value:
    """The value, which may not be missing or empty."""
    if value is None or value == "":
        raise NotUnderstood(f"{name} is missing.")
    return value


def child(parent: Json, key: str, at: str) -> Json | None:
    """The object under a key, or None."""
    value = parent.get(key)
    if value is None or isinstance(value, dict):
        return value
    raise NotUnderstood(f"{at}{key} is not an object.")


def children(parent: Json, key: str, at: str) -> list[Json]:
    """The objects in the list under a key; none when the key is missing."""
    value = _listed(parent, key, at)
    if all(isinstance(item, dict) for item in value):
        return value
    raise NotUnderstood(f"{at}{key} holds something that is not an object.")


def texts(parent: Json, key: str, at: str) -> tuple[str, ...]:
    """The first hundred words in the list under a key."""
    value = _listed(parent, key, at)[:MOST_ITEMS]
    if all(isinstance(item, str) for item in value):
        return tuple(clean(item, LONGEST_NAME) for item in value)
    raise NotUnderstood(f"{at}{key} holds something that is not text.")


def text(parent: Json, key: str, at: str, longest: int = LONGEST_NAME) -> str:
    """The text under a key, cut to what is kept; empty when the key is missing."""
    value = parent.get(key)
    if value is None:
        return ""
    if isinstance(value, str):
        return clean(value, longest)
    raise NotUnderstood(f"{at}{key} is not text.")


def ident(parent: Json, key: str, at: str) -> str | None:
    """The id or key under a key. Jira writes ids as text in one place and as a number elsewhere."""
    value = parent.get(key)
    if value is None:
        return None
    if not isinstance(value, str | int) or isinstance(value, bool):
        raise NotUnderstood(f"{at}{key} is not an id.")
    found = clean(str(value), LONGEST_ID + 1)
    if len(found) > LONGEST_ID:
        raise NotUnderstood(f"{at}{key} is longer than {LONGEST_ID} characters.")
    return found or None


def moment(parent: Json, key: str, at: str) -> datetime | None:
    """The time under a key, from text with a zone or from milliseconds since 1970."""
    value = parent.get(key)
    if value is None:
        return None
    try:
        found = _parsed(value)
    except (ValueError, OverflowError) as error:
        raise NotUnderstood(f"{at}{key} is not a time.") from error
    if found is None or not _FIRST <= found < _LAST:
        raise NotUnderstood(f"{at}{key} is not a time.")
    return found


def clean(value: str, longest: int) -> str:
    """Without what PostgreSQL refuses (NUL, halves of characters), and no longer than kept."""
    value = value[:longest]
    if "\x00" in value:
        value = value.replace("\x00", "")
    if value.isascii():
        return value
    return value.encode("utf-8", "replace").decode("utf-8")


def _listed(parent: Json, key: str, at: str) -> list[Any]:
    value = parent.get(key)
    if value is None:
        return []
    if isinstance(value, list):
        return value
    raise NotUnderstood(f"{at}{key} is not a list.")


def _parsed(value: object) -> datetime | None:
    if isinstance(value, int) and not isinstance(value, bool):
        return _EPOCH + timedelta(milliseconds=value)
    if not isinstance(value, str):
        return None
    time = datetime.fromisoformat(value)
    return None if time.tzinfo is None else time.astimezone(UTC)
