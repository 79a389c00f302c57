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


def sealed(vault: Vault, credentials: dict[str, str]) -> bytes:
    return vault.seal(json.dumps(credentials))


def opened(vault: Vault, credentials: bytes) -> dict[str, str]:
    found: dict[str, str] = json.loads(vault.open(credentials))
    return found
