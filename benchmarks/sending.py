"""The load: prepared requests over some connections, from a process of its own.

It writes bytes that were made before and reads bare answers, so that it takes little of the
machine that it measures.
"""

import multiprocessing
import socket
import time
from collections.abc import Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection as Pipe
from threading import Thread

from tests.running.installation import Sender

CONNECTIONS = 8
END_OF_HEAD = b"\r\n\r\n"


@dataclass(frozen=True, slots=True)
class Sent:
    """When each delivery was answered 202, and when the first was sent; `time.monotonic`."""

    began: float
    answered: list[float]

    @property
    def per_second(self) -> float:
        return len(self.answered) / (max(self.answered) - self.began)


def prepared(sender: Sender, bodies: Sequence[bytes]) -> list[bytes]:
    """Whole signed requests, each under an identifier of its own."""
    return [_request(sender, body) for body in bodies]


def _request(sender: Sender, body: bytes) -> bytes:
    named = sender.headers(body) | {"Host": "127.0.0.1", "Content-Length": str(len(body))}
    lines = [f"POST {sender.path} HTTP/1.1", *(f"{name}: {text}" for name, text in named.items())]
    return "\r\n".join(lines).encode() + END_OF_HEAD + body


class Load:
    """Requests being sent in another process; `result` waits for the last answer."""

    def __init__(self, port: int, requests: list[bytes], per_second: float | None = None) -> None:
        forking = multiprocessing.get_context("fork")  # the requests need not be copied
        self._pipe, far_end = forking.Pipe(duplex=False)
        self._process = forking.Process(target=_send, args=(far_end, port, requests, per_second))
        self._process.start()
        far_end.close()

    @property
    def is_running(self) -> bool:
        return self._process.is_alive() and not self._pipe.poll()

    def result(self) -> Sent:
        sent: Sent = self._pipe.recv()
        self._process.join()
        return sent


def _send(
    result: "Pipe[Sent, object]", port: int, requests: list[bytes], per_second: float | None
) -> None:
    began = time.monotonic()
    answered = [0.0] * len(requests)
    threads = [
        Thread(target=_one_of_eight, args=(port, requests, answered, place, began, per_second))
        for place in range(CONNECTIONS)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    result.send(Sent(began, answered))


def _one_of_eight(
    port: int,
    requests: list[bytes],
    answered: list[float],
    place: int,
    began: float,
    per_second: float | None,
) -> None:
    """Send every eighth request: one after another, or each at its time."""
    with socket.create_connection(("127.0.0.1", port)) as line:
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for number in range(place, len(requests), CONNECTIONS):
            if per_second:
                time.sleep(max(0.0, began + number / per_second - time.monotonic()))
            line.sendall(requests[number])
            _read_answer(line)
            answered[number] = time.monotonic()


def _read_answer(line: socket.socket) -> None:
    """A 202, which has no body."""
    answer = b""
    while not answer.endswith(END_OF_HEAD):
        received = line.recv(4096)
        if not received:
            raise ConnectionError("the server hung up")
        answer += received
    if not answer.startswith(b"HTTP/1.1 202 "):
        raise ConnectionError(answer.decode(errors="replace"))
