"""The proxy of `deploy/nginx.conf` takes in slow uploads, so that they hold up nobody."""

import http.client
import os
import shutil
import subprocess
import threading
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from service.connections.model import Product
from tests.running.installation import (
    ROOT,
    Installation,
    Sender,
    add_connection,
    free_port,
    status_of,
    wait_until,
)

BODY = b'{"timestamp": 1, "webhookEvent": "none", "filling": "' + b"x" * 20 * 1024 * 1024 + b'"}'
PIECE = 64 * 1024
THREADS = 2  # as many as there are slow uploads: one more request has nowhere to go
WAITS_SECONDS = 2.0


@pytest.fixture
def jira(installation: Installation) -> Sender:
    """A server of one process with two threads, and who sends to it."""
    installation.settings |= {"GEZEL_WEB_WORKERS": "1", "GEZEL_WEB_THREADS": str(THREADS)}
    sender = add_connection(installation, "jira", Product.JIRA_CLOUD)
    installation.serve()
    return sender


@pytest.fixture
def nginx() -> str:
    found = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
    if found is None:
        if os.environ.get("CI") == "true":
            pytest.fail("nginx is missing, and CI shows what deploy/nginx.conf is for")
        pytest.skip("nginx is not installed here, so deploy/nginx.conf cannot be tried")
    return found


@contextmanager
def proxy(nginx: str, behind: int, folder: Path) -> Iterator[int]:
    """nginx with the configuration of `deploy/`, on other ports; yields its own."""
    port = free_port()
    given = (ROOT / "deploy" / "nginx.conf").read_text()
    assert given.count("127.0.0.1:8400") == 1
    assert given.count("listen 8080;") == 1
    ours = given.replace("127.0.0.1:8400", f"127.0.0.1:{behind}").replace(
        "listen 8080;", f"listen 127.0.0.1:{port};"
    )
    file = folder / "nginx.conf"
    file.write_text(_around(ours, folder))
    command = [nginx, "-e", str(folder / "error.log"), "-p", str(folder), "-c", str(file)]
    with subprocess.Popen(command) as process:
        try:
            wait_until(lambda: process.poll() is None and status_of(port, "/healthz") == 200)
            yield port
        finally:
            process.terminate()


def _around(servers: str, folder: Path) -> str:
    """What Debian's nginx.conf has around the files of sites."""
    user = "user root;" if os.geteuid() == 0 else ""
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    temporary = "\n".join(f"{kind}_temp_path {folder}/{kind};" for kind in kinds)
    return (
        f"daemon off; worker_processes 1; pid {folder}/nginx.pid; {user}\n"
        "events { worker_connections 64; }\n"
        f"http {{\naccess_log off;\n{temporary}\n{servers}\n}}\n"
    )


class SlowUploads:
    """Two deliveries of 20 MB that come in at about a megabyte a second, until told to hurry."""

    def __init__(self, sender: Sender, port: int) -> None:
        self._sender, self._port = sender, port
        self._hurry = threading.Event()
        self._begun = threading.Semaphore(0)
        self._threads = ThreadPoolExecutor(THREADS)
        self._answers: list[Future[int]] = []

    def __enter__(self) -> "SlowUploads":
        self._answers = [self._threads.submit(self._upload) for _ in range(THREADS)]
        for _ in range(THREADS):
            assert self._begun.acquire(timeout=10)
        return self

    def __exit__(self, *_: object) -> None:
        self._hurry.set()
        self._threads.shutdown()

    def finished(self) -> list[int]:
        """Hurry; what both were answered."""
        self._hurry.set()
        return [answer.result(30) for answer in self._answers]

    def _upload(self) -> int:
        with closing(http.client.HTTPConnection("127.0.0.1", self._port, timeout=30)) as line:
            line.putrequest("POST", self._sender.path)
            for name, text in self._sender.headers(BODY).items():
                line.putheader(name, text)
            line.putheader("Content-Length", str(len(BODY)))
            line.endheaders()
            for start in range(0, len(BODY), PIECE):
                line.send(BODY[start : start + PIECE])
                if start == 4 * PIECE:
                    self._begun.release()
                self._hurry.wait(PIECE / 1_000_000)
            return line.getresponse().status


def test_behind_the_proxy_slow_uploads_keep_nobody_waiting(
    nginx: str, installation: Installation, jira: Sender, tmp_path: Path
) -> None:
    with proxy(nginx, installation.port, tmp_path) as port, SlowUploads(jira, port) as uploads:
        for _ in range(10):
            began = time.monotonic()
            assert status_of(port, "/healthz", WAITS_SECONDS) == 200
            assert time.monotonic() - began < WAITS_SECONDS / 2
        assert uploads.finished() == [202, 202]


def test_without_the_proxy_they_do(installation: Installation, jira: Sender) -> None:
    """So the test above can fail; and this is why the README asks for a proxy."""
    with SlowUploads(jira, installation.port) as uploads:
        assert status_of(installation.port, "/healthz", WAITS_SECONDS) is None
        assert uploads.finished() == [202, 202]
    assert status_of(installation.port, "/healthz", WAITS_SECONDS) == 200
