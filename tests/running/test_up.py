"""`gezel up`: one process to start and stop for all of one machine, with a database of its own."""

import os
import re
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from service.connections.model import Product
from service.db import cluster, embedded, migrate
from tests.running.installation import (
    GEZEL,
    ROOT,
    STOP_SECONDS,
    Installation,
    add_connection,
    bare_environment,
    free_port,
    status_of,
    wait_until,
)
from tests.running.test_cli import refusal, run

BODY = b'{"timestamp": 1, "webhookEvent": "jira:issue_created"}'


@contextmanager
def up(data: Path, port: int) -> Iterator[subprocess.Popen[str]]:
    """`gezel up`, once it answers."""
    command = [*GEZEL, "up", "--data", str(data), "--port", str(port)]
    with subprocess.Popen(
        command, env=bare_environment(), cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            wait_until(lambda: process.poll() is None and status_of(port, "/healthz") == 200)
            yield process
        finally:
            process.terminate()
            process.wait(STOP_SECONDS)


def children_of(pid: int) -> list[int]:
    found = subprocess.run(
        ["/bin/ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True, check=False
    )
    return [int(word) for word in found.stdout.split()]


def descendants_of(pid: int) -> list[int]:
    return [found for child in children_of(pid) for found in (child, *descendants_of(child))]


def is_running(pid: int) -> bool:
    return cluster._command_of(pid).strip() != ""


def test_ctrl_c_leaves_nothing_behind(data: Path) -> None:
    """A terminal sends it to the whole group at once, as here."""
    port = free_port()
    command = [*GEZEL, "up", "--data", str(data), "--port", str(port)]
    with subprocess.Popen(
        command, env=bare_environment(), cwd=ROOT, stdout=subprocess.PIPE, text=True,
        start_new_session=True, preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),
    ) as process:  # fmt: skip
        wait_until(lambda: process.poll() is None and status_of(port, "/healthz") == 200)
        parts = descendants_of(process.pid)
        os.killpg(process.pid, signal.SIGINT)
        process.communicate(timeout=STOP_SECONDS)  # ends when nobody holds its output any more
    assert process.returncode == 130
    assert not any(is_running(pid) for pid in parts)


def test_up_serves_from_a_database_of_its_own_until_sigterm(data: Path) -> None:
    port = free_port()
    with up(data, port) as process:
        assert status_of(port, "/readyz") == 200
        everything = descendants_of(process.pid)
        assert len(everything) >= 5  # the database, two web processes and their master, the worker
        assert run(bare_environment(), "status", "--data", str(data), "--json").returncode == 0
        second = run(bare_environment(), "up", "--data", str(data), "--port", str(free_port()))
        assert f"Another Gezel already uses {data} (process {process.pid})" in refusal(second)
        assert status_of(port, "/readyz") == 200  # neither of them did it any harm
        process.send_signal(signal.SIGTERM)
        printed, _ = process.communicate(timeout=STOP_SECONDS)
        assert process.returncode == 128 + signal.SIGTERM
    assert re.search(rf"http://localhost:{port}/setup/\S+", printed.replace("\n", ""))
    assert "Traceback" not in printed
    wait_until(lambda: not any(is_running(pid) for pid in everything), 5)
    assert embedded.find(data) is None


def test_while_the_database_is_away_a_delivery_is_refused_in_time(
    data: Path, tmp_path: Path
) -> None:
    here = Installation(cluster.url(data), "public", tmp_path, free_port())
    try:
        with embedded.running(data):
            with here.connect() as db:
                migrate.migrate(db, here.schema)
            sender = add_connection(here, "jira", Product.JIRA_CLOUD)
            here.serve()
            assert sender.post(BODY) == 202
        for _ in range(3):
            began = time.monotonic()
            assert sender.post(BODY) == 503
            assert time.monotonic() - began < 3.0
        assert status_of(here.port, "/readyz") == 503
        assert status_of(here.port, "/healthz") == 200
        with embedded.running(data):  # it comes back, and nobody needs to do anything
            wait_until(lambda: sender.post(BODY) == 202)
    finally:
        here.stop()
