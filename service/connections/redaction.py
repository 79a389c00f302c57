"""The body of a delivery without names and texts, to find out what a sender did.

What may be seen is listed here, and all else becomes "…": a field that Atlassian adds tomorrow is
hidden until somebody says what it is. Names of fields are those of Jira's and Confluence's bodies.
"""

import json
import re
from typing import Any

HIDDEN = "…"
NAME = re.compile(r"[\w.:-]{1,80}")
ID = re.compile(r"(?=.*\d)[\w:-]{1,128}")  # all have a digit, and a user's name seldom
KEY = re.compile(r"[A-Z][A-Z0-9_]*(-\d+)?|new|indeterminate|done|undefined")
DATE = re.compile(r"\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d+)?)?( ?Z|[+-]\d\d:?\d\d)?)?")
FIELD = re.compile(r"[\w .:'-]{1,60}")
#: Names of events and kinds, which say what something is and never who.
KINDS = {
    "webhookEvent", "issue_event_type_name", "eventType", "event", "updateTrigger", "changeType",
    "accountType", "type", "fieldtype", "fieldId", "contentType", "state", "projectTypeKey",
    "propertyKey",
}  # fmt: skip
#: Objects whose name the administrator of Jira chose for everybody.
COMMON = {"status", "statusCategory", "issuetype", "resolution", "priority"}
#: Fields of a changelog whose values are such names.
TOLD = {"status", "issuetype", "resolution", "priority", "Key", "project"}
VALUES = {"from", "to", "fromString", "toString"}


def redacted(body: bytes) -> str | None:
    """Structure, ids, keys, names of events and statuses, and dates; None when it is not JSON."""
    try:
        content = json.loads(body)
        return json.dumps(_seen(content, "", None), indent=2, ensure_ascii=False)
    except (ValueError, RecursionError):
        return None


def _seen(value: Any, name: str, around: dict[str, Any] | None, parent: str = "") -> Any:
    """The value of the field `name`, which stands in the object `around`, itself under `parent`."""
    if isinstance(value, dict):
        return {_field(key): _inside(inner, key, value, name) for key, inner in value.items()}
    if isinstance(value, list):
        return [_seen(inner, name, around, parent) for inner in value]
    if isinstance(value, str):
        return value if _may_be_seen(value, name, around or {}, parent) else HIDDEN
    return value


def _inside(value: Any, key: str, around: dict[str, Any], parent: str) -> Any:
    """Fields that somebody made up may hold anything, numbers too."""
    if key.startswith("customfield_"):
        return None if value is None else HIDDEN
    return _seen(value, key, around, parent)


def _may_be_seen(value: str, name: str, around: dict[str, Any], parent: str) -> bool:
    if DATE.fullmatch(value):
        return True
    if name in KINDS:
        return bool(NAME.fullmatch(value))
    if name in ("id", "ids") or name.endswith(("Id", "Ids")):
        return bool(ID.fullmatch(value))
    if name == "key" or name.endswith("Key"):
        return bool(KEY.fullmatch(value))
    if name == "field":
        return bool(FIELD.fullmatch(value))
    if name in VALUES:
        return around.get("field") in TOLD and bool(FIELD.fullmatch(value))
    return name == "name" and parent in COMMON and bool(FIELD.fullmatch(value))


def _field(name: str) -> str:
    return name if FIELD.fullmatch(name) else HIDDEN
