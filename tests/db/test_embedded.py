import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from service.db import cluster, embedded, hosting
from service.errors import Conflict, Misconfigured, Unavailable

ROOT = Path(__file__).parents[2]
OWNER = """
import signal, sys, time
from pathlib import Path
from service.db import embedded

def end(*_):
    raise SystemExit(0)

signal.signal(signal.SIGTERM, end)
with embedded.running(Path(sys.argv[1])) as url:
    print("ready", flush=True)
    time.sleep(60)
"""


@contextmanager
def another_owner(data: Path) -> Iterator[subprocess.Popen[str]]:
    """A process that owns the server in `data`, ready to be used."""
    command = [sys.executable, "-c", OWNER, str(data)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
            yield process
        finally:
            process.terminate()


def postmaster(data: Path) -> int:
    return int((data / "postgres" / "postmaster.pid").read_text().split("\n")[0])


def is_running(pid: int) -> bool:
    """Whether a process runs; one that ended and was not collected yet does not."""
    return cluster._command_of(pid).strip() != ""


def write_note(url: str) -> None:
    with psycopg.connect(url) as db:
        db.execute("CREATE TABLE note AS SELECT 'kept' AS text")


def read_note(url: str) -> str:
    with psycopg.connect(url) as db:
        row = db.execute("SELECT text FROM note").fetchone()
    assert row is not None
    return str(row[0])


def setting(url: str, name: str) -> str:
    with psycopg.connect(url) as db:
        row = db.execute("SELECT current_setting(%s)", [name]).fetchone()
    assert row is not None
    return str(row[0])


def test_a_first_start_makes_a_private_durable_server(data: Path) -> None:
    with embedded.running(data) as url:
        found = {name: setting(url, name) for name in ("fsync", "listen_addresses")}
        with psycopg.connect(url) as db:
            assert db.info.dbname == "gezel"
            assert db.info.encoding == "utf-8"
            databases = db.execute("SELECT datcollate FROM pg_database").fetchall()
        modes = {name: (data / name).stat().st_mode & 0o777 for name in ("postgres", "run")}
        pid = postmaster(data)
        # A session of its own: Ctrl-C in the terminal reaches the owner alone.
        assert os.getsid(pid) != os.getsid(0)
    assert found == {"fsync": "on", "listen_addresses": ""}
    assert {name for (name,) in databases} == {"C.UTF-8"}
    assert modes == {"postgres": 0o700, "run": 0o700}
    assert (data / "postgres.log").stat().st_mode & 0o077 == 0
    assert not is_running(pid)


def test_a_second_start_is_quick_and_keeps_the_data(data: Path) -> None:
    with embedded.running(data) as url:
        write_note(url)
    begin = time.monotonic()
    with embedded.running(data) as url:
        seconds = time.monotonic() - begin
        assert read_note(url) == "kept"
    assert seconds < 1.0


def test_sigterm_to_its_owner_stops_the_server(data: Path) -> None:
    with another_owner(data) as owner:
        pid = postmaster(data)
        assert is_running(pid)
        owner.terminate()
        assert owner.wait(10) == 0
    assert not is_running(pid)
    assert not (data / "postgres" / "postmaster.pid").exists()


def test_the_server_of_a_killed_owner_is_stopped_and_its_data_kept(data: Path) -> None:
    with another_owner(data) as owner:
        left_over = postmaster(data)
        write_note(cluster.url(data))
        owner.kill()
        owner.wait(10)
    assert is_running(left_over)
    assert embedded.find(data) is not None
    with embedded.running(data) as url:
        assert not is_running(left_over)
        assert postmaster(data) != left_over
        assert read_note(url) == "kept"


def test_a_noted_process_that_is_another_program_is_left_alone(data: Path) -> None:
    with embedded.running(data) as url:
        write_note(url)
        rest = (data / "postgres" / "postmaster.pid").read_text().split("\n", 1)[1]
    user = hosting.account()
    with user.start(["/bin/sleep", "60"], subprocess.DEVNULL) as stranger:
        (data / "postgres" / "postmaster.pid").write_text(f"{stranger.pid}\n{rest}")
        with embedded.running(data) as url:
            assert read_note(url) == "kept"
        assert stranger.poll() is None
        stranger.kill()


def test_a_half_made_cluster_is_made_anew(data: Path) -> None:
    (data / "postgres.new").mkdir(parents=True)
    (data / "postgres.new" / "PG_VERSION").write_text("18\n")
    data.chmod(0o711)
    with embedded.running(data) as url:
        assert setting(url, "fsync") == "on"
    assert not (data / "postgres.new").exists()


def test_a_second_owner_is_refused_and_told_who_has_it(data: Path) -> None:
    with embedded.running(data) as url:
        with pytest.raises(Conflict) as refused, embedded.running(data):
            pytest.fail("two owners at once")
        assert setting(url, "fsync") == "on"
    assert str(refused.value) == (
        f"Another Gezel already uses {data} (process {os.getpid()}). "
        "Stop it, or choose another folder with --data."
    )


@pytest.mark.parametrize(
    ("name", "words"),
    [("x" * 90, "too long for a database socket"), ("one,two", "cannot have a comma")],
)
def test_a_path_that_no_socket_can_have_is_refused(data: Path, name: str, words: str) -> None:
    with pytest.raises(Misconfigured, match=words) as refused, embedded.running(data / name):
        pytest.fail("started")
    assert "--data" in str(refused.value)
    assert not data.exists()


def test_the_longest_allowed_path_serves(data: Path) -> None:
    room = embedded.SOCKET_PATH_LIMIT - len(f"{data}/run/.s.PGSQL.5432")
    with embedded.running(data.with_name(data.name + "x" * room)) as url:
        assert setting(url, "fsync") == "on"


def test_a_folder_that_others_may_write_in_is_refused(data: Path) -> None:
    (data / "something").mkdir(parents=True)
    data.chmod(0o777)
    with pytest.raises(Misconfigured, match="others may write in it"), embedded.running(data):
        pytest.fail("started")
    assert data.stat().st_mode & 0o777 == 0o777


def test_a_failure_inside_stops_the_server_and_a_large_log_begins_anew(data: Path) -> None:
    def fail() -> None:
        with embedded.running(data):
            pids.append(postmaster(data))
            raise ZeroDivisionError

    pids: list[int] = []
    data.mkdir()
    data.chmod(0o711)
    (data / "postgres.log").touch()
    os.truncate(data / "postgres.log", cluster.LOG_LIMIT + 1)
    with pytest.raises(ZeroDivisionError):
        fail()
    assert not is_running(pids[0])
    assert 0 < (data / "postgres.log").stat().st_size < 10_000


def test_a_start_that_fails_shows_the_end_of_the_log(data: Path) -> None:
    with embedded.running(data):
        pass
    (data / "postgres" / "PG_VERSION").write_text("9.6\n")
    with pytest.raises(Unavailable, match=r"did not start.*\n(.*\n)*.*9\.6"):
        embedded.running(data).__enter__()


def test_find_sees_only_a_server_that_runs(data: Path) -> None:
    assert embedded.find(data) is None
    assert not data.exists()
    with another_owner(data) as owner:
        url = embedded.find(data)
        assert url is not None
        assert setting(url, "fsync") == "on"
        owner.terminate()
        owner.wait(10)
    assert embedded.find(data) is None
