"""The command `gezel`, as a person or a program starts it."""

import json
import subprocess
from pathlib import Path
from typing import Any

import click
import pytest

from service.cli import main
from service.connections.model import Product
from service.skills import catalogue_yaml, starter
from tests.atlassian.bodies import OWN
from tests.running.installation import (
    GEZEL,
    ROOT,
    Installation,
    add_connection,
    bare_environment,
    free_port,
)

COMMAND_SECONDS = 60


def gezel(here: Installation, *words: str) -> subprocess.CompletedProcess[str]:
    """Run one command of this installation to its end."""
    return run(here.environment, *words, "--data", str(here.folder))


def run(environment: dict[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*GEZEL, *words],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=COMMAND_SECONDS,
        check=False,
    )


def told(here: Installation, *words: str) -> Any:
    """What a command prints as JSON; it must have succeeded and have nothing else to say."""
    done = gezel(here, *words, "--json")
    assert (done.returncode, done.stderr.strip()) == (0, "")
    return json.loads(done.stdout)


def refusal(done: subprocess.CompletedProcess[str]) -> str:
    """The one line with which a command refuses."""
    assert done.returncode == 1
    assert done.stdout == ""
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 1, done.stderr
    return lines[0]


def commands(group: click.Group, path: str = "gezel") -> list[tuple[str, click.Command]]:
    found: list[tuple[str, click.Command]] = []
    for name, command in group.commands.items():
        found.append((f"{path} {name}", command))
        if isinstance(command, click.Group):
            found += commands(command, f"{path} {name}")
    return found


@pytest.mark.parametrize(("path", "command"), commands(main), ids=lambda value: str(value)[:40])
def test_each_command_says_in_a_sentence_what_it_does(path: str, command: click.Command) -> None:
    sentence = (command.help or "").split("\n\n")[0]
    assert sentence[:1].isupper(), path
    assert sentence.endswith("."), path
    for parameter in command.params:
        assert isinstance(parameter, click.Argument) or getattr(parameter, "help", None), path


def test_help_lists_every_command_with_its_sentence() -> None:
    done = run(bare_environment(), "--help")
    assert (done.returncode, done.stderr) == (0, "")
    listed = done.stdout.split("Commands:")[1]
    for name in (
        "demo",
        "up",
        "serve",
        "work",
        "db",
        "connection",
        "backfill",
        "catalogue",
        "import",
        "replay",
        "status",
    ):
        assert f"\n  {name} " in listed
    assert "..." not in listed  # no sentence is cut off


def test_a_connection_is_added_listed_and_rotated(installation: Installation) -> None:
    url = f"http://127.0.0.1:{installation.port}/webhooks/our-jira"
    seen = {"name": "our-jira", "product": "jira-cloud", "takes": "all projects"}
    seen |= {"webhook_url": url}
    made = told(installation, "connection", "add", "our-jira", "--product", "jira-cloud")
    assert made == seen | {"secret": made["secret"]}
    assert len(made["secret"]) >= 32
    rotated = told(installation, "connection", "rotate", "our-jira")
    assert rotated == seen | {"secret": rotated["secret"]}
    assert rotated["secret"] != made["secret"]
    assert told(installation, "connection", "list") == [seen]  # and never the secret again


def test_replay_tells_what_became_of_each_and_status_counts_it(installation: Installation) -> None:
    add_connection(installation, "cloud", Product.JIRA_CLOUD)
    installation.serve()
    installation.work()
    folder = OWN / "jira-cloud"
    rows = told(installation, "replay", str(folder), "--connection", "cloud")
    assert [Path(row["file"]).name for row in rows] == sorted(f.name for f in folder.iterdir())
    assert {row["status"] for row in rows} == {202}
    states = [row["state"] for row in rows]
    assert (states.count("done"), states.count("ignored")) == (6, 1)
    assert all(set(row) == {"file", "status", "state", "reason"} for row in rows)
    status = told(installation, "status")
    assert status["deliveries"] == {
        "pending": 0, "done": 6, "ignored": 1, "quarantined": 0, "failed": 0,
    }  # fmt: skip
    assert set(status) == {
        "deliveries", "lag_seconds", "work_items", "links", "asks", "feedback",
    }  # fmt: skip
    assert status["lag_seconds"] == 0


def test_the_catalogue_goes_out_and_comes_in(installation: Installation, tmp_path: Path) -> None:
    first, out, again = (tmp_path / name for name in ("first.yaml", "out.csv", "again.yml"))
    first.write_text(catalogue_yaml.written(list(starter.areas())), encoding="utf-8")
    done = gezel(installation, "catalogue", "import", str(first), "--yes")
    assert "new skill     api-design\n" in done.stdout
    assert done.stdout.endswith("The catalogue is as the file says.\n")
    for file in (out, again):
        assert gezel(installation, "catalogue", "export", str(file)).returncode == 0
    assert again.read_text(encoding="utf-8") == first.read_text(encoding="utf-8")
    assert "Nothing was changed." in gezel(installation, "catalogue", "import", str(out)).stdout
    broken = out.read_text(encoding="utf-8").replace("Building,Bouwen", "Building,")
    out.write_text(broken, encoding="utf-8")
    refused = gezel(installation, "catalogue", "import", str(out), "--yes")
    assert refused.returncode == 1
    assert f"{out}:2: This is needed, in both languages." in refused.stderr
    out.write_text(broken.replace("Building,", "Making,Maken"), encoding="utf-8")
    unasked = gezel(installation, "catalogue", "import", str(out))  # nobody there to say yes
    assert "renamed area  building" in unasked.stdout
    assert unasked.returncode == 1
    gezel(installation, "catalogue", "export", str(out))
    assert "Building,Bouwen" in out.read_text(encoding="utf-8")
    assert "its form is not known" in refusal(gezel(installation, "catalogue", "export", "x.txt"))


def test_what_goes_wrong_is_one_line_that_says_what_to_do(installation: Installation) -> None:
    add_connection(installation, "our-jira", Product.JIRA_CLOUD)
    product = ("--product", "jira-cloud")
    assert "Choose another" in refusal(
        gezel(installation, "connection", "add", "our-jira", *product)
    )
    assert "small letters" in refusal(gezel(installation, "connection", "add", "Our!", *product))
    assert refusal(gezel(installation, "connection", "rotate", "their-jira"))
    body = str(OWN / "jira-cloud" / "issue_created.json")
    unheard = gezel(installation, "replay", body, "--connection", "our-jira")
    assert "Start `gezel up` first" in refusal(unheard)


def test_a_database_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    nowhere = {"DATABASE_URL": f"postgresql://gezel@127.0.0.1:{free_port()}/gezel"}
    key = {"GEZEL_SECRET_KEY": "a key that is long enough to be taken here"}
    done = run(bare_environment() | nowhere | key, "status", "--data", str(tmp_path))
    assert "gezel db status" in refusal(done)


def test_status_owns_no_server(tmp_path: Path) -> None:
    done = run(bare_environment(), "status", "--data", str(tmp_path / "nothing"))
    assert "Start `gezel up` first" in refusal(done)
    assert not (tmp_path / "nothing" / "postgres").exists()
