"""Real issues as the deliveries that a Jira Data Center would send about them."""

import gzip
import json
import zlib
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

Json = dict[str, Any]
BASE = "https://jira.example.org"
DONE = frozenset({"CLOSED", "RESOLVED"})
# A few recorded issues lack their dates.
NO_DATE = "2019-01-01T00:00:00"
MOMENT = timedelta(minutes=1)
SIZES = ("48x48", "24x24", "16x16", "32x32")
CATEGORIES = {
    "new": {"id": 2, "key": "new", "colorName": "blue-gray", "name": "To Do"},
    "indeterminate": {"id": 4, "key": "indeterminate", "colorName": "yellow", "name": "Doing"},
    "done": {"id": 3, "key": "done", "colorName": "green", "name": "Done"},
}


def issues(files: Iterable[Path], most: int | None = None) -> list[Json]:
    """The recorded issues, one JSON object a line."""
    return [json.loads(line) for file in files for line in _lines(file)][:most]


def _lines(file: Path) -> list[str]:
    content = file.read_bytes()
    return (
        (gzip.decompress(content) if file.suffix == ".gz" else content).decode().strip().split("\n")
    )


def finished(issue: Json, later: timedelta = timedelta(0)) -> bytes:
    """The delivery that tells how the issue is now, or as if that were somewhat later."""
    at = _updated(issue) + later
    is_done = issue["status"] in DONE
    items = [_change("status", "1", "Open", "10002", issue["status"])] if is_done else []
    who = issue["assignee"] or issue["reporter"]
    return _body(issue, at, who, _fields(issue, at, is_done), items)


def opened(issue: Json) -> bytes:
    """An earlier delivery about the same issue: its reporter takes it up, and hands it over."""
    at = min(_time(issue["created"] or issue["resolved"]), _updated(issue) - MOMENT)
    early = issue | {"status": "OPEN", "resolution": "Unresolved", "resolved": None}
    items = [_change("assignee", *_told(issue["reporter"]), *_told(issue["assignee"]))]
    return _body(early, at, issue["reporter"], _fields(early, at, is_done=False), items)


def issue_id(issue: Json) -> str:
    """An id of its own for each issue: from its project and number."""
    project, number = issue["key"].split("-")
    return str(zlib.crc32(project.encode()) % 90_000 * 100_000 + int(number))


def _body(issue: Json, at: datetime, who: str | None, fields: Json, items: list[Json]) -> bytes:
    own_id = issue_id(issue)
    content = {
        "timestamp": int(at.timestamp() * 1000),
        "webhookEvent": "jira:issue_updated",
        "issue_event_type_name": "issue_updated",
        "user": _user(who),
        "issue": {
            "id": own_id,
            "self": f"{BASE}/rest/api/2/issue/{own_id}",
            "key": issue["key"],
            "fields": fields,
        },
        "changelog": {"id": f"9{own_id}", "items": items},
    }
    return json.dumps(content, separators=(",", ":")).encode()


def _fields(issue: Json, at: datetime, is_done: bool) -> Json:
    resolved = issue["resolved"] or issue["updated"] or issue["created"]
    return {
        "issuetype": {"id": "1", "name": "Bug", "subtask": False, "avatarId": 10303}
        | _pictured("issuetype/1", "viewavatar?size=xsmall&avatarId=10303"),
        "project": _project(issue["project"]),
        "fixVersions": [_named("version", name) for name in issue["fix_versions"]],
        "versions": [_named("version", name) for name in issue["affects_versions"]],
        "resolution": _named("resolution", issue["resolution"]) if is_done else None,
        "resolutiondate": _written(_time(resolved)) if is_done else None,
        "created": _written(_time(issue["created"] or issue["resolved"])),
        "updated": _written(at),
        "priority": _named("priority", issue["priority"]),
        "labels": issue["labels"],
        "components": [_named("component", name) for name in issue["components"]],
        "status": _status(issue["status"], is_done),
        "summary": issue["summary"],
        "description": issue["description"],
        "environment": issue["environment"],
        "assignee": _user(issue["assignee"]),
        "reporter": _user(issue["reporter"]),
        "creator": _user(issue["reporter"]),
        "issuelinks": [],
        "subtasks": [],
        "attachment": [],
        "duedate": None,
        "votes": {"self": f"{BASE}/rest/api/2/issue/{issue['key']}/votes", "votes": 0},
    }


def _project(key: str) -> Json:
    avatars = {size: f"{BASE}/secure/projectavatar?pid={key}&size={size}" for size in SIZES}
    return _named("project", key.title()) | {"key": key, "avatarUrls": avatars}


def _status(name: str, is_done: bool) -> Json:
    category = "done" if is_done else "new" if name == "OPEN" else "indeterminate"
    told = CATEGORIES[category] | {"self": f"{BASE}/rest/api/2/statuscategory/{category}"}
    return _named("status", name.title()) | {"statusCategory": told}


def _user(name: str | None) -> Json | None:
    if name is None:
        return None
    login = "".join(name.lower().split()).replace(".", "")
    return {
        "self": f"{BASE}/rest/api/2/user?username={login}",
        "name": login,
        "key": _user_key(name),
        "emailAddress": f"{login}@example.org",
        "avatarUrls": {size: f"{BASE}/secure/useravatar?size={size}" for size in SIZES},
        "displayName": name,
        "active": True,
        "timeZone": "Etc/UTC",
    }


def _user_key(name: str) -> str:
    return f"JIRAUSER{zlib.crc32(name.encode())}"


def _told(name: str | None) -> tuple[str | None, str | None]:
    return (_user_key(name), name) if name else (None, None)


def _change(field: str, *told: str | None) -> Json:
    names = ("from", "fromString", "to", "toString")
    return {"field": field, "fieldtype": "jira"} | dict(zip(names, told, strict=True))


def _named(kind: str, name: str | None) -> Json:
    number = str(zlib.crc32(f"{kind} {name}".encode()) % 100_000)
    return {"self": f"{BASE}/rest/api/2/{kind}/{number}", "id": number, "name": name}


def _pictured(path: str, picture: str) -> Json:
    return {"self": f"{BASE}/rest/api/2/{path}", "iconUrl": f"{BASE}/secure/{picture}"}


def _updated(issue: Json) -> datetime:
    return _time(issue["updated"] or issue["resolved"] or issue["created"])


def _time(text: str | None) -> datetime:
    return datetime.fromisoformat(text or NO_DATE).replace(tzinfo=UTC)


def _written(time: datetime) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%S.000+0000")
