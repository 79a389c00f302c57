"""Migrating: once, in order, and safe when several start together."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from service.db import migrate, pool


@pytest.fixture
def fresh(database_url: str, worker_id: str) -> str:
    name = f"fresh_{worker_id}"
    with pool.connect(database_url, name) as db:
        db.execute(f"DROP SCHEMA IF EXISTS {name} CASCADE".encode())
    return name


def test_several_at_once_apply_each_migration_once(database_url: str, fresh: str) -> None:
    def one(_: int) -> list[str]:
        with pool.connect(database_url, fresh) as db:
            return migrate.migrate(db, fresh)

    with ThreadPoolExecutor(4) as several:
        applied = [name for names in several.map(one, range(4)) for name in names]
    assert applied == migrate.available()


def test_what_is_not_applied_is_pending(database_url: str, fresh: str) -> None:
    with pool.connect(database_url, fresh) as db:
        assert migrate.pending(db) == migrate.available()
        migrate.migrate(db, fresh)
        assert migrate.pending(db) == []


def test_migrations_are_numbered_and_say_when_they_run() -> None:
    import re

    names = migrate.available()
    assert all(re.fullmatch(r"\d{4}_(pre|post)_[a-z_]+\.sql", name) for name in names)
    assert [int(name[:4]) for name in names] == list(range(1, len(names) + 1))
