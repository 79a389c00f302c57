"""What one answer told: work as it was found, and the events that tell of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from service.atlassian.model import ProjectChanged
from service.atlassian.model_pages import AnyEvent
from service.atlassian.rest import told
from service.atlassian.rest.model import FoundIssue, IssuePage, Page, Position

Found = FoundIssue | Page


@dataclass(frozen=True, slots=True)
class Batch:
    """`position` is where to go on after it, where there is more. `unreadable` are ids of issues
    that could not be read, and are asked for one by one, so that the reason is seen; `renamed` are
    projects that were asked for by the keys they had."""

    found: tuple[Found, ...]
    events: tuple[AnyEvent, ...]
    position: Position | None
    unreadable: tuple[str, ...] = ()
    renamed: tuple[ProjectChanged, ...] = ()


def of_issues(page: IssuePage, seen_at: datetime) -> Batch:
    """The issues as they were at a time."""
    events: Iterable[AnyEvent] = (
        event for issue in page.issues for event in told.issue_events(issue, seen_at)
    )
    unreadable = tuple(one.id for one in page.unreadable if one.id.isdigit())
    return Batch(page.issues, tuple(events), page.position, unreadable)


def id_of(found: Found) -> str:
    return found.id if isinstance(found, Page) else found.issue.id
