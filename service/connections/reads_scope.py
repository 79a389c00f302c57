"""Questions about what a connection may be kept of."""

from dataclasses import dataclass
from typing import Any

from service.actor import Actor, must_administer, must_be_system
from service.connections.model_scope import Chosen, DoneStatus, ProjectLine, Scope
from service.db import sql

Q = sql.load(__package__)
PAGE = 50


@dataclass(frozen=True, slots=True)
class _Row:
    product: str
    can_ask: bool
    takes_all: bool
    reviewer_fields: list[str]
    projects: list[list[Any]]
    done: list[list[Any]]


def scope(db: sql.Connection, actor: Actor, connection_id: int) -> Scope:
    """All that decides what may be kept, by one query; NotFound for a strange connection."""
    must_be_system(actor)
    row = sql.one(db, _Row, Q["scope"], connection_id=connection_id)
    return Scope(
        product=row.product,
        can_ask=row.can_ask,
        takes_all=row.takes_all,
        reviewer_fields=tuple(row.reviewer_fields),
        projects={
            key: Chosen(is_chosen, keeps_titles, None if types is None else frozenset(types))
            for key, is_chosen, keeps_titles, types in row.projects
        },
        done={(project, kind, status): done for project, kind, status, done in row.done},
    )


def projects(
    db: sql.Connection,
    actor: Actor,
    connection_id: int,
    search: str | None = None,
    skip: int = 0,
) -> list[ProjectLine]:
    """A page of projects to choose from, the chosen ones first."""
    must_administer(actor)
    return sql.every(
        db, ProjectLine, Q["projects"],
        connection_id=connection_id, search=search, skip=skip, limit=PAGE,
    )  # fmt: skip


def chosen_keys(db: sql.Connection, actor: Actor, connection_id: int) -> list[str]:
    must_administer(actor)
    return sql.column(db, Q["chosen_keys"], connection_id=connection_id)


def done_statuses(db: sql.Connection, actor: Actor, connection_id: int) -> list[DoneStatus]:
    """What an administrator said of statuses."""
    must_administer(actor)
    return sql.every(db, DoneStatus, Q["done_statuses"], connection_id=connection_id)
