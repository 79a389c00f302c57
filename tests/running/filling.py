"""The past of recorded issues, filled in by `gezel backfill`: a process that can be killed."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from service.connections import actions, actions_access
from service.connections.model import Auth, Product
from service.connections.secrets import Vault
from service.db.sql import Connection, value
from tests.jobs.lives import rows
from tests.running.installation import GEZEL, KEY, ROOT, SETUP, Installation, wait_until

PATIENCE_SECONDS = 600.0


@contextmanager
def double_of(files: Sequence[Path], most: int | None) -> Iterator[str]:
    """The double as a process of its own; its address."""
    command = [sys.executable, "-m", "tests.double", *(["--most", str(most)] if most else [])]
    command += ["--data", *map(str, files)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        try:
            yield process.stdout.readline().strip()
        finally:
            process.kill()


def connect(db: Connection, name: str, url: str) -> int:
    vault = Vault(KEY)
    made, _ = actions.add(db, SETUP, vault, name, Product.JIRA_CLOUD)
    texts = {"email": "gezel@example.org", "token": "right"}
    actions_access.give(db, SETUP, vault, made.id, url, Auth.API_TOKEN, texts)
    return made.id


def backfill(here: Installation, name: str) -> subprocess.Popen[str]:
    command = [*GEZEL, "backfill", "--connection", name, "--since", "2000-01-01", "--json"]
    return subprocess.Popen(
        [*command, "--data", str(here.folder)],
        env=here.environment,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


def ended(process: subprocess.Popen[str]) -> dict[str, Any]:
    printed, _ = process.communicate(timeout=PATIENCE_SECONDS)
    assert process.returncode == 0, printed
    found: dict[str, Any] = json.loads(printed.splitlines()[-1])
    return found


def in_so_far(db: Connection, connection_id: int) -> int:
    query = "SELECT max(done) FROM backfill WHERE connection_id = %(id)s"
    return int(value(db, query, id=connection_id) or 0)


def kill_at(here: Installation, db: Connection, name: str, connection_id: int, number: int) -> None:
    """SIGKILL one as soon as so many issues are in."""
    process = backfill(here, name)
    wait_until(
        lambda: in_so_far(db, connection_id) >= number or process.poll() is not None,
        PATIENCE_SECONDS,
    )
    assert process.poll() is None, process.communicate()[0]
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()


def whole_and_killed(
    here: Installation, db: Connection, url: str, at: Sequence[int]
) -> tuple[list[Any], list[Any]]:
    """All rows after one run, and after one that was killed when so many issues were in."""
    whole, cut = connect(db, "whole", url), connect(db, "cut", url)
    expected = ended(backfill(here, "whole"))["done"]
    for number in at:
        kill_at(here, db, "cut", cut, number)
        assert in_so_far(db, cut) < expected, "it was killed before its end"
    assert ended(backfill(here, "cut"))["done"] == expected
    return rows(db, whole), rows(db, cut)
