"""What an administrator's choice, or a change of a whole project, means for work already kept."""

from dataclasses import dataclass
from datetime import datetime

from service.actor import Actor, must_be_system
from service.connections.model_scope import Renamed, Scope
from service.db import sql
from service.work.actions import hear
from service.work.model import Deletion

Q = sql.load(__package__)


@dataclass(frozen=True, slots=True)
class _Kind:
    """A project, type and status in which there is work."""

    project_key: str
    issue_type: str
    status: str | None
    status_category: str | None


def rescope(db: sql.Connection, actor: Actor, connection_id: int, scope: Scope) -> list[int]:
    """Bring all work of a connection into its present scope; ids of what changed.

    Work outside loses what was kept of it, titles go where none are kept, and statuses mean what
    was said of them. Where a word about a status was taken back, Jira's own counts again from the
    next event on. The caller holds the transaction, and the drain of this connection.
    """
    must_be_system(actor)
    kinds = sql.every(db, _Kind, Q["kinds_of_work"], connection_id=connection_id)
    taken = sorted({(one.project_key, one.issue_type) for one in kinds if _is_taken(one, scope)})
    changed = sql.column(
        db, Q["leave_unchosen"],
        connection_id=connection_id,
        projects=[project for project, _ in taken], types=[kind for _, kind in taken],
    )  # fmt: skip
    untitled = [key for key, chosen in scope.projects.items() if not chosen.keeps_titles]
    changed += sql.column(db, Q["drop_titles"], connection_id=connection_id, projects=untitled)
    for one in kinds:
        changed += _set_done(db, connection_id, one, scope)
    return sorted(set(changed))


def _is_taken(one: _Kind, scope: Scope) -> bool:
    return scope.refusal(one.project_key, one.issue_type) is None


def _set_done(db: sql.Connection, connection_id: int, one: _Kind, scope: Scope) -> list[int]:
    if one.status is None or one.status_category is None:
        return []
    category = scope.category(
        one.project_key, one.issue_type, one.status, one.status_category
    )  # fmt: skip
    if category == one.status_category:
        return []
    return sql.column(
        db, Q["set_done"],
        connection_id=connection_id, project_key=one.project_key, issue_type=one.issue_type,
        status=one.status, category=category,
    )  # fmt: skip


def rename_project(
    db: sql.Connection, actor: Actor, connection_id: int, renamed: Renamed
) -> list[int]:
    """A project has another name or key; ids of the work items that are now called otherwise."""
    must_be_system(actor)
    return sql.column(
        db, Q["rename_project"],
        connection_id=connection_id, old_key=renamed.old_key, key=renamed.key, name=renamed.name,
    )  # fmt: skip


def bury_project(
    db: sql.Connection, actor: Actor, connection_id: int, key: str, at: datetime, kind: str
) -> list[int]:
    """A project was deleted with all that was in it; ids of the work items that went."""
    must_be_system(actor)
    ids = sql.column(db, Q["ids_in_project"], connection_id=connection_id, key=key)
    deletions = [Deletion(external_id, at) for external_id in ids]
    return hear(db, actor, connection_id, [], [], deletions, kind=kind)
