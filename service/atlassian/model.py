"""What Atlassian tells us, in a shape that can be relied on. All times are UTC."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class AccountKind(StrEnum):
    """Who is behind an account; only a PERSON can become a person."""

    PERSON = "person"
    APP = "app"
    CUSTOMER = "customer"


@dataclass(frozen=True, slots=True)
class User:
    """An account: `id` is the accountId on Cloud, the user key (or name) on Data Center."""

    id: str
    name: str
    kind: AccountKind
    email: str | None


@dataclass(frozen=True, slots=True)
class Issue:
    """An issue as it was when the event was sent.

    `epic_known` says whether the body tells about the epic at all: Data Center names it only when
    it changes, so without it `epic_key` is None and an epic known before still holds. `reviewers`
    are the accounts in the fields that the reader was asked to look into. `is_partial` says that
    the sender left out labels and components, which are then empty here and must be asked for.
    `description` is there to be read and is kept nowhere; None where the body does not tell it.
    """

    id: str
    key: str
    project_key: str
    project_name: str
    issue_type: str
    title: str
    labels: tuple[str, ...]
    components: tuple[str, ...]
    epic_key: str | None
    status: str
    status_category: str | None
    resolution: str | None
    has_security_level: bool
    created: datetime
    updated: datetime
    category_changed_at: datetime | None
    resolved_at: datetime | None
    assignee: User | None
    reporter: User | None
    epic_known: bool = True
    reviewers: tuple[User, ...] = ()
    is_partial: bool = False
    description: str | None = None


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment without its text, which is not kept."""

    id: str
    author: User | None
    created: datetime | None
    updated: datetime | None


@dataclass(frozen=True, slots=True)
class Place:
    """Where work lives: an issue in a project, a page in a space (whose type is then its kind)."""

    project_key: str
    issue_type: str


@dataclass(frozen=True, slots=True)
class IssueChanged:
    """An issue was made or changed.

    `earlier_assignees` are all whom the changelog names as assigned before or by this change.
    `changed_status` says that the status is new, `moved_status` that it was another one before: a
    transition, not the first status of a new issue. `worklog_by` logged time by this change.
    `left` is the key of the project that the issue was moved out of. `same_words` says that the
    changelog names changes, and none of the description. `seen_at` is when the issue
    was like this, where that is not `at`: an issue that was asked for tells of changes before.
    """

    at: datetime
    issue: Issue
    actor: User | None
    earlier_assignees: tuple[User, ...]
    changed_status: bool
    moved_status: bool
    bulk: bool
    comment: Comment | None
    worklog_by: User | None = None
    left: str | None = None
    same_words: bool = False
    seen_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class IssueDeleted:
    """An issue is gone for good."""

    at: datetime
    issue_id: str
    key: str
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class CommentChanged:
    """A comment was made, changed or deleted; of its issue only the id is certain."""

    at: datetime
    issue_id: str
    comment: Comment
    deleted: bool
    actor: User | None
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class WorklogChanged:
    """Time was logged on an issue, or what was logged changed; `at` is when."""

    at: datetime
    issue_id: str
    author: User | None


@dataclass(frozen=True, slots=True)
class IssuesTouched:
    """Something about these issues changed that the event does not tell."""

    issue_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MuchChanged:
    """A sprint ended or a release was made: many issues may have changed at once."""


@dataclass(frozen=True, slots=True)
class Project:
    """A project of Jira or a space of Confluence."""

    id: str
    key: str
    name: str


@dataclass(frozen=True, slots=True)
class ProjectChanged:
    """A project was made, renamed, given another key, put away or taken back."""

    project: Project


@dataclass(frozen=True, slots=True)
class ProjectDeleted:
    """A project is gone for good, with all that was in it."""

    at: datetime
    project: Project


@dataclass(frozen=True, slots=True)
class UserChanged:
    """An account was made or renamed."""

    user: User


@dataclass(frozen=True, slots=True)
class UserDeleted:
    """An account was deleted or anonymised."""

    user_id: str


@dataclass(frozen=True, slots=True)
class Ignored:
    """A known event that this version deliberately leaves alone."""

    event: str
    reason: str


Event = (
    IssueChanged
    | IssueDeleted
    | CommentChanged
    | WorklogChanged
    | IssuesTouched
    | MuchChanged
    | ProjectChanged
    | ProjectDeleted
    | UserChanged
    | UserDeleted
    | Ignored
)


class NotUnderstood(Exception):
    """The body cannot be read; `reason` says why, in words for an administrator."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)
