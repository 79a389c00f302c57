"""What events about issues say: states, parts, deletions."""

from service.atlassian.model import (
    Comment,
    CommentChanged,
    IssueChanged,
    IssueDeleted,
    IssuesTouched,
    Place,
    User,
    WorklogChanged,
)
from service.webhooks.told import Told, Verdict
from service.work.model import Deletion, ItemState, Leaving, Part, Role

NOT_KEPT = "None of these issues is kept, so there is nothing to look up."
CANNOT_ASK = "It says only that something changed, and this connection cannot be asked what."


def changed(told: Told, event: IssueChanged) -> Verdict:
    issue = event.issue
    place = Place(issue.project_key, issue.issue_type)
    refused = told.refusal("issue changed", issue.id, place)
    if refused:
        return _left(told, event, refused)
    if issue.is_partial:
        told.look_up(issue.id)
    if not (issue.is_partial and told.scope.can_ask):
        told.state(_state(told, event), issue.description, event.same_words)
    _add_parts(told, event)
    return Verdict("issue changed")


def _left(told: Told, event: IssueChanged, refused: Verdict) -> Verdict:
    """The issue is outside. If it was inside before, what was kept of it goes."""
    seen = event.seen_at or event.at
    was_inside = bool(
        event.left and not told.scope.refusal(event.left, event.issue.issue_type)
    )  # fmt: skip
    told.leaving.append(Leaving(event.issue.id, event.issue.updated, seen, was_inside))
    return refused


def _add_parts(told: Told, event: IssueChanged) -> None:
    issue = event.issue
    _add_part(told, event, issue.assignee, Role.ASSIGNEE)
    _add_part(told, event, issue.reporter, Role.REPORTER)
    for user in event.earlier_assignees:
        _add_part(told, event, user, Role.ASSIGNEE)
    for user in issue.reviewers:
        _add_part(told, event, user, Role.REVIEWER)
    if event.moved_status:
        _add_part(told, event, event.actor, Role.MOVER)
    _add_part(told, event, event.worklog_by, Role.WORKLOG_AUTHOR)
    if event.comment:
        _add_comment(told, issue.id, event.comment)


def _add_part(told: Told, event: IssueChanged, user: User | None, role: Role) -> None:
    if user:
        told.take_part(Part(event.issue.id, user.id, role, event.at), user)


def _add_comment(told: Told, issue_id: str, comment: Comment) -> None:
    """A comment's author took part, also when the comment is gone by now."""
    at = comment.updated or comment.created
    if comment.author and at:
        part = Part(issue_id, comment.author.id, Role.COMMENTER, at)
        told.take_part(part, comment.author)


def commented(told: Told, event: CommentChanged) -> Verdict:
    refused = told.refusal("comment", event.issue_id, event.place)
    if refused:
        return refused
    if event.place is None and event.issue_id not in told.known:
        told.look_up(event.issue_id)
    _add_comment(told, event.issue_id, event.comment)
    return Verdict("comment")


def logged(told: Told, event: WorklogChanged) -> Verdict:
    refused = told.refusal("worklog", event.issue_id, None)
    if refused:
        return refused
    if event.issue_id not in told.known:
        told.look_up(event.issue_id)
    if event.author:
        part = Part(event.issue_id, event.author.id, Role.WORKLOG_AUTHOR, event.at)
        told.take_part(part, event.author)
    return Verdict("worklog")


def touched(told: Told, event: IssuesTouched) -> Verdict:
    """Work that is kept is looked up once more; other work is left alone."""
    kept = [issue_id for issue_id in event.issue_ids if told.known.get(issue_id)]
    if not kept:
        return Verdict("issue touched", NOT_KEPT)
    if not told.scope.can_ask:
        return Verdict("issue touched", CANNOT_ASK)
    told.lookups.update(kept)
    return Verdict("issue touched")


def deleted(told: Told, event: IssueDeleted) -> Verdict:
    """Known work goes wherever it is by now. Of unknown work only the id is kept, so that nothing
    told later revives it, and not even that from outside of what was chosen."""
    if event.issue_id not in told.known:
        refused = _stranger(told, event)
        if refused:
            return refused
    told.deletions.append(Deletion(event.issue_id, event.at))
    return Verdict("issue deleted")


def _stranger(told: Told, event: IssueDeleted) -> Verdict | None:
    if event.place is None and not told.scope.takes_all:
        return Verdict("issue deleted", "Gezel did not know this issue.", is_outside=True)
    return told.refusal("issue deleted", event.issue_id, event.place)


def _state(told: Told, event: IssueChanged) -> ItemState:
    issue, scope = event.issue, told.scope
    category = scope.category(
        issue.project_key, issue.issue_type, issue.status, issue.status_category
    )
    done = category == "done"
    entered = done and event.changed_status
    # Jira's own dates tell when its own category changed, which counts only where that says done.
    told_done = done and issue.status_category == "done"
    hidden = issue.has_security_level or not scope.keeps_title(issue.project_key)
    return ItemState(
        external_id=issue.id,
        key=issue.key,
        project_key=issue.project_key,
        project_name=issue.project_name,
        issue_type=issue.issue_type,
        title=None if hidden else issue.title,
        labels=issue.labels,
        components=issue.components,
        status=issue.status,
        status_category=category,
        resolution=issue.resolution,
        is_secret=issue.has_security_level,
        created_at=issue.created,
        updated_at=issue.updated,
        seen_at=event.seen_at or event.at,
        told_done_at=(issue.category_changed_at or issue.resolved_at) if told_done else None,
        entered_done_at=event.at if entered else None,
        entered_in_bulk=entered and event.bulk,
        epic_key=issue.epic_key,
        epic_told_at=issue.updated if issue.epic_known else None,
    )
