"""Work as it is told by a connection, and as rows."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum


class Role(StrEnum):
    """How an account took part in a work item."""

    ASSIGNEE = "assignee"  #: now or earlier
    MOVER = "mover"  #: made a transition
    REVIEWER = "reviewer"
    REPORTER = "reporter"
    COMMENTER = "commenter"
    WORKLOG_AUTHOR = "worklog_author"
    PAGE_AUTHOR = "page_author"
    PAGE_EDITOR = "page_editor"


_NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class ItemState:
    """What one event says of an issue or page; the newest by (`updated_at`, `seen_at`) counts."""

    external_id: str
    key: str | None
    project_key: str
    project_name: str
    issue_type: str
    title: str | None
    labels: tuple[str, ...]
    components: tuple[str, ...]
    status: str
    status_category: str | None
    resolution: str | None
    is_secret: bool
    created_at: datetime | None
    updated_at: datetime
    seen_at: datetime
    told_done_at: datetime | None
    entered_done_at: datetime | None
    entered_in_bulk: bool
    epic_key: str | None
    epic_told_at: datetime | None


@dataclass(frozen=True, slots=True)
class Part:
    """An account's part in a work item, at one time."""

    external_id: str
    account: str
    role: Role
    at: datetime


@dataclass(frozen=True, slots=True)
class Deletion:
    external_id: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Leaving:
    """Work that went where nothing may be kept from. It is ordered like a state.

    `was_inside` says that it certainly was in scope before, so that it is remembered as gone even
    where what was told before comes only later.
    """

    external_id: str
    updated_at: datetime
    seen_at: datetime
    was_inside: bool = False


def last_leaving(gone: Iterable[Leaving]) -> list[Leaving]:
    """One leaving an item: the latest, and whether any of them knew it to have been inside."""
    kept: dict[str, Leaving] = {}
    for one in sorted(gone, key=lambda one: (one.external_id, one.updated_at, one.seen_at)):
        before = kept.get(one.external_id, one)
        kept[one.external_id] = replace(one, was_inside=one.was_inside or before.was_inside)
    return list(kept.values())


def newest(states: Iterable[ItemState]) -> list[ItemState]:
    """One state an item: the newest, with the latest news of becoming done and of the epic."""
    kept: dict[str, ItemState] = {}
    for state in states:
        other = kept.get(state.external_id)
        kept[state.external_id] = _merged(other, state) if other else state
    return sorted(kept.values(), key=lambda state: state.external_id)


def _merged(one: ItemState, other: ItemState) -> ItemState:
    late = max(one, other, key=lambda state: (state.updated_at, state.seen_at))
    done = max(
        one, other, key=lambda state: (state.entered_done_at or _NEVER, state.entered_in_bulk)
    )
    epic = max(one, other, key=lambda state: state.epic_told_at or _NEVER)
    return replace(
        late,
        entered_done_at=done.entered_done_at,
        entered_in_bulk=done.entered_in_bulk,
        epic_key=epic.epic_key,
        epic_told_at=epic.epic_told_at,
    )


@dataclass(frozen=True, slots=True)
class Span:
    """The first and last time an account had a role in a work item."""

    external_id: str
    account: str
    role: Role
    first_at: datetime
    last_at: datetime


def spans(parts: Iterable[Part]) -> list[Span]:
    """Parts folded to one span an account, item and role, in a fixed order."""
    times: dict[tuple[str, str, Role], list[datetime]] = {}
    for part in parts:
        times.setdefault((part.external_id, part.account, part.role), []).append(part.at)
    return [Span(*who, min(at), max(at)) for who, at in sorted(times.items())]


@dataclass(frozen=True, slots=True)
class WorkLine:
    """A work item in a list."""

    id: int
    key: str | None
    title: str | None
    project_name: str | None
    status: str | None
    done_at: datetime | None
    updated_at: datetime | None


@dataclass(frozen=True, slots=True)
class FoundWork:
    """A work item that was searched for; `is_mine` when I took part in it."""

    id: int
    key: str | None
    title: str | None
    project_name: str | None
    status: str | None
    done_at: datetime | None
    at: datetime  #: when it was done or last changed
    is_mine: bool


@dataclass(frozen=True, slots=True)
class WorkItem:
    """A work item on its own page."""

    id: int
    key: str | None
    title: str | None
    project_name: str | None
    issue_type: str | None
    status: str | None
    status_category: str | None
    labels: list[str]
    components: list[str]
    is_secret: bool
    created_at: datetime | None
    done_at: datetime | None
    deleted_at: datetime | None
    is_out_of_scope: bool


@dataclass(frozen=True, slots=True)
class Contributor:
    """Somebody's part in a work item; `person_id` is None while the account belongs to nobody.

    `name` is None for somebody whose account was closed.
    """

    name: str | None
    person_id: int | None
    roles: list[str]
    last_at: datetime


@dataclass(frozen=True, slots=True)
class Known:
    """An issue or page that is known; `is_inside` says that it is in scope and was not deleted."""

    external_id: str
    is_inside: bool
