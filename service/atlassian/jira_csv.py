"""Reads the CSV that every user of Jira can export ("Export, CSV, all fields").

Jira writes a column once for each value, so names repeat: `Labels,Labels,Comment,Comment`. Times
stand as the exporter's own profile shows them, without a zone; all of a file are written one way.
"""

import csv
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo

from service.atlassian.fields import LONGEST_ID, LONGEST_NAME, MOST_ITEMS, clean
from service.atlassian.jira_issue import LONGEST_TITLE
from service.atlassian.model import (
    AccountKind,
    Comment,
    CommentChanged,
    Event,
    Issue,
    IssueChanged,
    NotUnderstood,
    User,
)

NEEDED = ("Summary", "Issue key", "Issue id", "Issue Type", "Status", "Created", "Updated")
#: As Jira's administrators set them; the first that reads every time of a file is the file's.
TIMES = (
    "%d/%b/%y %I:%M %p",
    "%d/%b/%y %H:%M",
    "%d/%b/%Y %I:%M %p",
    "%d/%b/%Y %H:%M",
    "%Y-%m-%d %H:%M:%S",
    "%Y-%m-%d %H:%M",
    "%Y-%m-%dT%H:%M:%S.%f%z",
    "%d-%m-%Y %H:%M",
    "%d/%m/%Y %H:%M",
    "%d.%m.%Y %H:%M",
    "%m/%d/%Y %I:%M %p",
)
CATEGORIES = {"to do": "new", "in progress": "indeterminate", "done": "done"}
# A comment's cell begins with when and who; its text is never kept.
_COMMENT = re.compile(r"^([^;]{8,40});([^;]{1,200});", re.DOTALL)
_KEY = re.compile(r"^(.+)-[0-9]+$")

Row = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Export:
    """The rows of a file by the names of their columns, with the line each began on."""

    rows: list[tuple[int, Row]]
    time_format: str
    zone: tzinfo
    names: dict[str, str]  #: display names by account id

    def time(self, text: str) -> datetime:
        found = datetime.strptime(text, self.time_format)  # noqa: DTZ007 - the zone follows
        return (found if found.tzinfo else found.replace(tzinfo=self.zone)).astimezone(UTC)


def read(content: bytes, zone: tzinfo) -> list[Event]:
    """Every issue and comment of an export, as if a webhook had told it; its times are in `zone`.

    Raises NotUnderstood with the line and what to do. Nothing is read in part.
    """
    rows = list(_rows(_text(content)))
    if not rows:
        raise NotUnderstood("The file has no issues in it.")
    export = Export(rows, _time_format(rows), zone, _names(rows))
    return [event for line, row in rows for event in _events(export, line, row)]


def _text(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as strange:
        raise NotUnderstood(
            "The file is not written in UTF-8. Export it again from Jira, and do not save it with "
            "a spreadsheet in between."
        ) from strange


def _rows(text: str) -> Iterator[tuple[int, Row]]:
    first = text.split("\n", 1)[0]
    lines = csv.reader(text.splitlines(keepends=True), delimiter=";" if ";" in first else ",")
    head = next(lines, [])
    _must_have(head)
    began = lines.line_num + 1
    for cells in lines:
        if any(cells):
            yield began, _row(head, cells, began)
        began = lines.line_num + 1


def _must_have(head: Sequence[str]) -> None:
    missing = [name for name in NEEDED if name not in head]
    if missing:
        raise NotUnderstood(
            f"Line 1: these columns are missing: {', '.join(missing)}. In Jira, with English as "
            "your language, choose Export, then CSV (all fields)."
        )


def _row(head: Sequence[str], cells: Sequence[str], line: int) -> Row:
    if len(cells) != len(head):
        raise NotUnderstood(f"Line {line}: {len(cells)} cells, but the head has {len(head)}.")
    row: Row = defaultdict(list)
    for name, cell in zip(head, cells, strict=True):
        if cell.strip():
            row[name].append(cell.strip())
    return row


def _time_format(rows: Sequence[tuple[int, Row]]) -> str:
    """The one way of writing times that fits all of the file."""
    fitting = list(TIMES)
    for line, row in rows:
        for name in ("Created", "Updated", "Resolved"):
            for text in row.get(name, ()):
                fitting = [one for one in fitting if _fits(one, text)]
                if not fitting:
                    raise NotUnderstood(
                        f"Line {line}: {name} is {clean(text, 40)!r}, which is no time that is "
                        "known here, or not written like the times above it."
                    )
    return fitting[0]


def _fits(time_format: str, text: str) -> bool:
    try:
        datetime.strptime(text, time_format)  # noqa: DTZ007 - only whether it fits
    except ValueError:
        return False
    return True


def _names(rows: Sequence[tuple[int, Row]]) -> dict[str, str]:
    """Who is behind an account id, as far as any row tells."""
    pairs = (
        pair
        for _, row in rows
        for role in ("Assignee", "Reporter", "Creator", "Watchers")
        for pair in zip(row.get(f"{role} Id", ()), row.get(role, ()), strict=False)
    )
    return {clean(user_id, LONGEST_ID): clean(name, LONGEST_NAME) for user_id, name in pairs}


def _events(export: Export, line: int, row: Row) -> Iterator[Event]:
    issue = _issue(export, line, row)
    yield IssueChanged(
        at=issue.updated,
        issue=issue,
        actor=None,
        earlier_assignees=(),
        changed_status=False,
        moved_status=False,
        bulk=False,
        comment=None,
    )
    for number, cell in enumerate(row.get("Comment", ())):
        comment = _comment(export, f"csv-{issue.id}-{number}", cell)
        if comment:
            yield CommentChanged(comment.created or issue.updated, issue.id, comment, False, None)


def _issue(export: Export, line: int, row: Row) -> Issue:
    key = _one(row, "Issue key", line)
    resolved = export.time(row["Resolved"][0]) if row.get("Resolved") else None
    return Issue(
        id=clean(_one(row, "Issue id", line), LONGEST_ID),
        key=clean(key, LONGEST_ID),
        project_key=_project(row, key, line),
        project_name=clean("".join(row.get("Project name", ())[:1]), LONGEST_NAME),
        issue_type=clean(_one(row, "Issue Type", line), LONGEST_NAME),
        title=clean(_one(row, "Summary", line), LONGEST_TITLE),
        labels=_some(row, "Labels"),
        components=_some(row, "Components") or _some(row, "Component/s"),
        epic_key=next(iter(row.get("Custom field (Epic Link)", ())), None),
        status=clean(_one(row, "Status", line), LONGEST_NAME),
        status_category=_category(row, resolved),
        resolution=next(iter(row.get("Resolution", ())), None),
        has_security_level=bool(row.get("Security Level")),
        created=export.time(_one(row, "Created", line)),
        updated=export.time(_one(row, "Updated", line)),
        category_changed_at=None,
        resolved_at=resolved,
        assignee=_user(export, row, "Assignee"),
        reporter=_user(export, row, "Reporter"),
        epic_known="Custom field (Epic Link)" in row,
    )


def _one(row: Row, name: str, line: int) -> str:
    if not row.get(name):
        raise NotUnderstood(f"Line {line}: {name} is empty.")
    return row[name][0]


def _some(row: Row, name: str) -> tuple[str, ...]:
    return tuple(clean(text, LONGEST_NAME) for text in row.get(name, ())[:MOST_ITEMS])


def _project(row: Row, key: str, line: int) -> str:
    found = _KEY.match(key)
    if found is None:
        raise NotUnderstood(f"Line {line}: {clean(key, 40)!r} is not the key of an issue.")
    return clean(next(iter(row.get("Project key", ())), found[1]), LONGEST_ID)


def _category(row: Row, resolved: datetime | None) -> str:
    """As the export tells; exports of Data Center have no category, there resolved means done."""
    told = next(iter(row.get("Status Category", ())), "").lower()
    return CATEGORIES.get(told) or ("done" if resolved else "indeterminate")


def _user(export: Export, row: Row, role: str) -> User | None:
    """Cloud writes the account id in a column of its own; Data Center the user's name alone."""
    name = next(iter(row.get(role, ())), None)
    user_id = next(iter(row.get(f"{role} Id", ())), name)
    if user_id is None:
        return None
    user_id = clean(user_id, LONGEST_ID)
    return User(user_id, export.names.get(user_id, user_id), AccountKind.PERSON, None)


def _comment(export: Export, comment_id: str, cell: str) -> Comment | None:
    """Who commented and when; None where that cannot be told. An id without a name tells nobody."""
    found = _COMMENT.match(cell)
    if found is None or not _fits(export.time_format, found[1]):
        return None
    user_id, at = clean(found[2], LONGEST_ID), export.time(found[1])
    if user_id not in export.names:
        return None
    author = User(user_id, export.names[user_id], AccountKind.PERSON, None)
    return Comment(comment_id, author, at, at)
