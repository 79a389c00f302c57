"""Several connections at once, to a schema of their own in which things are really committed."""

from collections.abc import Iterator

import pytest

from service.db.sql import Connection
from tests.own_schema import connections

AT_ONCE = 4


@pytest.fixture
def lines(database_url: str, worker_id: str) -> Iterator[list[Connection]]:
    """Connections to a schema of our own; gone afterwards."""
    with connections(database_url, f"gezel_test_budgets_{worker_id}", AT_ONCE) as opened:
        for one in opened:
            one.execute("SET synchronous_commit = off")  # what a crash would lose is not asked here
        yield opened
