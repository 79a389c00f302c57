"""Channels of Slack and Teams that take messages at an address of their own (incoming webhooks)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from urllib.parse import urlsplit


class Product(StrEnum):
    SLACK = "slack"
    TEAMS = "teams"


#: Where their addresses lead: docs.slack.dev, "Sending messages using incoming webhooks";
#: learn.microsoft.com, "Create incoming webhooks with Workflows for Microsoft Teams".
HOSTS = {
    Product.SLACK: ("hooks.slack.com", "hooks.slack-gov.com"),
    Product.TEAMS: (".webhook.office.com", ".logic.azure.com", ".powerplatform.com"),
}


def host_of(product: Product, address: str, others: Collection[str] = ()) -> str | None:
    """The host of an address of this product; None where it leads elsewhere.

    `others` are hosts, perhaps with a port, that the settings of this installation allow too.
    """
    try:
        place = urlsplit(address)
    except ValueError:
        return None
    if place.netloc in others:
        return place.netloc
    host = place.hostname or ""
    is_theirs = any(
        host.endswith(known) if known.startswith(".") else host == known for known in HOSTS[product]
    )
    return host if is_theirs and place.scheme == "https" and place.netloc == host else None


@dataclass(frozen=True, slots=True)
class Chat:
    """A channel as it is shown; its address is sealed, and never shown again."""

    id: int
    team_id: int | None
    product: Product
    host: str
    language: str
    made_by: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class ChatToTell:
    """A channel that is written to; `rhythm` the weekday of its team."""

    id: int
    team: str | None
    product: Product
    address: bytes
    language: str
    rhythm: int | None
