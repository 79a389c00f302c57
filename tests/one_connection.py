"""A pool of one: the connection of the test."""

from collections.abc import Iterator
from contextlib import contextmanager

from service.db.sql import Connection


class OneConnection:
    """Lends the same connection again and again, so that all that a test does can be undone."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    @contextmanager
    def connection(self) -> Iterator[Connection]:
        yield self._db
