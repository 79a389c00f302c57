"""`gezel connection add` with an address: tried at once, its token never an argument."""

import json
import subprocess
from collections.abc import Iterator
from dataclasses import replace

import pytest

from tests.double import server
from tests.double.server import Double
from tests.double.world import World
from tests.running.installation import GEZEL, ROOT, Installation

ADD = ("connection", "add", "our-jira", "--product", "jira-cloud", "--projects", "HARB", "--json")


@pytest.fixture
def there() -> Iterator[Double]:
    with server.running(World()) as double:
        yield double


def add(installation: Installation, there: Double, token: str) -> subprocess.CompletedProcess[str]:
    """With the address and e-mail as arguments, and the token in the environment."""
    here = replace(installation, settings={"GEZEL_CONNECTION_TOKEN": token})
    opening = ("--address", there.url, "--email", there.world.email)
    return subprocess.run(
        [*GEZEL, *ADD, *opening, "--data", str(here.folder)], env=here.environment, cwd=ROOT,
        capture_output=True, text=True, timeout=60,
    )  # fmt: skip


def test_an_address_is_tried_and_kept(installation: Installation, there: Double) -> None:
    done = add(installation, there, there.world.api_token)
    assert done.returncode == 0, done.stderr
    made = json.loads(done.stdout)
    assert made["account"] == "Gezel"
    assert made["takes"] == "HARB"
    with installation.connect() as db:
        kept = db.execute("SELECT base_url, auth, credentials FROM connection").fetchone()
    assert kept
    assert kept[:2] == (there.url, "api_token")
    assert there.world.api_token.encode() not in bytes(kept[2])


def test_a_wrong_token_says_what_to_change_and_nothing_is_made(
    installation: Installation, there: Double
) -> None:
    done = add(installation, there, "wrong")
    assert done.returncode == 1
    assert "does not accept these credentials" in done.stderr
    assert "Traceback" not in done.stderr
    with installation.connect() as db:
        assert db.execute("SELECT count(*) FROM connection").fetchone() == (0,)


def test_without_a_token_in_the_environment_it_is_asked_for(
    installation: Installation, there: Double
) -> None:
    opening = ("--address", there.url, "--email", there.world.email)
    done = subprocess.run(
        [*GEZEL, *ADD, *opening, "--data", str(installation.folder)],
        env=installation.environment, cwd=ROOT, input=f"{there.world.api_token}\n",
        capture_output=True, text=True, timeout=60, start_new_session=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["account"] == "Gezel"
    assert there.world.api_token not in done.stdout + done.stderr
