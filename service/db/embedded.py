"""A PostgreSQL of our own, for one machine: it lives in a data folder and ends with its owner.

The binaries come from the wheel of the extra `embedded`; everything else is ours, so that no other
user of the machine can connect and nothing runs on by itself. Start other programs by exec, not by
a bare fork, while inside `running`: a forked copy of the owner would hold its lock.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from service.db import cluster, hosting
from service.errors import Conflict, Misconfigured

# What a socket's address holds on the strictest system, its closing zero byte not counted.
SOCKET_PATH_LIMIT = 103


class InUse(Conflict):
    """Another Gezel already uses %(folder)s (process %(pid)s). \
Stop it, or choose another folder with --data."""


class PathTooLong(Misconfigured):
    """The path %(folder)s is too long for a database socket (%(over)s bytes too many). \
Choose a shorter one with --data."""


class PathWithComma(Misconfigured):
    """A data folder cannot have a comma in its path. Choose another one with --data."""


class NotOurs(Misconfigured):
    """The folder %(folder)s belongs to another user, or others may write in it. \
Choose another folder with --data."""


class NoFolder(Misconfigured):
    """The data folder cannot be used (%(why)s). Choose another one with --data."""


@contextmanager
def running(data: Path) -> Iterator[str]:
    """Own the server in `data`, made at first use, while inside; yields its URL for psycopg."""
    data = data.resolve()
    _check_path(data)
    hosting.installed()
    _make_folder(data)
    with _owned(data):
        here = _prepare(data)
        with cluster.started(here):
            yield cluster.url(data)


def find(data: Path) -> str | None:
    """The URL of a server that runs in `data` now, whoever owns it; it is only looked at."""
    address = cluster.url(data.resolve())
    try:
        psycopg.connect(address, connect_timeout=3).close()
    except psycopg.OperationalError:
        return None
    return address


def _check_path(data: Path) -> None:
    socket = cluster.sockets(data) / f".s.PGSQL.{cluster.PORT}"
    over = len(os.fsencode(socket)) - SOCKET_PATH_LIMIT
    if over > 0:
        raise PathTooLong(folder=data, over=over)
    if "," in str(data):
        raise PathWithComma


def _make_folder(data: Path) -> None:
    """Make the folder, ours alone; as root it can be passed through, so the server gets inside."""
    try:
        data.mkdir(parents=True, exist_ok=True)
        about = data.stat()
        if about.st_uid != os.geteuid():
            raise NotOurs(folder=data)
        # A folder with something in it was there before: its mode is not ours to change.
        if not any(data.iterdir()):
            data.chmod(0o711 if os.geteuid() == 0 else 0o700)
        if data.stat().st_mode & 0o002:
            raise NotOurs(folder=data)
    except OSError as refused:
        raise NoFolder(why=refused) from refused


@contextmanager
def _owned(data: Path) -> Iterator[None]:
    """Hold the owner's lock; the kernel lets go of it when the owner dies, however it dies."""
    lock = os.open(data / "owner.lock", os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
    try:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as held:
            raise InUse(folder=data, pid=os.read(lock, 20).decode() or "unknown") from held
        os.ftruncate(lock, 0)
        os.write(lock, str(os.getpid()).encode())
        yield
    finally:
        os.close(lock)


def _prepare(data: Path) -> cluster.Cluster:
    """All that stands between owning the folder and starting its server."""
    user = hosting.account()
    if not user.can_enter(data):
        raise hosting.Unreachable(name=user.name, folder=data)
    here = cluster.Cluster(data, user, hosting.binaries(data, user))
    cluster.stop_left_over(here)
    cluster.make(here)
    return here
