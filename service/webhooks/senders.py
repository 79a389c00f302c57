"""Who may send: the connections by name, with their secrets opened, kept for some seconds."""

import re
import time
from dataclasses import dataclass

from service import clock
from service.actor import System
from service.connections import reads
from service.connections.model import Channel, SealedSecrets, channels
from service.connections.secrets import Vault
from service.db.pool import Pool, borrowed
from service.errors import NotFound

RECEIVER = System("webhook")
# A new or rotated secret counts within this time; meanwhile a delivery costs no look-up.
SECRETS_KEPT_SECONDS = 5.0
NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,62}")


@dataclass(frozen=True, slots=True)
class Sender:
    """A connection, as it may prove itself: by which channels, and with which secrets."""

    id: int
    channels: frozenset[Channel]
    cloud_id: str | None
    secrets: list[str]


class Senders:
    """The senders by name."""

    def __init__(self, pool: Pool, vault: Vault) -> None:
        self._pool, self._vault = pool, vault
        self._kept: dict[str, tuple[float, Sender]] = {}

    def find(self, name: str) -> Sender:
        """The connection of this name; NotFound for a strange name."""
        if not NAME.fullmatch(name):
            raise NotFound
        kept = self._kept.get(name)
        if kept is None or kept[0] < time.monotonic():
            kept = (time.monotonic() + SECRETS_KEPT_SECONDS, self._look_up(name))
            self._kept[name] = kept
        return kept[1]

    def _look_up(self, name: str) -> Sender:
        with borrowed(self._pool) as db:
            sealed = reads.sealed_secrets(db, RECEIVER, name)
        secrets = [self._vault.open(secret) for secret in _valid(sealed)]
        return Sender(sealed.id, channels(sealed.product, sealed.auth), sealed.cloud_id, secrets)


def _valid(sealed: SealedSecrets) -> list[bytes]:
    previous = sealed.previous_secret
    if previous and sealed.previous_until and sealed.previous_until > clock.now():
        return [sealed.secret, previous]
    return [sealed.secret]
