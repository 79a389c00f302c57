"""`gezel backfill`, killed and started again, and `gezel import jira-csv`: real processes."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from service.connections import actions, actions_access
from service.connections.model import Auth, Product
from service.connections.secrets import Vault
from service.db.sql import Connection, value
from tests.double.apache import DATA
from tests.jobs.lives import rows
from tests.running.installation import GEZEL, KEY, ROOT, SETUP, Installation, wait_until

ISSUES = 1500
EXPORT = """\
Summary,Issue key,Issue id,Issue Type,Status,Status Category,Created,Updated,Assignee,Assignee Id,\
Comment
Quay lights,QUAY-1,501,Task,Done,Done,02/Mar/26 9:00 AM,03/Mar/26 4:00 PM,Ann,acc-ann,
Quay signs,QUAY-2,502,Task,To Do,To Do,02/Mar/26 9:00 AM,03/Mar/26 4:00 PM,,,\
"03/Mar/26 4:00 PM;acc-ann;Hi"
"""


@contextmanager
def double_of_apache() -> Iterator[str]:
    """The double as a process of its own; its address."""
    files = sorted(DATA.glob("*.jsonl.gz"))
    if not files:
        pytest.skip("the recorded issues are not beside the repository")
    command = [sys.executable, "-m", "tests.double", "--most", str(ISSUES)]
    command += ["--data", *map(str, files)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        try:
            yield process.stdout.readline().strip()
        finally:
            process.kill()


def connect(here: Installation, db: Connection, name: str, url: str) -> int:
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
    printed, _ = process.communicate(timeout=240)
    assert process.returncode == 0, printed
    found: dict[str, Any] = json.loads(printed.splitlines()[-1])
    return found


def kill_at(here: Installation, db: Connection, name: str, number: int) -> None:
    """SIGKILL one as soon as so many issues are in."""
    process = backfill(here, name)
    wait_until(lambda: int(value(db, "SELECT max(done) FROM backfill") or 0) >= number, 120)
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()


def test_a_backfill_that_is_killed_twice_ends_as_one_that_was_not(
    installation: Installation,
) -> None:
    with double_of_apache() as url, installation.connect() as db:
        whole = connect(installation, db, "whole", url)
        assert ended(backfill(installation, "whole")) == {
            "state": "done", "done": ISSUES, "reason": None,
        }  # fmt: skip
        expected = rows(db, whole)
        assert len(expected[0]) == ISSUES
        db.execute("TRUNCATE backfill, contribution, work_item CASCADE")
        cut = connect(installation, db, "cut", url)
        for number in (300, 900):
            kill_at(installation, db, "cut", number)
        assert len(rows(db, cut)[0]) < ISSUES
        assert ended(backfill(installation, "cut"))["done"] == ISSUES
        assert rows(db, cut) == expected


def test_an_export_of_jira_is_imported_by_anybody(
    installation: Installation, tmp_path: Path
) -> None:
    file = tmp_path / "export.csv"
    file.write_text(EXPORT)
    command = [*GEZEL, "import", "jira-csv", str(file), "--data", str(installation.folder)]
    for _ in range(2):
        done = subprocess.run(
            [*command, "--json"], env=installation.environment, cwd=ROOT, capture_output=True,
            text=True, check=True,
        )  # fmt: skip
        assert json.loads(done.stdout) == {"issues": 2, "comments": 1}
    with installation.connect() as db:
        made = value(db, "SELECT id FROM connection WHERE name = 'jira-csv'")
        work, parts = rows(db, made)
    assert [(row[1], row[8]) for row in work] == [("QUAY-1", "done"), ("QUAY-2", "new")]
    assert [row[1:4] for row in parts] == [
        ("acc-ann", "Ann", "assignee"), ("acc-ann", "Ann", "commenter"),
    ]  # fmt: skip


def test_a_file_that_cannot_be_read_says_where_and_changes_nothing(
    installation: Installation, tmp_path: Path
) -> None:
    file = tmp_path / "export.csv"
    file.write_text(EXPORT.replace("Quay signs", ""))
    done = subprocess.run(
        [*GEZEL, "import", "jira-csv", str(file), "--data", str(installation.folder)],
        env=installation.environment, cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert "Line 3: Summary is empty." in " ".join(done.stderr.split())
    with installation.connect() as db:
        assert value(db, "SELECT count(*) FROM connection") == 0
