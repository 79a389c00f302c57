"""A schema of a test's own, in which things are really committed, and connections to it."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from service.db import migrate, pool
from service.db.sql import Connection

Both = tuple[Connection, Connection]


@contextmanager
def connections(database_url: str, schema: str, number: int) -> Iterator[list[Connection]]:
    """As many to a schema that is new and gone afterwards."""
    with ExitStack() as opened:
        lines = [opened.enter_context(pool.connect(database_url, schema)) for _ in range(number)]
        lines[0].execute(f"DROP SCHEMA IF EXISTS {schema} CASCADE")
        migrate.migrate(lines[0], schema)
        try:
            yield lines
        finally:
            lines[0].execute(f"DROP SCHEMA {schema} CASCADE")
