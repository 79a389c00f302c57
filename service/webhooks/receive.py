"""`POST /webhooks/<connection>`: verify, keep by one INSERT, answer 202. Nothing else happens here.

Who is unknown (404) or proves nothing (401) is answered before the body is read. While the database
or the keys of Forge are away the answer is 503, so that the sender tries again: what is answered
401 is lost.
"""

import hashlib
import json
from typing import TYPE_CHECKING

from service.atlassian.forge_keys import KeysAway
from service.atlassian.rest.client import OURS, TRACE_HEADER
from service.connections import actions
from service.connections.secrets import Vault
from service.db.pool import Pool, borrowed
from service.errors import NotFound, Unavailable
from service.webhooks import proof
from service.webhooks.proof import Proofs
from service.webhooks.senders import RECEIVER, Senders

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

# A write of our own comes back as a webhook that bears the mark we gave it; it tells us nothing.
TRACE = "HTTP_" + TRACE_HEADER.upper().replace("-", "_")
LONGEST_IDENTIFIER = 200
TIMES = ("timestamp", "eventCreatedDate")  # of webhooks, of Forge
TOO_LARGE = ("413 Content Too Large", "This delivery is larger than Gezel takes.\n")
UNPROVEN = ("401 Unauthorized", "This delivery is not signed. Give the webhook its secret.\n")
WRONG = ("401 Unauthorized", "This proof is not right for the connection, or has expired.\n")
UNSIGNED_BODY = ("401 Unauthorized", "The signature does not fit the body and the secret.\n")


def receiver(pool: Pool, vault: Vault, proofs: Proofs, limit: int) -> "WSGIApplication":
    """What takes deliveries of at most `limit` bytes, to be mounted at `/webhooks`.

    Not a view among the pages but a bare WSGI function: a delivery needs no session, language or
    form, and would pay for them with half its time.
    """
    senders = Senders(pool, vault)

    def receive(environ: "WSGIEnvironment", start_response: "StartResponse") -> list[bytes]:
        try:
            status, words = _take(environ, senders, proofs, pool, limit)
        except NotFound:
            status, words = "404 Not Found", "There is no connection of this name.\n"
        except Unavailable:
            status, words = "503 Service Unavailable", "The database is away. Try again.\n"
        except KeysAway:
            status, words = "503 Service Unavailable", "The keys of Forge are away. Try again.\n"
        length = str(len(words))
        start_response(status, [("Content-Type", "text/plain"), ("Content-Length", length)])
        return [words.encode()]

    return receive


def _take(
    environ: "WSGIEnvironment", senders: Senders, proofs: Proofs, pool: Pool, limit: int
) -> tuple[str, str]:
    """Keep one delivery; the status and words of the answer."""
    if environ["REQUEST_METHOD"] != "POST":
        return "405 Method Not Allowed", "Deliveries are posted.\n"
    name, _, place = environ["PATH_INFO"].strip("/").partition("/")
    sender = senders.find(name)
    claim = proof.claimed(environ, place, sender)
    if claim is None:
        return UNPROVEN
    if not proofs.allow_reading(claim, sender):
        return WRONG
    if int(environ.get("CONTENT_LENGTH") or 0) > limit:
        return TOO_LARGE
    body = environ["wsgi.input"].read(limit + 1)
    if len(body) > limit:  # sent in chunks, without saying how much comes
        return TOO_LARGE
    if not proof.covers(claim, body, sender):
        return UNSIGNED_BODY
    if environ.get(TRACE) == OURS:
        return "202 Accepted", ""
    with borrowed(pool) as db:
        actions.keep(db, RECEIVER, sender.id, _identifier(environ, body), body, claim.channel)
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
    return isinstance(content, dict) and any(time in content for time in TIMES)
