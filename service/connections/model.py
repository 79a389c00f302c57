"""Connections and deliveries as rows."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Product(StrEnum):
    JIRA_CLOUD = "jira-cloud"
    JIRA_DATACENTER = "jira-datacenter"
    CONFLUENCE_CLOUD = "confluence-cloud"
    CONFLUENCE_DATACENTER = "confluence-datacenter"

    @property
    def is_cloud(self) -> bool:
        return self in (Product.JIRA_CLOUD, Product.CONFLUENCE_CLOUD)

    @property
    def is_jira(self) -> bool:
        return self in (Product.JIRA_CLOUD, Product.JIRA_DATACENTER)


class Auth(StrEnum):
    """With what Gezel asks a connection."""

    NONE = "none"
    API_TOKEN = "api_token"  # noqa: S105  the name of a kind
    PERSONAL_TOKEN = "personal_token"  # noqa: S105  likewise
    OAUTH = "oauth"


class Channel(StrEnum):
    """The way a delivery came, which is the way its sender proved itself."""

    WEBHOOK = "webhook"  #: the administrator's webhook: an HMAC over the body
    OAUTH = "oauth"  #: a webhook of our OAuth 2.0 app: a token signed with its client secret
    FORGE = "forge"  #: our Forge app: a token signed by Forge
    AUTOMATION = "automation"  #: a rule of Jira Automation: the secret itself in a header


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
    product: Product
    auth: Auth
    cloud_id: str | None
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


# Confluence Cloud has no webhooks that an administrator makes.
_CHANNELS = {
    Product.JIRA_CLOUD: {Channel.WEBHOOK, Channel.FORGE, Channel.AUTOMATION},
    Product.JIRA_DATACENTER: {Channel.WEBHOOK, Channel.AUTOMATION},
    Product.CONFLUENCE_CLOUD: {Channel.FORGE},
    Product.CONFLUENCE_DATACENTER: {Channel.WEBHOOK},
}


def channels(product: Product, auth: Auth) -> frozenset[Channel]:
    """The channels that a connection may be heard by."""
    registers = product == Product.JIRA_CLOUD and auth == Auth.OAUTH
    return frozenset(_CHANNELS[product] | ({Channel.OAUTH} if registers else set()))
