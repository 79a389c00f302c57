"""Kept deliveries become work: bodies are read and worked in, a batch at a time."""

from dataclasses import dataclass, field

from service.actor import Actor
from service.atlassian import jira_payloads
from service.atlassian.model import (
    Comment,
    CommentChanged,
    Event,
    Ignored,
    IssueChanged,
    IssueDeleted,
    NotUnderstood,
    User,
)
from service.connections.model import Delivery, Outcome, State
from service.db import sql
from service.people.actions import know_accounts
from service.people.model import SeenAccount
from service.work import actions as work
from service.work.model import Deletion, ItemState, Part, Role

LONGEST_NAME = 200


@dataclass(slots=True)
class Told:
    """What a batch of deliveries says, gathered before it is worked in."""

    users: list[User] = field(default_factory=list)
    states: list[ItemState] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    deletions: list[Deletion] = field(default_factory=list)


def handle(
    db: sql.Connection, actor: Actor, connection_id: int, deliveries: list[Delivery]
) -> tuple[list[Outcome], list[int]]:
    """Read and work in deliveries of one connection: what became of each, and which work changed.

    The caller holds the transaction. What cannot be read is quarantined with its reason.
    """
    told = Told()
    outcomes = [_gather(told, delivery) for delivery in deliveries]
    know_accounts(db, actor, connection_id, [_seen(user) for user in told.users])
    changed = work.hear(db, actor, connection_id, told.states, told.parts, told.deletions)
    return outcomes, changed


def _gather(told: Told, delivery: Delivery) -> Outcome:
    try:
        event = jira_payloads.read(delivery.body)
    except NotUnderstood as strange:
        return Outcome(delivery.id, State.QUARANTINED, reason=strange.reason)
    if isinstance(event, Ignored):
        return Outcome(delivery.id, State.IGNORED, event.event, event.reason)
    return Outcome(delivery.id, State.DONE, _add(told, event))


def _add(told: Told, event: Event) -> str:
    """Gather what the event says; its name for the list of deliveries."""
    if isinstance(event, IssueChanged):
        _add_change(told, event)
        return "issue changed"
    if isinstance(event, IssueDeleted):
        told.deletions.append(Deletion(event.issue_id, event.at))
        return "issue deleted"
    if isinstance(event, CommentChanged):
        _add_comment(told, event.issue_id, event.comment)
        return "comment"
    raise TypeError(event)


def _add_change(told: Told, event: IssueChanged) -> None:
    issue = event.issue
    told.states.append(_state(event))
    _add_part(told, issue.id, issue.assignee, Role.ASSIGNEE, event)
    _add_part(told, issue.id, issue.reporter, Role.REPORTER, event)
    for user in event.earlier_assignees:
        _add_part(told, issue.id, user, Role.ASSIGNEE, event)
    if event.moved_status:
        _add_part(told, issue.id, event.actor, Role.MOVER, event)
    if event.comment:
        _add_comment(told, issue.id, event.comment)


def _add_part(
    told: Told, issue_id: str, user: User | None, role: Role, event: IssueChanged
) -> None:
    if user:
        told.users.append(user)
        told.parts.append(Part(issue_id, user.id, role, event.at))


def _add_comment(told: Told, issue_id: str, comment: Comment) -> None:
    """A comment's author took part, also when the comment is gone by now."""
    at = comment.updated or comment.created
    if comment.author and at:
        told.users.append(comment.author)
        told.parts.append(Part(issue_id, comment.author.id, Role.COMMENTER, at))


def _state(event: IssueChanged) -> ItemState:
    issue = event.issue
    done = issue.status_category == "done"
    return ItemState(
        external_id=issue.id,
        key=issue.key,
        project_key=issue.project_key,
        project_name=issue.project_name,
        issue_type=issue.issue_type,
        title=None if issue.has_security_level else issue.title,
        labels=issue.labels,
        components=issue.components,
        status=issue.status,
        status_category=issue.status_category,
        resolution=issue.resolution,
        is_secret=issue.has_security_level,
        created_at=issue.created,
        updated_at=issue.updated,
        seen_at=event.at,
        told_done_at=(issue.category_changed_at or issue.resolved_at) if done else None,
        entered_done_at=event.at if event.entered_done else None,
        entered_in_bulk=event.entered_done and event.bulk,
        epic_key=issue.epic_key,
        epic_told_at=issue.updated if issue.epic_known else None,
    )


def _seen(user: User) -> SeenAccount:
    return SeenAccount(user.id, user.name[:LONGEST_NAME], str(user.kind), user.email)
