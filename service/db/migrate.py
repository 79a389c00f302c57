"""Numbered SQL migrations, each applied once, and procrastinate's own schema.

A session advisory lock makes it safe to start several at once: the others wait, then find nothing
left to do.
"""

from importlib.resources import files

import procrastinate.schema
from psycopg import sql as compose

from service.db import sql
from service.db.sql import Connection

Q = sql.load("service.db")
LOCK = 7_260_001


def available() -> list[str]:
    """Names of all migrations, in order: `0001_pre_words.sql`."""
    folder = files("service.db") / "migrations"
    return sorted(file.name for file in folder.iterdir() if file.name.endswith(".sql"))


def applied(db: Connection) -> list[str]:
    """Names of the migrations this database has."""
    if sql.value(db, Q["has_migrations"]) is None:
        return []
    return [str(name) for name in sql.column(db, Q["applied_migrations"])]


def pending(db: Connection) -> list[str]:
    done = set(applied(db))
    return [name for name in available() if name not in done]


def migrate(db: Connection, schema: str) -> list[str]:
    """Bring the database up to date; the names of what was applied now."""
    sql.run(db, Q["lock_migrations"], lock=LOCK)
    try:
        db.execute(compose.SQL("CREATE SCHEMA IF NOT EXISTS {}").format(compose.Identifier(schema)))
        _apply_jobs(db)
        return [_apply(db, name) for name in pending(db)]
    finally:
        sql.value(db, Q["unlock_migrations"], lock=LOCK)


def _apply(db: Connection, name: str) -> str:
    text = (files("service.db") / "migrations" / name).read_text(encoding="utf-8")
    with db.transaction():
        db.execute(text.encode())
        sql.run(db, Q["record_migration"], name=name)
    return name


def _apply_jobs(db: Connection) -> None:
    """Procrastinate's tables, from the pinned package, in our schema."""
    if sql.value(db, Q["has_jobs"]) is None:
        with db.transaction():
            db.execute(procrastinate.schema.SchemaManager.get_schema().encode())
