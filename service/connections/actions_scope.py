"""Choosing what may be kept of a connection, and remembering which projects it has.

A choice waits for the batch that is being worked in, so that nothing is kept after it which was
read before it; what it means for work already kept follows by the job `rescope_work`.
"""

from collections.abc import Sequence

from service import later
from service.actor import Actor, must_administer, must_be_system
from service.connections.model_scope import DoneStatus, ProjectChoice, ProjectSeen, Renamed
from service.db import sql

Q = sql.load(__package__)


def choose(
    db: sql.Connection,
    actor: Actor,
    connection_id: int,
    takes_all: bool,
    projects: Sequence[ProjectChoice] = (),
) -> None:
    """These projects are taken, and no others unless `takes_all`. Work that is now outside loses
    what was kept of it; work that is now inside comes with its next event, or a backfill."""
    must_administer(actor)
    with db.transaction():
        sql.run(db, Q["hold_drain"], connection_id=connection_id)
        sql.run(db, Q["take_all"], connection_id=connection_id, takes_all=takes_all)
        keys = [project.key for project in projects]
        sql.run(db, Q["unchoose_others"], connection_id=connection_id, keys=keys)
        for project in projects:
            sql.run(
                db, Q["choose_project"],
                connection_id=connection_id, key=project.key, keeps_titles=project.keeps_titles,
                issue_types=list(project.issue_types) if project.issue_types else None,
            )  # fmt: skip
        later.promise(db, "rescope_work", connection_id=connection_id)


def map_statuses(
    db: sql.Connection, actor: Actor, connection_id: int, statuses: Sequence[DoneStatus]
) -> None:
    """What these statuses mean, instead of all that was said before.

    Known work in these statuses follows soon; where a word was taken back, with its next event.
    """
    must_administer(actor)
    with db.transaction():
        sql.run(db, Q["hold_drain"], connection_id=connection_id)
        sql.run(db, Q["drop_done_statuses"], connection_id=connection_id)
        for one in statuses:
            sql.run(
                db, Q["add_done_status"],
                connection_id=connection_id, project_key=one.project_key,
                issue_type=one.issue_type, status=one.status, is_done=one.is_done,
            )  # fmt: skip
        later.promise(db, "rescope_work", connection_id=connection_id)


def name_reviewer_fields(
    db: sql.Connection, actor: Actor, connection_id: int, fields: Sequence[str]
) -> None:
    """In these fields (their ids, as `customfield_10050`) reviewers are picked, from now on."""
    must_administer(actor)
    sql.run(db, Q["name_reviewer_fields"], connection_id=connection_id, fields=list(fields))


def see_projects(
    db: sql.Connection, actor: Actor, connection_id: int, projects: Sequence[ProjectSeen]
) -> list[Renamed]:
    """Remember projects that the connection announced or listed, by key and name; the keys before.

    The caller holds the transaction.
    """
    must_be_system(actor)
    return [_see(db, connection_id, project) for project in projects]


def _see(db: sql.Connection, connection_id: int, project: ProjectSeen) -> Renamed:
    old_key = sql.value(
        db, Q["project_key_of"], connection_id=connection_id, external_id=project.external_id
    )
    if old_key and old_key != project.key:
        sql.run(db, Q["forget_project"], connection_id=connection_id, key=project.key)
        sql.run(
            db, Q["rekey_project"], connection_id=connection_id, old_key=old_key, key=project.key
        )
    sql.run(
        db, Q["see_project"],
        connection_id=connection_id, key=project.key, external_id=project.external_id,
        name=project.name,
    )  # fmt: skip
    return Renamed(old_key or project.key, project.key, project.name)


def forget_project(db: sql.Connection, actor: Actor, connection_id: int, key: str) -> None:
    """A project was deleted there; the caller holds the transaction."""
    must_be_system(actor)
    sql.run(db, Q["forget_project"], connection_id=connection_id, key=key)
