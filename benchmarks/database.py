"""The server that a benchmark runs on."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from service.db import embedded, migrate, pool
from service.db.sql import Connection
from service.settings import given_database_url


@contextmanager
def server() -> Iterator[str]:
    """DATABASE_URL where it is given, else a server of our own for this run; its URL."""
    given = given_database_url()
    if given:
        yield given
        return
    folder = Path(tempfile.mkdtemp(prefix="gezel-bench-"))
    folder.chmod(0o711)  # run as root, the server belongs to another user
    try:
        with embedded.running(folder / "data") as url:
            yield url
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def schema(name: str) -> Iterator[Connection]:
    """A migrated schema of this name on that server, dropped at the end."""
    with server() as url, pool.connect(url, name) as db:
        db.execute(f"DROP SCHEMA IF EXISTS {name} CASCADE")
        migrate.migrate(db, name)
        yield db
        db.execute(f"DROP SCHEMA {name} CASCADE")
