"""What opens a connection's own address: kept sealed, and read only to make a client."""

import json
from dataclasses import dataclass, field
from datetime import datetime

from service.connections.model import Auth, Product
from service.connections.secrets import Vault


@dataclass(frozen=True, slots=True)
class Access:
    """All that a call to a connection depends on; `credentials` are sealed JSON."""

    id: int
    name: str
    product: Product
    base_url: str | None
    cloud_id: str | None
    auth: Auth
    credentials: bytes | None = field(repr=False)
    needs_reconnect: bool
    is_paused: bool
    calls_wait_until: datetime | None
    calls_wait_reason: str | None

    def can_call(self, now: datetime) -> bool:
        """Whether anything may be asked at all just now."""
        waits = self.calls_wait_until is not None and self.calls_wait_until > now
        return self.auth != Auth.NONE and not (self.needs_reconnect or self.is_paused or waits)


def sealed(vault: Vault, credentials: dict[str, str]) -> bytes:
    return vault.seal(json.dumps(credentials))


def opened(vault: Vault, credentials: bytes) -> dict[str, str]:
    found: dict[str, str] = json.loads(vault.open(credentials))
    return found
