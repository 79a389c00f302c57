"""What the commands of `gezel` do, one function each, without the terminal."""

import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import Progress

from service import clock, create_app, home, log, processes, webhooks
from service import settings as configuration
from service.actor import System
from service.atlassian import replay as sending
from service.connections import reads
from service.connections.secrets import Vault
from service.db import migrate as migrations_of
from service.db import pool, sql
from service.demo import play
from service.errors import GezelError
from service.feedback import reads_work as feedback
from service.jobs import drain, worker
from service.people import actions_links as people
from service.settings import Settings
from service.skills import actions as skill_actions
from service.skills import actions_terms as terms
from service.skills import reads as skills
from service.skills.terms import Key
from service.work import reads as work_reads

COMMAND = System("command line")
DEMO_SCHEMA = "gezel_demo"
DEMO_HOST = "127.0.0.1"  # its door needs no password
SEEN_WITHIN_SECONDS = 60.0


class PortTaken(GezelError):
    """Something answers on port %(port)s already. Choose another with --port."""


class NotReachable(GezelError):
    """No server answers at %(url)s. Start `gezel up` first, or name the server with --url."""


def up(data: Path, port: int, host: str, console: Console) -> None:
    """Own a database, bring it up to date, and run web and worker until told to stop."""
    _must_be_free(host, port)
    with home.owned(data) as settings:
        settings = replace(settings, public_url=_public_url(port))
        with _connected(settings) as db:
            migrations_of.migrate(db, settings.database_schema)
            skill_actions.load_starter(db, COMMAND)
            setup = people.setup_link(db, COMMAND)
        if setup:
            console.print("First visit, once and within an hour:")
            console.print(f"{settings.public_url}/setup/{setup}", soft_wrap=True)
        console.print(f"Gezel is at {settings.public_url}. Ctrl-C stops it.")
        _run(settings, data, port, host, {})


def demo(data: Path, port: int, console: Console) -> None:
    """Own a database with the demo organisation in it, and run until told to stop."""
    _must_be_free(DEMO_HOST, port)
    with home.owned(data) as settings:
        settings = replace(
            settings, database_schema=DEMO_SCHEMA, demo=True, public_url=f"http://localhost:{port}"
        )
        play.once(settings, ROAD, console)
        console.print(f"The demo is at http://localhost:{port}. Ctrl-C stops it.")
        _run(settings, data, port, DEMO_HOST, {"GEZEL_DEMO": "true"})


def _must_be_free(host: str, port: int) -> None:
    try:
        socket.create_server((host, port)).close()
    except OSError as taken:
        raise PortTaken(port=port) from taken


def _run(settings: Settings, data: Path, port: int, host: str, extra: dict[str, str]) -> None:
    home.note_running(data, settings)
    place = ["--data", str(data)]
    parts = [["serve", "--port", str(port), "--host", host, *place], ["work", *place]]
    processes.run(settings, parts, extra)


def _public_url(port: int) -> str:
    named = configuration.given_public_url()
    return named or f"http://localhost:{port}"


def work(settings: Settings) -> None:
    log.configure(settings)
    clock.settle(settings.time_zone)
    worker.run(settings, webhooks.handlers.handle, _listen(settings), webhooks.telling.hear)


def _listen(settings: Settings) -> drain.Listen:
    """How words are heard here: hashed with this installation's secret."""
    return partial(terms.hear, actor=drain.DRAIN, key=Key.of(settings.secret_key))


def _drain(db: sql.Connection, settings: Settings) -> None:
    """Work in all that was sent, words and all, before the play goes on."""
    listen = _listen(settings)
    drain.until_empty(db, webhooks.handlers.handle)
    while listen(db):
        pass


ROAD = play.Road(create_app, _drain)


def migrate(data: Path) -> list[str]:
    """Names of the migrations that were applied now."""
    with database(data) as (settings, db):
        return migrations_of.migrate(db, settings.database_schema)


def migrations(data: Path) -> list[tuple[str, str]]:
    """Every migration and whether it is `applied` or `waits`."""
    settings = home.found(data)
    with _connected(settings) as db:
        done = set(migrations_of.applied(db))
    return [(n, "applied" if n in done else "waits") for n in migrations_of.available()]


def status(data: Path) -> dict[str, Any]:
    """Counts of what was received and what came of it."""
    with _connected(home.found(data)) as db:
        return {
            "deliveries": reads.counts(db, COMMAND),
            "lag_seconds": round(reads.lag_seconds(db, COMMAND), 1),
            "work_items": work_reads.count(db, COMMAND),
            "links": skills.count_links(db, COMMAND),
            "asks": feedback.count_asks(db, COMMAND),
            "feedback": feedback.count_feedback(db, COMMAND),
        }


def replay(
    data: Path, name: str, paths: list[Path], url: str | None, progress: Progress
) -> list[dict[str, Any]]:
    """Send bodies and wait until each was handled: `file`, `status`, `state`, `reason`."""
    settings = home.found(data)
    bodies = sending.files(paths)
    address = f"{(url or settings.public_url).rstrip('/')}/webhooks/{name}"
    with _connected(settings) as db:
        sealed = reads.sealed_secrets(db, COMMAND, name)
        secret = Vault(settings.secret_key).open(sealed.secret)
        task = progress.add_task("Sending", total=len(bodies))
        answers = []
        for answer in sending.send(address, secret, bodies):
            answers.append(answer)
            progress.advance(task)
        if answers and all(answer.status is None for answer in answers):
            raise NotReachable(url=address)
        became = _wait(db, sealed.id, [f"id:{answer.identifier}" for answer in answers])
    return [
        {
            "file": str(answer.file),
            "status": answer.status,
            "state": became.get(f"id:{answer.identifier}", ("not kept", None))[0],
            "reason": became.get(f"id:{answer.identifier}", ("", answer.words))[1],
        }
        for answer in answers
    ]


def _wait(
    db: sql.Connection, connection_id: int, identifiers: list[str]
) -> dict[str, tuple[str, str | None]]:
    """State and reason by identifier, once none is pending any more, or a minute has passed."""
    until = time.monotonic() + SEEN_WITHIN_SECONDS
    while True:
        found = reads.outcomes(db, COMMAND, connection_id, identifiers)
        pending = [one for one in found if one.state == "pending"]
        if not pending or time.monotonic() > until:
            return {one.identifier: (one.state, one.reason) for one in found}
        time.sleep(0.2)


@contextmanager
def database(data: Path) -> Iterator[tuple[Settings, sql.Connection]]:
    """The database that runs, or our own for as long as this lasts; migrated."""
    with served(data) as settings, _connected(settings) as db:
        yield settings, db


@contextmanager
def served(data: Path) -> Iterator[Settings]:
    """The same, for what lasts long: the time goes on."""
    if home.runs(data):
        yield home.found(data)
        return
    with home.owned(data) as settings:
        with _connected(settings) as db:
            migrations_of.migrate(db, settings.database_schema)
        yield settings


@contextmanager
def _connected(settings: Settings) -> Iterator[sql.Connection]:
    with pool.connect(settings.database_url, settings.database_schema) as db, clock.stopped():
        yield db
