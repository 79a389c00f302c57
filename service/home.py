"""The data folder of an installation on one machine: its database, and the key of its secrets."""

import json
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from service import settings as configuration
from service.db import embedded
from service.errors import Misconfigured
from service.settings import Settings

RUNNING = "running.json"


class NoDatabase(Misconfigured):
    """No database runs for %(data)s. Start `gezel up` first, or set DATABASE_URL."""


def folder(name: str) -> Path:
    """Where data lies when nobody says: for root below /var/lib, else in the person's own home."""
    if os.geteuid() == 0:
        return Path("/var/lib") / name
    return Path.home() / ".local" / "share" / name


@contextmanager
def owned(data: Path) -> Iterator[Settings]:
    """Settings with a database for as long as this lasts: the given one, or our own in `data`."""
    url = configuration.given_database_url()
    if url:
        yield _settings(data, url)
        return
    with embedded.running(data) as url:
        yield _settings(data, url)


def runs(data: Path) -> bool:
    """Whether there is a database to use without owning one."""
    return bool(configuration.given_database_url() or embedded.find(data))


def found(data: Path) -> Settings:
    """Settings with the database that runs already; NoDatabase when none does."""
    url = configuration.given_database_url() or embedded.find(data)
    if url is None:
        raise NoDatabase(data=data)
    return _settings(data, url)


def note_running(data: Path, settings: Settings) -> None:
    """Leave where this installation answers, for commands that are given the same folder."""
    data.mkdir(parents=True, exist_ok=True)
    running = {"public_url": settings.public_url, "database_schema": settings.database_schema}
    (data / RUNNING).write_text(json.dumps(running))


def _settings(data: Path, url: str) -> Settings:
    file = data / RUNNING
    noted = json.loads(file.read_text()) if file.exists() else {}
    return configuration.read(url, _key(data), **noted)


def _key(data: Path) -> str | None:
    """The key in the data folder, made at first use; None where the environment gives one.

    With a database of one's own there may be several machines, and a key made here would be another
    one elsewhere: then the environment must give it.
    """
    if configuration.gives_secret_key() or configuration.given_database_url():
        return None
    file = data / "secret-key"
    if not file.exists():
        data.mkdir(parents=True, exist_ok=True)
        _write_once(file, secrets.token_urlsafe(48))
    return file.read_text().strip()


def _write_once(file: Path, text: str) -> None:
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    with os.fdopen(handle, "w") as opened:
        opened.write(text)
