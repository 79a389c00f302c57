"""Webhooks there: those of an administrator, and those that OAuth 2.0 apps register for a month."""

from collections.abc import Sequence
from datetime import datetime

from service.atlassian.fields import Json, ident, moment, needed, text
from service.atlassian.model import NotUnderstood
from service.atlassian.rest import jira
from service.atlassian.rest.client import Client
from service.atlassian.rest.errors import NotThere, Refused, reading
from service.atlassian.rest.model import Registered
from service.atlassian.rest.site import Product

JIRA_PATH = "/rest/webhooks/1.0/webhook"
CONFLUENCE_PATH = "/rest/api/webhooks"
DYNAMIC_PATH = "/rest/api/3/webhook"


def create(
    client: Client, name: str, url: str, secret: str, events: Sequence[str], jql: str = ""
) -> Registered:
    """An administrator's webhook, signed with the secret: Jira of both kinds, Confluence Data
    Center. Confluence Cloud has none. `jql` narrows the events about issues."""
    if client.site.product.is_jira:
        body: Json = {
            "name": name,
            "url": url,
            "events": list(events),
            "filters": {"issue-related-events-section": jql},
            "excludeBody": False,
            "secret": secret,
        }
    else:
        body = {
            "name": name,
            "url": url,
            "events": list(events),
            "configuration": {"secret": secret},
            "active": True,
        }
    with reading(client.host):
        return _registered(client.change("POST", _path(client), body).body)


def registered(client: Client) -> list[Registered]:
    """All webhooks of administrators, also those of others."""
    body = client.get(_path(client)).body
    if isinstance(body, dict):
        body = body.get("results")
    with reading(client.host):
        return [_registered(one) for one in jira.listed(body)]


def delete(client: Client, webhook_id: str) -> None:
    """Take a webhook away; gone already is as good."""
    try:
        client.change("DELETE", f"{_path(client)}/{int(webhook_id)}")
    except NotThere:
        return


def register_dynamic(client: Client, url: str, events: Sequence[str], jql: str) -> tuple[str, ...]:
    """Webhooks of our OAuth 2.0 app: their ids. They end after 30 days unless refreshed; `jql` may
    use a few fields only, and is needed. Refused says why Jira would not."""
    asked = {"url": url, "webhooks": [{"events": list(events), "jqlFilter": jql}]}
    body = client.change("POST", DYNAMIC_PATH, asked).body
    results = jira.rows(client, body, "webhookRegistrationResult")
    wrong = [word for one in results for word in one.get("errors") or []]
    if wrong:
        raise Refused(host=client.host, reason="; ".join(map(str, wrong)).rstrip("."))
    with reading(client.host):
        return tuple(
            needed(ident(one, "createdWebhookId", ""), "createdWebhookId") for one in results
        )


def dynamic(client: Client) -> list[Registered]:
    """The webhooks of our app on this site; ended ones stay in the list for some months."""
    body = client.get(DYNAMIC_PATH, maxResults=100).body
    found = jira.rows(client, body, "values")
    with reading(client.host):
        return [
            Registered(
                id=needed(ident(one, "id", "webhook."), "webhook.id"),
                name="",
                url=text(one, "url", "webhook.", 2000),
                expires_at=moment(one, "expirationDate", "webhook."),
            )
            for one in found
        ]


def refresh_dynamic(client: Client, ids: Sequence[str]) -> datetime:
    """Another 30 days from now: until when. Unknown ids are ignored there."""
    body = client.change("PUT", f"{DYNAMIC_PATH}/refresh", _numbered(ids)).body
    with reading(client.host):
        return needed(moment(body, "expirationDate", ""), "expirationDate")


def delete_dynamic(client: Client, ids: Sequence[str]) -> None:
    client.change("DELETE", DYNAMIC_PATH, _numbered(ids))


def _numbered(ids: Sequence[str]) -> Json:
    return {"webhookIds": [int(one) for one in ids]}


def _path(client: Client) -> str:
    if client.site.product is Product.CONFLUENCE_CLOUD:
        raise ValueError("Confluence Cloud has no webhooks of administrators")
    return JIRA_PATH if client.site.product.is_jira else CONFLUENCE_PATH


def _registered(found: Json) -> Registered:
    """Jira tells the id only at the end of the webhook's own address."""
    if not isinstance(found, dict):
        raise NotUnderstood("the webhook is missing.")
    own_id = (
        ident(found, "id", "webhook.") or text(found, "self", "webhook.", 2000).rpartition("/")[2]
    )
    return Registered(
        id=needed(own_id, "webhook.self"),
        name=text(found, "name", "webhook."),
        url=text(found, "url", "webhook.", 2000),
        expires_at=None,
    )
