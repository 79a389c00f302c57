"""A thread that stays on a busy connection: answers stay right, and nobody waits for it."""

import http.client
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager

import pytest

from service.connections.model import Product
from tests.running.installation import Installation, Sender, add_connection, pending, status_of

BODY = b'{"timestamp": 1, "webhookEvent": "none"}'
THREADS = 2
WAITS_SECONDS = 2.0


@pytest.fixture
def jira(installation: Installation) -> Sender:
    """A server of one process with two threads, and who sends to it."""
    installation.settings |= {"GEZEL_WEB_WORKERS": "1", "GEZEL_WEB_THREADS": str(THREADS)}
    sender = add_connection(installation, "jira", Product.JIRA_CLOUD)
    installation.serve()
    return sender


def line_to(sender: Sender) -> http.client.HTTPConnection:
    return http.client.HTTPConnection("127.0.0.1", sender.port, timeout=20)


def post(line: http.client.HTTPConnection, sender: Sender, **more: str) -> int:
    line.request("POST", sender.path, BODY, sender.headers(BODY) | more)
    with line.getresponse() as answer:
        answer.read()
    return answer.status


def test_requests_that_follow_at_once_are_each_answered(
    installation: Installation, jira: Sender
) -> None:
    """Also after a refusal, which leaves the body unread."""
    with closing(line_to(jira)) as line:
        answers = [post(line, jira, **{"X-Hub-Signature": ""}), *(post(line, jira) for _ in "123")]
    assert answers == [401, 202, 202, 202]
    with installation.connect() as db:
        assert pending(db) == 3


@contextmanager
def busy(sender: Sender, lines: int) -> Iterator[list[int]]:
    """Connections that send without a pause; yields what they were answered so far."""
    answers: list[int] = []
    enough = threading.Event()

    def send() -> None:
        with closing(line_to(sender)) as line:
            while not enough.is_set():
                answers.append(post(line, sender))

    threads = [threading.Thread(target=send) for _ in range(lines)]
    for thread in threads:
        thread.start()
    try:
        yield answers
    finally:
        enough.set()
        for thread in threads:
            thread.join()


def test_busy_connections_leave_a_thread_to_others(jira: Sender) -> None:
    with busy(jira, THREADS) as answers:
        for _ in range(5):
            assert status_of(jira.port, "/healthz", WAITS_SECONDS) == 200
    assert set(answers) == {202}


def test_idle_connections_leave_a_thread_to_others(jira: Sender) -> None:
    with closing(line_to(jira)) as one, closing(line_to(jira)) as other:
        assert [post(one, jira), post(other, jira)] == [202, 202]
        assert status_of(jira.port, "/healthz", WAITS_SECONDS) == 200
        assert [post(one, jira), post(other, jira)] == [202, 202]
