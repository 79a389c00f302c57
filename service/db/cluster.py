"""One PostgreSQL cluster in a data folder: made, started, and stopped, even by a later owner."""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg

from service.db import sql
from service.db.hosting import Account
from service.errors import Unavailable

Q = sql.load("service.db")
PORT = 5432
DATABASE = "gezel"
START_SECONDS = 30.0
STOP_SECONDS = 30.0
LOG_LIMIT = 5 * 1024 * 1024

OPTIONS = {
    "listen_addresses": "",
    "port": str(PORT),
    "unix_socket_permissions": "0700",
    "fsync": "on",
    "synchronous_commit": "on",
    "shared_buffers": "128MB",
    "random_page_cost": "1.1",
    "max_connections": "100",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_checkpoints": "off",
    "logging_collector": "off",
    "cluster_name": "gezel",
}


class NotMade(Unavailable):
    """The embedded PostgreSQL could not be set up in %(folder)s:\n%(log)s"""


class NotStarted(Unavailable):
    """The embedded PostgreSQL did not start. The end of %(file)s says:\n%(log)s"""


class NotStopped(Unavailable):
    """An earlier PostgreSQL (process %(pid)s) still runs in %(folder)s and does not stop."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """Where the parts lie: the files, the socket, the log, and who may connect."""

    data: Path
    user: Account
    binaries: Path

    @property
    def folder(self) -> Path:
        return self.data / "postgres"

    @property
    def log(self) -> Path:
        return self.data / "postgres.log"

    @property
    def command(self) -> list[Path | str]:
        """How the server is started; the first words are what it is recognised by later."""
        files = {
            "hba_file": str(self.data / "pg_hba.conf"),
            "ident_file": str(self.data / "pg_ident.conf"),
        }
        options = [f"--{name}={value}" for name, value in (OPTIONS | files).items()]
        return [self.binaries / "postgres", "-D", self.folder, "-k", sockets(self.data), *options]


def sockets(data: Path) -> Path:
    return data / "run"


def url(data: Path, database: str = DATABASE) -> str:
    """How psycopg reaches the server of this data folder."""
    return f"postgresql://gezel@/{database}?host={quote(str(sockets(data)), safe='')}&port={PORT}"


def make(cluster: Cluster) -> None:
    """Make the cluster at first use; half a cluster, left by an interrupted start, is made anew."""
    if not cluster.folder.exists():
        unfinished = cluster.folder.with_name("postgres.new")
        shutil.rmtree(unfinished, ignore_errors=True)
        cluster.user.make_private(unfinished)
        _initdb(cluster, unfinished)
        unfinished.rename(cluster.folder)
    cluster.user.make_private(cluster.folder)
    cluster.user.make_private(sockets(cluster.data))
    _write_access(cluster)


def _initdb(cluster: Cluster, folder: Path) -> None:
    fixed = ("--locale=C.UTF-8", "--encoding=UTF8", "--auth=peer", "--username=gezel")
    made, printed = cluster.user.run(cluster.binaries / "initdb", "-D", folder, *fixed)
    if not made:
        raise NotMade(folder=cluster.data, log=printed.strip())


def _write_access(cluster: Cluster) -> None:
    """Only named system users of this machine may connect, and the kernel vouches for them."""
    names = "".join(f'owner "{name}" gezel\n' for name in cluster.user.clients)
    for name, text in (
        ("pg_hba.conf", "local all gezel peer map=owner\n"),
        ("pg_ident.conf", names),
    ):
        file = cluster.data / name
        file.write_text(text, encoding="utf-8")
        file.chmod(0o644)


@contextmanager
def started(cluster: Cluster) -> Iterator[None]:
    """The server runs and has our database while inside; then it stops, whatever happened."""
    server = _start(cluster)
    try:
        with _ready(cluster, server) as db:
            _make_database(db)
        yield
    finally:
        stop(server)


def _start(cluster: Cluster) -> subprocess.Popen[bytes]:
    cluster.log.touch(mode=0o600)
    with cluster.log.open("ab") as log:
        if log.tell() > LOG_LIMIT:
            log.truncate(0)
        return cluster.user.start(cluster.command, log)


def _ready(cluster: Cluster, server: subprocess.Popen[bytes]) -> psycopg.Connection[Any]:
    """The first connection that the server accepts."""
    end = time.monotonic() + START_SECONDS
    while server.poll() is None and time.monotonic() < end:
        try:
            return psycopg.connect(url(cluster.data, "postgres"), autocommit=True)
        except psycopg.OperationalError:
            time.sleep(0.02)
    raise NotStarted(file=cluster.log, log=_last_lines(cluster.log))


def _last_lines(log: Path) -> str:
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    return "\n".join(lines[-8:])


def _make_database(db: psycopg.Connection[Any]) -> None:
    if sql.value(db, Q["has_database"], name=DATABASE) is None:
        db.execute("CREATE DATABASE gezel")


def stop(server: subprocess.Popen[bytes]) -> None:
    """Stop a server of ours: fast, and without its last checkpoint if that takes too long."""
    for hint in (signal.SIGINT, signal.SIGQUIT):
        server.send_signal(hint)
        with suppress(subprocess.TimeoutExpired):
            server.wait(STOP_SECONDS)
            return


def stop_left_over(cluster: Cluster) -> None:
    """Stop the server of an owner that was killed; forget one that is long gone."""
    pid = _noted_pid(cluster.folder / "postmaster.pid")
    if pid is None:
        return
    if _serves(pid, cluster):
        _stop_process(pid, cluster)
    elif _is_another_program(pid):
        # PostgreSQL itself refuses to start while a process has the noted number, whoever it is.
        (cluster.folder / "postmaster.pid").unlink(missing_ok=True)
        (sockets(cluster.data) / f".s.PGSQL.{PORT}.lock").unlink(missing_ok=True)


def _noted_pid(file: Path) -> int | None:
    try:
        return int(file.read_text().split("\n", 1)[0])
    except (FileNotFoundError, ValueError):
        return None


def _serves(pid: int, cluster: Cluster) -> bool:
    return f"/postgres -D {cluster.folder} -k " in _command_of(pid)


def _is_another_program(pid: int) -> bool:
    """Whether the number lives on, but surely not as a PostgreSQL (a moved folder's, for one)."""
    return _exists(pid) and "/postgres -D " not in _command_of(pid)


def _exists(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _command_of(pid: int) -> str:
    """The command line of a process; empty when it ended, also when nobody collected it yet."""
    if Path("/proc/self/cmdline").exists():
        try:
            return Path(f"/proc/{pid}/cmdline").read_text(errors="replace").replace("\0", " ")
        except OSError:
            return ""
    ps = ["/bin/ps", "-ww", "-o", "command=", "-p", str(pid)]
    return subprocess.run(ps, capture_output=True, text=True, check=False).stdout


def _stop_process(pid: int, cluster: Cluster) -> None:
    for hint in (signal.SIGINT, signal.SIGQUIT):
        with suppress(ProcessLookupError):
            os.kill(pid, hint)
        if _comes_true(lambda: not _serves(pid, cluster), STOP_SECONDS):
            return
    raise NotStopped(pid=pid, folder=cluster.data)


def _comes_true(question: Callable[[], bool], seconds: float) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if question():
            return True
        time.sleep(0.02)
    return question()
