"""Events of one connection become work: read through its scope, gathered, and worked in at once.

Kept deliveries come here by `handlers`, and what was asked for by `hear`: one road for both.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from service.actor import Actor
from service.atlassian.model import (
    CommentChanged,
    Ignored,
    IssueChanged,
    IssueDeleted,
    IssuesTouched,
    MuchChanged,
    ProjectChanged,
    ProjectDeleted,
    User,
    UserChanged,
    UserDeleted,
    WorklogChanged,
)
from service.atlassian.model_pages import (
    AnyEvent,
    PageChanged,
    PageCommented,
    PageEvent,
    PageGone,
    PageTold,
)
from service.connections import actions_lookup, actions_scope, reads_scope
from service.connections.model_scope import ProjectSeen, Scope
from service.db import sql
from service.people.actions_accounts import close_accounts, know_accounts
from service.people.actions_names import rename_accounts
from service.people.model import SeenAccount
from service.skills import actions_terms
from service.webhooks import told_issues, told_pages
from service.webhooks.told import Told, Verdict
from service.work import actions as work
from service.work import actions_scope as whole_projects
from service.work import reads

LONGEST_NAME = 200


def hear(
    db: sql.Connection,
    actor: Actor,
    connection_id: int,
    events: Sequence[AnyEvent],
) -> list[int]:
    """Work in what a connection told when it was asked; ids of the work items that changed.

    For the jobs that look up, reconcile and fill in the past. The caller holds the transaction.
    """
    scope = reads_scope.scope(db, actor, connection_id)
    _, changed = gather(db, actor, connection_id, scope, events)
    return changed


def gather(
    db: sql.Connection,
    actor: Actor,
    connection_id: int,
    scope: Scope,
    events: Sequence[AnyEvent],
) -> tuple[list[Verdict], list[int]]:
    """What becomes of each event, and the ids of the work items that changed."""
    told = Told(scope, _known(db, actor, connection_id, scope, events))
    verdicts = [_judge(told, event) for event in events]
    changed = _work_in(db, actor, connection_id, told)
    actions_terms.forget_hidden(db, actor, changed)
    kind = "issue" if scope.is_jira else "page"
    actions_terms.tell(db, actor, connection_id, kind, told.descriptions, told.same_words)
    return verdicts, changed


def _known(
    db: sql.Connection, actor: Actor, connection_id: int, scope: Scope, events: Sequence[AnyEvent]
) -> dict[str, bool]:
    """Work that is named without its place, where it matters whether it is known; by one query.

    Issues and pages that this batch itself brings are known as well.
    """
    known: dict[str, bool] = {}
    if scope.can_ask or not scope.takes_all:
        ids = sorted({one for event in events for one in _named_alone(event)})
        kind = "issue" if scope.is_jira else "page"
        known = reads.known(db, actor, connection_id, ids, kind) if ids else {}
    for event in events:
        known |= dict.fromkeys(_brought(event, scope), True)
    return known


def _named_alone(event: AnyEvent) -> Iterable[str]:
    if isinstance(event, IssuesTouched):
        return event.issue_ids
    if isinstance(event, CommentChanged | WorklogChanged | IssueDeleted):
        return (event.issue_id,)
    if isinstance(event, PageTold | PageGone):
        return (event.page_id,)
    if isinstance(event, PageCommented) and event.page_id:
        return (event.page_id,)
    return ()


def _brought(event: AnyEvent, scope: Scope) -> Iterable[str]:
    if isinstance(event, IssueChanged):
        issue = event.issue
        taken = scope.refusal(issue.project_key, issue.issue_type) is None
        return (issue.id,) if taken else ()
    if isinstance(event, PageChanged):
        page = event.page
        return (page.id,) if scope.refusal(page.space_key, page.kind) is None else ()
    return ()


def _work_in(db: sql.Connection, actor: Actor, connection_id: int, told: Told) -> list[int]:
    kind = "issue" if told.scope.is_jira else "page"
    know_accounts(db, actor, connection_id, [_seen(user) for user in told.users])
    changed = work.hear(
        db, actor, connection_id, told.states, told.parts, told.deletions, told.leaving, kind
    )
    actions_lookup.want(db, actor, connection_id, kind, told.lookups)
    changed += _whole_projects(db, actor, connection_id, told, kind)
    rename_accounts(db, actor, connection_id, [_seen(user) for user in told.renamed])
    if told.closed:
        close_accounts(db, actor, connection_id, told.closed)
    if told.much_changed:
        actions_lookup.want_reconcile(db, actor, connection_id)
    return sorted(set(changed))


def _whole_projects(
    db: sql.Connection, actor: Actor, connection_id: int, told: Told, kind: str
) -> list[int]:
    changed: list[int] = []
    seen = [ProjectSeen(one.id, one.key, one.name) for one in told.projects]
    for renamed in actions_scope.see_projects(db, actor, connection_id, seen):
        changed += whole_projects.rename_project(db, actor, connection_id, renamed)
    for project, at in told.deleted_projects:
        changed += whole_projects.bury_project(db, actor, connection_id, project.key, at, kind)
        actions_scope.forget_project(db, actor, connection_id, project.key)
    return changed


def _seen(user: User) -> SeenAccount:
    return SeenAccount(user.id, user.name[:LONGEST_NAME], str(user.kind), user.email)


def _judge(told: Told, event: AnyEvent) -> Verdict:
    if isinstance(event, Ignored):
        return Verdict(event.event, event.reason)
    return JUDGES[type(event)](told, event)


def _project(told: Told, event: ProjectChanged) -> Verdict:
    told.projects.append(event.project)
    return Verdict("project")


def _project_deleted(told: Told, event: ProjectDeleted) -> Verdict:
    told.deleted_projects.append((event.project, event.at))
    return Verdict("project deleted")


def _user(told: Told, event: UserChanged) -> Verdict:
    told.renamed.append(event.user)
    return Verdict("account")


def _user_deleted(told: Told, event: UserDeleted) -> Verdict:
    told.closed.append(event.user_id)
    return Verdict("account deleted")


def _much(told: Told, _event: MuchChanged) -> Verdict:
    told.much_changed = True
    return Verdict("much changed")


JUDGES: dict[type, Callable[[Told, Any], Verdict]] = {
    IssueChanged: told_issues.changed,
    IssueDeleted: told_issues.deleted,
    IssuesTouched: told_issues.touched,
    CommentChanged: told_issues.commented,
    WorklogChanged: told_issues.logged,
    PageChanged: told_pages.changed,
    PageTold: told_pages.told_of,
    PageGone: told_pages.gone,
    PageCommented: told_pages.commented,
    ProjectChanged: _project,
    ProjectDeleted: _project_deleted,
    UserChanged: _user,
    UserDeleted: _user_deleted,
    MuchChanged: _much,
}


def fits(scope: Scope, event: AnyEvent) -> bool:
    """Whether such an event can come from such a product: ids of the other would be confused."""
    if isinstance(event, PageEvent):
        return not scope.is_jira
    issues = IssueChanged | IssueDeleted | IssuesTouched | CommentChanged | WorklogChanged
    return scope.is_jira or not isinstance(event, issues)
