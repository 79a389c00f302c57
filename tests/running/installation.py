"""Gezel as real processes, `gezel serve` and `gezel work`, in a schema and on a port of their own.

Tests and benchmarks use the same; nothing of pytest is needed here.
"""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from service.actor import System
from service.atlassian import signature
from service.connections import actions
from service.connections.model import Product
from service.connections.secrets import Vault
from service.db import migrate, pool
from service.db.sql import Connection, value

ROOT = Path(__file__).parents[2]
KEY = "a key for running processes in tests, long enough"
GEZEL = [sys.executable, "-m", "service.cli"]
SETUP = System("set up")
START_SECONDS = 30.0
STOP_SECONDS = 20.0


@dataclass
class Installation:
    """One organisation and the processes that serve it; `folder` holds what they print."""

    database_url: str
    schema: str
    folder: Path
    port: int
    settings: dict[str, str] = field(default_factory=dict)
    _parts: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    @property
    def environment(self) -> dict[str, str]:
        """What a `gezel` of this installation finds in its environment, and nothing of ours."""
        return (
            bare_environment()
            | {
                "DATABASE_URL": self.database_url,
                "GEZEL_DATABASE_SCHEMA": self.schema,
                "GEZEL_SECRET_KEY": KEY,
                "GEZEL_PUBLIC_URL": f"http://127.0.0.1:{self.port}",
            }
            | self.settings
        )

    def connect(self) -> Connection:
        return pool.connect(self.database_url, self.schema)

    def serve(self) -> None:
        """Start the web, and wait until it can do its work."""
        self._start("serve", "--port", str(self.port))
        wait_until(lambda: self._is_up("serve") and status_of(self.port, "/readyz") == 200)

    def work(self) -> None:
        """Start the worker."""
        self._start("work")

    def pid_of(self, part: str) -> int:
        return self._parts[part].pid

    def _start(self, part: str, *options: str) -> None:
        command = [*GEZEL, part, *options, "--data", str(self.folder)]
        with (self.folder / f"{part}.log").open("ab") as log:
            self._parts[part] = subprocess.Popen(
                command, env=self.environment, cwd=ROOT, stdout=log, stderr=log,
                start_new_session=True,
            )  # fmt: skip

    def _is_up(self, part: str) -> bool:
        if self._parts[part].poll() is not None:
            raise AssertionError(f"gezel {part} ended: {self.printed(part)}")
        return True

    def is_running(self, part: str) -> bool:
        return part in self._parts

    def printed(self, part: str) -> str:
        return (self.folder / f"{part}.log").read_text()

    def kill(self, part: str) -> None:
        """SIGKILL a part with all its processes, as a crash of the machine would."""
        process = self._parts.pop(part)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def stop(self) -> None:
        """End every part as a service manager would; none may need more than that."""
        for process in self._parts.values():
            process.terminate()
        codes = {part: _code_of(process) for part, process in self._parts.items()}
        self._parts.clear()
        assert set(codes.values()) <= {0, 128 + signal.SIGTERM}, codes


@contextmanager
def installed(
    database_url: str, schema: str, folder: Path, **settings: str
) -> Iterator[Installation]:
    """A migrated schema, dropped at the end; the parts are started by whoever needs them."""
    here = Installation(database_url, schema, folder, free_port(), settings)
    with here.connect() as db:
        db.execute(f"DROP SCHEMA IF EXISTS {schema} CASCADE")
        migrate.migrate(db, schema)
    try:
        yield here
    finally:
        here.stop()
        with here.connect() as db:
            db.execute(f"DROP SCHEMA {schema} CASCADE")


@dataclass(frozen=True)
class Sender:
    """A Jira that signs what it sends."""

    port: int
    name: str
    secret: str

    @property
    def path(self) -> str:
        return f"/webhooks/{self.name}"

    def post(self, body: bytes, identifier: str | None = None) -> int:
        """Send one delivery, under a fresh identifier unless one is given; the answer's status."""
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)) as line:
            line.request("POST", self.path, body, self.headers(body, identifier))
            return line.getresponse().status

    def headers(self, body: bytes, identifier: str | None = None) -> dict[str, str]:
        return {
            "Content-Type": "application/json; charset=utf-8",
            "X-Hub-Signature": signature.of(self.secret, body),
            "X-Atlassian-Webhook-Identifier": identifier or str(uuid.uuid4()),
        }


def add_connection(here: Installation, name: str, product: Product) -> Sender:
    """A connection of this name, and who sends to it."""
    with here.connect() as db:
        _, secret = actions.add(db, SETUP, Vault(KEY), name, product)
    return Sender(here.port, name, secret)


def _code_of(process: subprocess.Popen[bytes]) -> int:
    """How a process ended that was told to; killed when it does not."""
    try:
        return process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        return process.wait()


def bare_environment() -> dict[str, str]:
    """The environment without any setting of Gezel."""
    return {
        name: text
        for name, text in os.environ.items()
        if name != "DATABASE_URL" and not name.startswith("GEZEL_")
    }


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def status_of(port: int, path: str, timeout: float = 5) -> int | None:
    """What a GET is answered with; None when nobody answers."""
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=timeout)) as line:
        try:
            line.request("GET", path)
            return line.getresponse().status
        except OSError:
            return None


def wait_until(question: Callable[[], bool], seconds: float = START_SECONDS) -> None:
    end = time.monotonic() + seconds
    while not question():
        assert time.monotonic() < end, f"still not so after {seconds:g} seconds"
        time.sleep(0.05)


def pending(db: Connection) -> int:
    return int(value(db, "SELECT count(*) FROM delivery WHERE state = 'pending'"))
