"""What the REST API tells, beside issue and user of `service.atlassian.model`. Times are UTC."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from service.atlassian.model import Comment, Issue, User


@dataclass(frozen=True, slots=True)
class Me:
    """Who the credentials say we are. `zone` is the one Jira reads our dates in."""

    user: User
    zone: ZoneInfo


@dataclass(frozen=True, slots=True)
class Project:
    id: str
    key: str
    name: str


@dataclass(frozen=True, slots=True)
class Status:
    """`category` is new, indeterminate, done or undefined; None where an old server has none."""

    id: str
    name: str
    category: str | None


@dataclass(frozen=True, slots=True)
class Field:
    """`kind` names the sort of a custom field, as in …:userpicker; empty for Jira's own."""

    id: str
    name: str
    kind: str
    holds: str

    @property
    def names_people(self) -> bool:
        """Whether the field is for one or more users, so that it may name reviewers."""
        return self.kind.rpartition(":")[2] in ("userpicker", "multiuserpicker", "people")

    @property
    def is_epic_link(self) -> bool:
        return self.kind.endswith(":gh-epic-link")


@dataclass(frozen=True, slots=True)
class IssueType:
    id: str
    name: str
    is_subtask: bool


@dataclass(frozen=True, slots=True)
class Change:
    """One field that changed: ids and words before and after. `field` is Jira's id of the field
    (`status`, `assignee`, `customfield_10010`), or its name where Data Center tells no id."""

    field: str
    old: str | None
    old_words: str
    new: str | None
    new_words: str


@dataclass(frozen=True, slots=True)
class History:
    """What one person changed at one moment."""

    id: str
    at: datetime
    who: User | None
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which issues, and what of them beside the usual: `projects` None means all that the account
    may see. `reviewer_fields` and `epic_field` are ids of custom fields. `with_talk` asks who
    commented and logged time as well; the texts come along then, and are not read."""

    since: datetime
    projects: tuple[str, ...] | None = None
    issue_types: tuple[str, ...] | None = None
    reviewer_fields: tuple[str, ...] = ()
    epic_field: str | None = None
    with_histories: bool = True
    with_talk: bool = False


@dataclass(frozen=True, slots=True)
class Worklog:
    """Somebody logged time; nothing of the time is read."""

    at: datetime
    author: User | None


@dataclass(frozen=True, slots=True)
class FoundIssue:
    """An issue as it is now, its histories (oldest first), and who talked and logged time, where
    that was asked."""

    issue: Issue
    histories: tuple[History, ...]
    comments: tuple[Comment, ...] = ()
    worklogs: tuple[Worklog, ...] = ()


@dataclass(frozen=True, slots=True)
class Unreadable:
    """An issue in an answer that cannot be read; the others are not held up by it."""

    id: str
    reason: str


@dataclass(frozen=True, slots=True)
class Position:
    """How far a search came: the last issue's `updated` and id. A search that goes on from here
    misses none; where that issue has changed, those of its moment come again."""

    at: datetime
    id: str


@dataclass(frozen=True, slots=True)
class IssuePage:
    """`position` is to be kept when the page is worked in; None when the page held nothing new."""

    issues: tuple[FoundIssue, ...]
    unreadable: tuple[Unreadable, ...]
    position: Position | None


@dataclass(frozen=True, slots=True)
class Registered:
    """A webhook there: its id, and the address it calls. Those of OAuth end at `expires_at`."""

    id: str
    name: str
    url: str
    expires_at: datetime | None


@dataclass(frozen=True, slots=True)
class Space:
    id: str
    key: str
    name: str


@dataclass(frozen=True, slots=True)
class Page:
    """A page without its text. `author_id` and `editor_id` are accounts: who made it, and who
    made this version. `address` is where people read it; `named` are the accounts of which the
    answer tells more than the id."""

    id: str
    title: str
    space_id: str
    version: int
    created: datetime | None
    modified: datetime
    author_id: str | None
    editor_id: str | None
    address: str
    is_current: bool
    named: tuple[User, ...] = ()


@dataclass(frozen=True, slots=True)
class Version:
    number: int
    at: datetime
    editor_id: str | None
    is_minor: bool
    editor: User | None = None  #: where more than the id is told


@dataclass(frozen=True, slots=True)
class PageList:
    """Pages, last changed first. `next` goes on from here; None at the end."""

    pages: tuple[Page, ...]
    next: str | None
