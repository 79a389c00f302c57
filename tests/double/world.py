"""What the double serves: projects, people, issues with their past, pages, links and webhooks."""

import bisect
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

Json = dict[str, Any]
NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
CATEGORIES = {"To Do": "new", "In Progress": "indeterminate", "Done": "done"}


@dataclass(slots=True)
class DoubleUser:
    """`id` is the accountId on Cloud and the key on Data Center."""

    id: str
    name: str
    kind: str = "atlassian"
    email: str | None = None


@dataclass(slots=True)
class DoubleIssue:
    id: str
    project: str
    number: int
    summary: str
    created: datetime
    updated: datetime
    type: str = "Task"
    status: str = "To Do"
    labels: list[str] = field(default_factory=list)
    components: list[str] = field(default_factory=list)
    resolution: str | None = None
    resolved: datetime | None = None
    assignee: str | None = None
    reporter: str | None = None
    epic: str | None = None
    security: str | None = None
    more: Json = field(default_factory=dict)  #: fields by id, as they are
    histories: list[Json] = field(default_factory=list)  #: id, who, at, items

    @property
    def key(self) -> str:
        return f"{self.project}-{self.number}"

    @property
    def order(self) -> tuple[datetime, str, int]:
        return self.updated, self.project, self.number


@dataclass(slots=True)
class DoubleVersion:
    number: int
    at: datetime
    by: str
    title: str
    storage: str = "<p>words</p>"
    message: str = ""


@dataclass(slots=True)
class DoublePage:
    id: str
    space: str
    versions: list[DoubleVersion]
    status: str = "current"

    @property
    def now(self) -> DoubleVersion:
        return self.versions[-1]


class World:
    """Everything there is. `now` is the time of changes made through the API."""

    def __init__(self) -> None:
        self.now = NOON
        self.users: dict[str, DoubleUser] = {}
        self.me = self.user("gezel-1", "Gezel").id
        self.zone = ZoneInfo("Europe/Amsterdam")
        self.projects: dict[str, tuple[str, str]] = {}  #: key -> id, name
        self.statuses: dict[str, tuple[str, str]] = {}  #: name -> id, category
        self.types: dict[str, str] = {}
        self.fields: list[Json] = []
        self.issues: dict[str, DoubleIssue] = {}
        self.spaces: dict[str, tuple[str, str]] = {}  #: key -> id, name
        self.pages: dict[str, DoublePage] = {}
        self.links: dict[str, dict[str, Json]] = {}  #: issue id -> global id -> link
        self.webhooks: dict[int, Json] = {}
        self.closed_accounts: set[str] = set()
        self.old_keys: dict[str, str] = {}  #: the key a project had -> the one it has
        self.email, self.api_token, self.personal_token = "gezel@example.org", "right", "right too"
        self.client_secret, self.access, self.refresh = (
            "the secret of our app",
            "access-0",
            "refresh-0",
        )
        self.cloud_id, self.grants = "cloud-1", 0
        self._order: list[tuple[tuple[datetime, str, int], str]] = []
        self._last_id = 10_000
        for name, category in CATEGORIES.items():
            self.status(name, category)

    def next_id(self) -> int:
        self._last_id += 1
        return self._last_id

    def user(self, user_id: str, name: str, **more: Any) -> DoubleUser:
        return self.users.setdefault(user_id, DoubleUser(user_id, name, **more))

    def status(self, name: str, category: str) -> str:
        return self.statuses.setdefault(name, (str(self.next_id()), category))[0]

    def project(self, key: str, name: str | None = None) -> str:
        return self.projects.setdefault(key, (str(self.next_id()), name or key.title()))[0]

    def issue_type(self, name: str) -> str:
        return self.types.setdefault(name, str(self.next_id()))

    def issue(self, project: str, number: int, summary: str = "Work", **more: Any) -> DoubleIssue:
        """A new issue; what is not said of it is usual."""
        self.project(project)
        made = more.pop("created", self.now)
        found = DoubleIssue(
            more.pop("id", None) or str(self.next_id()),
            project,
            number,
            summary,
            created=made,
            updated=more.pop("updated", made),
            **more,
        )
        self.issue_type(found.type)
        self.issues[found.id] = found
        bisect.insort(self._order, (found.order, found.id))
        return found

    def touch(self, issue: DoubleIssue, at: datetime | None = None, **fields: Any) -> None:
        """Change fields of an issue, which moves it to where its new time belongs."""
        self._order.remove((issue.order, issue.id))
        for name, value in fields.items():
            setattr(issue, name, value)
        issue.updated = at or self.now
        bisect.insort(self._order, (issue.order, issue.id))

    def move(self, issue: DoubleIssue, status: str, who: str, at: datetime, **fields: Any) -> None:
        """A transition, with its history."""
        item = self.item("status", issue.status, status)
        self.told(issue, who, at, item)
        self.touch(issue, at, status=status, **fields)

    def told(self, issue: DoubleIssue, who: str, at: datetime, *items: Json) -> None:
        history = {"id": str(self.next_id()), "who": who, "at": at, "items": list(items)}
        issue.histories.append(history)

    def item(self, name: str, old: str | None, new: str | None) -> Json:
        """One change of a status or of the assignee."""
        if name == "status":
            ids = [self.statuses[word][0] if word else None for word in (old, new)]
            words = [old, new]
        else:
            ids, words = [old, new], [self.users[one].name if one else None for one in (old, new)]
        return {
            "field": name, "fieldId": name, "fieldtype": "jira",
            "from": ids[0], "fromString": words[0], "to": ids[1], "toString": words[1],
        }  # fmt: skip

    def remove(self, issue: DoubleIssue) -> None:
        self._order.remove((issue.order, issue.id))
        del self.issues[issue.id]

    def rekey(self, old: str, new: str) -> None:
        """A project gets another key; its issues are called after it, and do not change."""
        self.projects[new] = self.projects.pop(old)
        self.old_keys[old] = new
        for issue in self.issues.values():
            issue.project = new if issue.project == old else issue.project
        self._order = sorted((issue.order, issue.id) for issue in self.issues.values())

    def in_order(self, since: datetime) -> list[DoubleIssue]:
        """Issues changed since then, by time and key."""
        first = bisect.bisect_left(self._order, ((since, "", 0), ""))
        return [self.issues[issue_id] for _, issue_id in self._order[first:]]

    def space(self, key: str, name: str | None = None) -> str:
        return self.spaces.setdefault(key, (str(self.next_id()), name or key.title()))[0]

    def page(self, space: str, title: str, by: str, at: datetime | None = None) -> DoublePage:
        self.space(space)
        first = DoubleVersion(1, at or self.now, by, title)
        page = DoublePage(str(self.next_id()), space, [first])
        self.pages[page.id] = page
        return page

    def edit(self, page: DoublePage, by: str, at: datetime | None = None, **more: Any) -> None:
        number, title = page.now.number + 1, more.pop("title", page.now.title)
        page.versions.append(DoubleVersion(number, at or self.now, by, title, **more))

    def pass_time(self, **units: float) -> datetime:
        self.now += timedelta(**units)
        return self.now
