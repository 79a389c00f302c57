"""`POST /webhooks/<connection>`: verify, keep by one INSERT, answer 202. Nothing else happens here.

Who is unknown (404) or unsigned (401) is answered before the body is read. While the database is
away the answer is 503, so that the sender tries again.
"""

import hashlib
import json
import re
import time
from typing import TYPE_CHECKING

from service import clock
from service.actor import System
from service.atlassian import signature
from service.connections import actions, reads
from service.connections.model import SealedSecrets
from service.connections.secrets import Vault
from service.db.pool import Pool, borrowed
from service.errors import NotFound, Unavailable

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

RECEIVER = System("webhook")
# A new or rotated secret counts within this time; meanwhile a delivery costs no look-up.
SECRETS_KEPT_SECONDS = 5.0
LONGEST_IDENTIFIER = 200
NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,62}")
TOO_LARGE = ("413 Content Too Large", "This delivery is larger than Gezel takes.\n")


class Senders:
    """The secrets of connections, opened, and kept for some seconds."""

    def __init__(self, pool: Pool, vault: Vault) -> None:
        self._pool, self._vault = pool, vault
        self._kept: dict[str, tuple[float, int, list[str]]] = {}

    def find(self, name: str) -> tuple[int, list[str]]:
        """The id of a connection and the secrets it may sign with; NotFound for a strange name."""
        if not NAME.fullmatch(name):
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

    Not a view among the pages but a bare WSGI function: a delivery needs no session, language or
    form, and would pay for them with half its time.
    """
    senders = Senders(pool, vault)

    def receive(environ: "WSGIEnvironment", start_response: "StartResponse") -> list[bytes]:
        try:
            status, words = _take(environ, senders, pool, limit)
        except NotFound:
            status, words = "404 Not Found", "There is no connection of this name.\n"
        except Unavailable:
            status, words = "503 Service Unavailable", "The database is away. Try again.\n"
        length = str(len(words))
        start_response(status, [("Content-Type", "text/plain"), ("Content-Length", length)])
        return [words.encode()]

    return receive


def _take(environ: "WSGIEnvironment", senders: Senders, pool: Pool, limit: int) -> tuple[str, str]:
    """Keep one delivery; the status and words of the answer."""
    if environ["REQUEST_METHOD"] != "POST":
        return "405 Method Not Allowed", "Deliveries are posted.\n"
    connection_id, secrets = senders.find(environ["PATH_INFO"].strip("/"))
    header = environ.get("HTTP_X_HUB_SIGNATURE", "")
    if not header:
        return "401 Unauthorized", "This delivery is not signed. Give the webhook its secret.\n"
    if int(environ.get("CONTENT_LENGTH") or 0) > limit:
        return TOO_LARGE
    body = environ["wsgi.input"].read(limit + 1)
    if len(body) > limit:  # sent in chunks, without saying how much comes
        return TOO_LARGE
    if not signature.is_right(header, body, secrets):
        return "401 Unauthorized", "The signature does not fit the body and the secret.\n"
    with borrowed(pool) as db:
        actions.keep(db, RECEIVER, connection_id, _identifier(environ, body), body)
    return "202 Accepted", ""


def _identifier(environ: "WSGIEnvironment", body: bytes) -> str | None:
    """What a repeat has in common with the first: the sender's identifier, else body and query.

    Without an identifier only a body with a timestamp can be told from another one that happens to
    be the same; all others are kept, since working them in twice changes nothing.
    """
    given = environ.get("HTTP_X_ATLASSIAN_WEBHOOK_IDENTIFIER")
    if given:
        return "id:" + (given if len(given) <= LONGEST_IDENTIFIER else _hash(given.encode()))
    if not _has_timestamp(body):
        return None
    return "hash:" + _hash(body + b"\0" + environ.get("QUERY_STRING", "").encode("latin-1"))


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _has_timestamp(body: bytes) -> bool:
    try:
        content = json.loads(body)
    except (ValueError, RecursionError):
        return False
    return isinstance(content, dict) and "timestamp" in content
