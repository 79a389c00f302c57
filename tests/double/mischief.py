"""What can go wrong on command."""

import socket
import time
from dataclasses import dataclass, field

from werkzeug import Request, Response


@dataclass(frozen=True, slots=True)
class Mischief:
    """Instead of the right answer: a status with headers and a body, a silence of so many seconds,
    or a line that goes dead, before the call was worked or after it."""

    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b'{"errorMessages": ["Not now."]}'
    silence: float = 0.0
    hangs_up: bool = False
    after_work: bool = False
    path: str = ""  #: only calls whose path holds this

    def fits(self, path: str) -> bool:
        return self.path in path

    def done(self, request: Request) -> Response:
        time.sleep(self.silence)
        if self.hangs_up:
            request.environ["werkzeug.socket"].shutdown(socket.SHUT_RDWR)
        return Response(self.body, self.status or 503, self.headers, mimetype="application/json")


def too_many(reason: str = "", **headers: str) -> Mischief:
    """A 429 with a reason; headers are written with underscores: Retry_After="3"."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Mischief(429, named | ({"RateLimit-Reason": reason} if reason else {}))
