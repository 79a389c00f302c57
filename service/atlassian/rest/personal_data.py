"""The report of personal data that Atlassian asks of OAuth 2.0 apps, once a week.

Facts: developer.atlassian.com/platform/forge/user-privacy-guidelines.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from service.atlassian.fields import ident, needed, text
from service.atlassian.rest import jira
from service.atlassian.rest.client import Client
from service.atlassian.rest.errors import reading

AT_ONCE = 90


@dataclass(frozen=True, slots=True)
class Held:
    """An account of which we hold something, and when that was last fetched."""

    account_id: str
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class Verdict:
    """`closed`: erase what is held; `updated`: fetch it again. The others are as they were."""

    closed: tuple[str, ...]
    updated: tuple[str, ...]


def report(client: Client, held: Sequence[Held]) -> Verdict:
    """Tell which accounts we hold; needs OAuth with the scope report:personal-data."""
    by_status: dict[str, list[str]] = {"closed": [], "updated": []}
    for start in range(0, len(held), AT_ONCE):
        accounts = [
            {"accountId": one.account_id, "updatedAt": _written(one.updated_at)}
            for one in held[start : start + AT_ONCE]
        ]
        root = client.site.api_host
        body = client.ask("/app/report-accounts/", {"accounts": accounts}, root=root).body
        for found in jira.rows(client, body, "accounts") if body is not None else []:
            with reading(client.host):
                account_id = needed(ident(found, "accountId", ""), "accountId")
                by_status.setdefault(text(found, "status", ""), []).append(account_id)
    return Verdict(tuple(by_status["closed"]), tuple(by_status["updated"]))


def _written(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%S}.000Z"
