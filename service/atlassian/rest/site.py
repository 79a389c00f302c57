"""Where a Jira or Confluence lives, and how we prove there who we are. No secret is ever shown."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

API_HOST = "https://api.atlassian.com"


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


@dataclass(frozen=True, slots=True)
class ApiToken:
    """What a person makes on Cloud in their account: sent as basic authentication."""

    email: str
    token: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class PersonalToken:
    """What a person makes on Data Center in their profile: sent as a bearer token."""

    token: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class OAuthGrant:
    """What OAuth 2.0 (3LO) gave. Each refresh gives a new `refresh`; the old one is void then."""

    access: str = field(repr=False)
    refresh: str = field(repr=False)
    expires_at: datetime


Credentials = ApiToken | PersonalToken | OAuthGrant


@dataclass(frozen=True, slots=True)
class Site:
    """One instance. `proxy` is the address of an outbound proxy, which may hold a password;
    `ca_file` names the certificates to trust instead of the public ones."""

    product: Product
    base_url: str
    credentials: Credentials | None = None
    cloud_id: str | None = None
    proxy: str | None = field(default=None, repr=False)
    ca_file: str | None = None
    api_host: str = API_HOST

    def __post_init__(self) -> None:
        if isinstance(self.credentials, OAuthGrant) and not self.cloud_id:
            raise ValueError("a site reached by OAuth needs its cloud id")

    @property
    def root(self) -> str:
        """The address that paths of the REST API are added to. OAuth tokens are taken only by
        Atlassian's API host; Confluence Cloud lives under /wiki, whether that was typed or not."""
        if isinstance(self.credentials, OAuthGrant):
            kind = "jira" if self.product.is_jira else "confluence"
            base = f"{self.api_host.rstrip('/')}/ex/{kind}/{self.cloud_id}"
        else:
            base = self.base_url.rstrip("/")
        if self.product is Product.CONFLUENCE_CLOUD:
            return f"{base.removesuffix('/wiki')}/wiki"
        return base
