"""`gezel backfill`, killed and started again, and `gezel import jira-csv`: real processes."""

import json
import subprocess
from datetime import date
from pathlib import Path

import pytest

from service.connections import actions_past
from service.db.sql import value
from tests.double.apache import DATA
from tests.jobs.lives import rows
from tests.running import filling
from tests.running.installation import GEZEL, ROOT, SETUP, Installation

ISSUES, FEW = 1500, 100
EXPORT = """\
Summary,Issue key,Issue id,Issue Type,Status,Status Category,Created,Updated,Assignee,Assignee Id,\
Comment
Quay lights,QUAY-1,501,Task,Done,Done,02/Mar/26 9:00 AM,03/Mar/26 4:00 PM,Ann,acc-ann,
Quay signs,QUAY-2,502,Task,To Do,To Do,02/Mar/26 9:00 AM,03/Mar/26 4:00 PM,,,\
"03/Mar/26 4:00 PM;acc-ann;Hi"
"""


@pytest.fixture
def files() -> list[Path]:
    found = sorted(DATA.glob("*.jsonl.gz"))
    if not found:
        pytest.skip("the recorded issues are not beside the repository")
    return found


def test_a_backfill_that_is_killed_twice_ends_as_one_that_was_not(
    installation: Installation, files: list[Path]
) -> None:
    with filling.double_of(files, ISSUES) as url, installation.connect() as db:
        whole, cut = filling.whole_and_killed(installation, db, url, at=(300, 900))
        assert len(whole[0]) == ISSUES
        assert cut == whole


def test_a_command_looks_on_while_another_process_fills_in(
    installation: Installation, files: list[Path]
) -> None:
    with filling.double_of(files, FEW) as url, installation.connect() as db:
        connection_id = filling.connect(db, "apache", url)
        begun = actions_past.begin_backfill(
            db, SETUP, connection_id, date(2000, 1, 1), by_worker=False
        )
        assert actions_past.take_backfill(db, SETUP, begun.id)
        command = filling.backfill(installation, "apache")
        with pytest.raises(subprocess.TimeoutExpired):
            command.wait(timeout=5)
        actions_past.leave_backfill(db, SETUP, begun.id)
        assert filling.ended(command) == {"state": "done", "done": FEW, "reason": None}
        assert value(db, "SELECT seconds > 0 FROM backfill"), "the rate can be told"


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
