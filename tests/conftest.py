"""A real PostgreSQL for all tests: one server a run, one schema, and each test rolled back."""

import shutil
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import cast as cast_to

import psycopg
import pytest
from flask import Flask
from flask.testing import FlaskClient
from xdist.remote import Producer

from service import clock, create_app
from service.application import with_door
from service.db import embedded, migrate, pool
from service.db.pool import Pool
from service.db.sql import Connection
from service.settings import Settings, given_database_url
from tests import cast as actors
from tests.one_connection import OneConnection
from tests.own_schema import Both, connections
from tests.scheduling import ByFiles, in_order

SCHEMA = "gezel_test"
KEY = "a key for tests only, long enough to be taken"
MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    in_order(items)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> ByFiles:
    config.option.loadscopereorder = False
    return ByFiles(config, log)


@pytest.fixture(scope="session")
def database_url() -> Iterator[str]:
    """DATABASE_URL where it is given, else a server of our own for this run."""
    given = given_database_url()
    if given:
        yield given
        return
    folder = Path(tempfile.mkdtemp(prefix="gezel-test-", dir="/tmp"))
    folder.chmod(0o711)  # run as root, the server belongs to another user
    try:
        with embedded.running(folder / "data") as url:
            _need_not_last(url)
            yield url
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _need_not_last(url: str) -> None:
    """What tests write needs to survive no power cut: nobody waits for the disk."""
    with psycopg.connect(url, autocommit=True) as db:
        db.execute("ALTER DATABASE gezel SET synchronous_commit = off")


@pytest.fixture
def data() -> Iterator[Path]:
    """A data folder for a server of the test's own, short enough for its socket."""
    parent = Path(tempfile.mkdtemp(prefix="gz", dir="/tmp"))
    parent.chmod(0o755)
    yield parent / "data"
    shutil.rmtree(parent)


@pytest.fixture(scope="session")
def schema(database_url: str, worker_id: str) -> str:
    """A migrated schema that is not `public`, one a test process."""
    name = f"{SCHEMA}_{worker_id}"
    with pool.connect(database_url, name) as db:
        db.execute(f"DROP SCHEMA IF EXISTS {name} CASCADE")
        migrate.migrate(db, name)
    return name


@pytest.fixture(scope="session")
def connection(database_url: str, schema: str) -> Iterator[Connection]:
    with pool.connect(database_url, schema) as db:
        yield db


@pytest.fixture(autouse=True)
def monday() -> Iterator[datetime]:
    """In tests it is Monday 2 March 2026, nine o'clock, unless a test says otherwise."""
    with clock.at(MONDAY):
        yield MONDAY


@pytest.fixture
def db(connection: Connection) -> Iterator[Connection]:
    """A connection whose work is undone after the test."""
    with connection.transaction(force_rollback=True):
        yield connection


@pytest.fixture
def both(database_url: str, worker_id: str) -> Iterator[Both]:
    """Two connections to a schema of their own, where work is committed; gone afterwards."""
    with connections(database_url, f"gezel_test_both_{worker_id}", 2) as (one, other):
        yield one, other


@pytest.fixture(scope="session")
def settings(database_url: str, schema: str) -> Settings:
    return Settings(database_url=database_url, secret_key=KEY, database_schema=schema)


@pytest.fixture(scope="session")
def built(connection: Connection, settings: Settings) -> Flask:
    """The application, built once: putting its routes and templates together takes long."""
    return create_app(settings, pool=cast_to(Pool, OneConnection(connection)))


@pytest.fixture
def app(db: Connection, built: Flask, settings: Settings) -> Iterator[Flask]:
    """The application on the connection of the test, so that it sees and undoes the same.

    Settings and parts that a test changes are as before after it, and its door is a new one.
    """
    config, parts = dict(built.config), dict(built.extensions)
    pages, pool = Flask.wsgi_app.__get__(built), cast_to(Pool, OneConnection(db))
    built.wsgi_app = with_door(pages, settings, pool)  # type: ignore[method-assign, assignment]
    yield built
    for here, before in ((built.config, config), (built.extensions, parts)):
        here.clear()
        here.update(before)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser without cookies: a stranger."""
    return app.test_client()


@pytest.fixture
def cast(db: Connection) -> actors.Cast:
    """Alice leads, Bob works with her, Charlie is a stranger to them, Dana administers."""
    return actors.assemble(db)
