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
    it changes, so without it `epic_key` is None and an epic known before still holds.
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


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment without its text, which is not kept."""

    id: str
    author: User | None
    created: datetime | None
    updated: datetime | None


@dataclass(frozen=True, slots=True)
class IssueChanged:
    """An issue was made or changed.

    `earlier_assignees` are all whom the changelog names as assigned before or by this change.
    `moved_status` is a transition, not the first status of a new issue. `entered_done` says that
    the status changed and is of category done; the one before may have been done as well.
    """

    at: datetime
    issue: Issue
    actor: User | None
    earlier_assignees: tuple[User, ...]
    moved_status: bool
    entered_done: bool
    bulk: bool
    comment: Comment | None


@dataclass(frozen=True, slots=True)
class IssueDeleted:
    """An issue is gone for good."""

    at: datetime
    issue_id: str
    key: str


@dataclass(frozen=True, slots=True)
class CommentChanged:
    """A comment was made, changed or deleted; of its issue only the id is certain."""

    at: datetime
    issue_id: str
    comment: Comment
    deleted: bool
    actor: User | None


@dataclass(frozen=True, slots=True)
class Ignored:
    """A known event that this version deliberately leaves alone."""

    event: str
    reason: str


Event = IssueChanged | IssueDeleted | CommentChanged | Ignored


class NotUnderstood(Exception):
    """The body cannot be read; `reason` says why, in words for an administrator."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)
