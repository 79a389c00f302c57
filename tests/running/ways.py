"""The ways by which deliveries come: who sends what to which connection, and how it is proven."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from service.atlassian import signature
from service.connections.model import Auth, Channel, Product, channels
from tests.atlassian.tokens import by_key, by_secret, forge_claims, oauth_claims
from tests.running.installation import Sender

#: Tokens are made once a run, and hold for all of it.
RUN = timedelta(hours=12)


@dataclass(frozen=True)
class Way:
    """A channel of a connection, which is named after its product."""

    product: Product
    channel: Channel


@dataclass(frozen=True)
class Sent:
    """One delivery as it goes over the line."""

    product: Product
    identifier: str
    path: str
    headers: dict[str, str]
    body: bytes


Send = Callable[[bytes], Sent]

WAYS = [
    Way(product, channel)
    for product in Product
    for channel in Channel
    if channel in channels(product, Auth.OAUTH)
]


def sender(way: Way, connection: Sender, chance: Random) -> Send:
    """Who sends bodies that way, each rightly proven and with an identifier."""
    token = _token(way.channel)

    def send(body: bytes) -> Sent:
        identifier = str(uuid.UUID(int=chance.getrandbits(128)))
        headers = {"X-Atlassian-Webhook-Identifier": identifier}
        if token:
            headers["Authorization"] = f"Bearer {token}"
        if way.channel is Channel.WEBHOOK:
            headers["X-Hub-Signature"] = signature.of(connection.secret, body)
        if way.channel is Channel.AUTOMATION:
            headers["X-Gezel-Secret"] = connection.secret
        path = connection.path + ("/forge" if way.channel is Channel.FORGE else "")
        return Sent(way.product, identifier, path, headers, body)

    return send


def _token(channel: Channel) -> str | None:
    now = datetime.now(UTC)
    end: dict[str, Any] = {"exp": int((now + RUN).timestamp())}
    if channel is Channel.OAUTH:
        return by_secret(oauth_claims(now, **end))
    return by_key(forge_claims(now, **end)) if channel is Channel.FORGE else None
