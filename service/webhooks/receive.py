"""`POST /webhooks/<connection>`: verify, keep by one INSERT, answer 202. Nothing else happens here.

Who is unknown (404) or unsigned (401) is answered before the body is read. While the database is
away the answer is 503, so that the sender tries again.
"""

import hashlib
import json
import time
from typing import TYPE_CHECKING

from werkzeug.exceptions import ClientDisconnected, MethodNotAllowed, RequestEntityTooLarge
from werkzeug.wrappers import Request, Response

from service import clock
from service.actor import System
from service.atlassian import signature
from service.connections import actions, reads
from service.connections.model import SealedSecrets
from service.connections.secrets import Vault
from service.db.pool import Pool, borrowed
from service.errors import NotFound, Unavailable

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

RECEIVER = System("webhook")
# A new or rotated secret counts within this time; meanwhile a delivery costs no look-up.
SECRETS_KEPT_SECONDS = 5.0
LONGEST_IDENTIFIER = 200


class Senders:
    """The secrets of connections, opened, and kept for some seconds."""

    def __init__(self, pool: Pool, vault: Vault) -> None:
        self._pool, self._vault = pool, vault
        self._kept: dict[str, tuple[float, int, list[str]]] = {}

    def find(self, name: str) -> tuple[int, list[str]]:
        """The id of a connection and the secrets it may sign with; NotFound for a strange name."""
        if "\x00" in name:
            raise NotFound
        kept = self._kept.get(name)
        if kept is None or kept[0] < time.monotonic():
            kept = self._look_up(name)
            self._kept[name] = kept
        return kept[1], kept[2]

    def _look_up(self, name: str) -> tuple[float, int, list[str]]:
        with borrowed(self._pool) as db:
            sealed = reads.sealed_secrets(db, RECEIVER, name)
        until = time.monotonic() + SECRETS_KEPT_SECONDS
        return until, sealed.id, [self._vault.open(secret) for secret in _valid(sealed)]


def _valid(sealed: SealedSecrets) -> list[bytes]:
    previous = sealed.previous_secret
    if previous and sealed.previous_until and sealed.previous_until > clock.now():
        return [sealed.secret, previous]
    return [sealed.secret]


def receiver(pool: Pool, vault: Vault, limit: int) -> "WSGIApplication":
    """What takes deliveries of at most `limit` bytes, to be mounted at `/webhooks`.

    Not a view among the pages: a delivery needs no session, language or form, and would pay for
    them with half its time.
    """
    senders = Senders(pool, vault)

    @Request.application
    def receive(request: Request) -> Response:
        if request.method != "POST":
            raise MethodNotAllowed(["POST"])
        try:
            connection_id, secrets = senders.find(request.path.strip("/"))
            header = request.headers.get("X-Hub-Signature", "")
            if not header:
                return _answer(401, "This delivery is not signed. Give the webhook its secret.")
            body = _body(request, limit)
            if not signature.is_right(header, body, secrets):
                return _answer(401, "The signature does not fit the body and the secret.")
            with borrowed(pool) as db:
                actions.keep(db, RECEIVER, connection_id, _identifier(request, body), body)
        except NotFound:
            return _answer(404, "There is no connection of this name.")
        except RequestEntityTooLarge:
            return _answer(413, "This delivery is larger than Gezel takes.")
        except Unavailable:
            return _answer(503, "The database is away. Try again.")
        return Response(status=202)

    return receive


def _body(request: Request, limit: int) -> bytes:
    """The raw body; RequestEntityTooLarge, where its length is told before it is read."""
    request.max_content_length = limit
    try:
        body = request.get_data(cache=False)
    except ClientDisconnected:
        return b""
    if len(body) >= limit and request.content_length is None:
        raise RequestEntityTooLarge  # sent in chunks, and cut off at the limit
    return body


def _identifier(request: Request, body: bytes) -> str | None:
    """What a repeat has in common with the first: the sender's identifier, else body and query.

    Without an identifier only a body with a timestamp can be told from another one that happens to
    be the same; all others are kept, since working them in twice changes nothing.
    """
    given = request.headers.get("X-Atlassian-Webhook-Identifier")
    if given:
        return "id:" + (given if len(given) <= LONGEST_IDENTIFIER else _hash(given.encode()))
    if not _has_timestamp(body):
        return None
    return "hash:" + _hash(body + b"\0" + request.query_string)


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _has_timestamp(body: bytes) -> bool:
    try:
        content = json.loads(body)
    except (ValueError, RecursionError):
        return False
    return isinstance(content, dict) and "timestamp" in content


def _answer(status: int, words: str) -> Response:
    return Response(words + "\n", status=status, mimetype="text/plain")
