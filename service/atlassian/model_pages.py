"""What Confluence tells us of pages, in a shape that can be relied on. All times are UTC."""

from dataclasses import dataclass
from datetime import datetime

from service.atlassian.model import Event, Place, User


@dataclass(frozen=True, slots=True)
class Page:
    """A page or blog post as it was when the event was sent.

    `version_at` and `version_by` are of its latest version. `status` is Confluence's own word:
    `current` for what is published.
    """

    id: str
    space_key: str
    space_name: str
    kind: str
    title: str
    status: str
    created_at: datetime | None
    created_by: User | None
    version_at: datetime
    version_by: User | None


@dataclass(frozen=True, slots=True)
class PageChanged:
    """A page was made, changed, moved or restored, or was looked up; `at` orders what is told."""

    at: datetime
    page: Page


@dataclass(frozen=True, slots=True)
class PageTold:
    """Somebody did something to a page of which only the id is told.

    `deed` is `author`, `editor`, or None where it is no part in the work.
    """

    at: datetime
    page_id: str
    user: User | None
    deed: str | None


@dataclass(frozen=True, slots=True)
class PageGone:
    """A page was put in the trash, or removed for good."""

    at: datetime
    page_id: str
    for_good: bool
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class PageCommented:
    """Somebody wrote on a page; `page_id` is None where only the comment's id is told."""

    at: datetime
    comment_id: str
    page_id: str | None
    author: User | None
    place: Place | None = None


PageEvent = PageChanged | PageTold | PageGone | PageCommented
AnyEvent = Event | PageEvent
