"""Several connections at once, to a schema of their own in which things are really committed."""

from collections.abc import Iterator

import pytest

from service.db import migrate, pool
from service.db.sql import Connection

SCHEMA = "gezel_test_budgets"
AT_ONCE = 4


@pytest.fixture
def lines(database_url: str) -> Iterator[list[Connection]]:
    """Connections to a schema of our own; gone afterwards."""
    opened = [pool.connect(database_url, SCHEMA) for _ in range(AT_ONCE)]
    for one in opened:
        one.execute("SET synchronous_commit = off")  # what a crash would lose is not asked here
    opened[0].execute(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE")
    migrate.migrate(opened[0], SCHEMA)
    try:
        yield opened
    finally:
        opened[0].execute(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE")
        for one in opened:
            one.close()
