"""Connections to PostgreSQL, pooled: autocommit, so that a transaction is a block one can see."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
import psycopg_pool

from service.db.sql import Connection
from service.errors import Unavailable
from service.settings import Settings

Pool = psycopg_pool.ConnectionPool[Connection]
# Jira gives up on a delivery after 20 seconds and tries again later only on an answer like 503,
# which it gets within three.
WAIT_SECONDS = 2.5


def options(schema: str, more: str = "") -> dict[str, Any]:
    """How every connection is made: one organisation is one schema, chosen by the search path."""
    return {
        "autocommit": True,
        "prepare_threshold": 2,
        "connect_timeout": 3,
        "options": f"-c search_path={schema} -c TimeZone=UTC {more}",
    }


def connect(url: str, schema: str) -> Connection:
    return psycopg.connect(url, **options(schema))


# Nobody waits longer for a page, and a sender that gets no answer would give up.
FOR_PAGES = "-c lock_timeout=3s -c statement_timeout=15s"


def of(settings: Settings, more: str = "") -> Pool:
    """The pool of a process, with `more` options; whoever makes it closes it."""
    return psycopg_pool.ConnectionPool(
        settings.database_url,
        kwargs=options(settings.database_schema, more),
        min_size=1,
        max_size=settings.database_pool,
        timeout=WAIT_SECONDS,
        open=True,
        reconnect_timeout=0.5,
    )


@contextmanager
def borrowed(pool: Pool) -> Iterator[Connection]:
    """A connection for one request or batch; a database that is away becomes Unavailable."""
    try:
        with pool.connection() as db:
            yield db
    except (psycopg.OperationalError, psycopg_pool.PoolTimeout) as away:
        raise Unavailable from away
