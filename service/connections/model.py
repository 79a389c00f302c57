"""Connections and deliveries as rows."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Product(StrEnum):
    JIRA_CLOUD = "jira-cloud"
    JIRA_DATACENTER = "jira-datacenter"
    CONFLUENCE_CLOUD = "confluence-cloud"
    CONFLUENCE_DATACENTER = "confluence-datacenter"


class State(StrEnum):
    """What became of a delivery."""

    PENDING = "pending"  #: kept, not looked at yet
    DONE = "done"  #: understood and worked in
    IGNORED = "ignored"  #: known, and deliberately nothing done
    QUARANTINED = "quarantined"  #: signed, but not understood; the reason says why
    FAILED = "failed"  #: understood, but working it in broke; it can be tried again


@dataclass(frozen=True, slots=True)
class Connection:
    id: int
    name: str
    product: Product
    created_at: datetime
    takes_all_projects: bool


@dataclass(frozen=True, slots=True)
class SealedSecrets:
    """What the receiver of webhooks needs of a connection; the secrets are still sealed."""

    id: int
    secret: bytes
    previous_secret: bytes | None
    previous_until: datetime | None


@dataclass(frozen=True, slots=True)
class Delivery:
    """A kept delivery with its raw body, as the drain loop takes it."""

    id: int
    body: bytes


@dataclass(frozen=True, slots=True)
class DeliveryLine:
    """A delivery in a list: never its body."""

    id: int
    connection: str
    event: str | None
    state: State
    reason: str | None
    received_at: datetime
    handled_at: datetime | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one delivery; `is_outside` says that nothing of it may be kept."""

    id: int
    state: State
    event: str | None = None
    reason: str | None = None
    is_outside: bool = False
