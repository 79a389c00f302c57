"""OAuth 2.0 (3LO) of Atlassian Cloud: asking a person, taking the code, renewing the grant.

Facts: developer.atlassian.com/cloud/jira/platform/oauth-2-3lo-apps. Three small JSON calls on plain
requests: a session of Authlib would keep and refresh the token by itself, while here the caller
refreshes under a lock of the database and saves in the same transaction. None is tried again by
itself, since a refresh token is good for one use.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

import requests

from service.atlassian.fields import Json, ident, needed, text, texts
from service.atlassian.model import NotUnderstood
from service.atlassian.rest import errors, transport
from service.atlassian.rest.jira import listed
from service.atlassian.rest.site import API_HOST, OAuthGrant, PersonalToken

AUTH_HOST = "https://auth.atlassian.com"
LONGEST_TOKEN = 10_000
_GONE = frozenset({"invalid_grant", "unauthorized_client", "access_denied"})


@dataclass(frozen=True, slots=True)
class App:
    """Our app as it is registered with Atlassian."""

    client_id: str
    client_secret: str = field(repr=False)
    redirect_uri: str
    auth_host: str = AUTH_HOST
    api_host: str = API_HOST
    proxy: str | None = field(default=None, repr=False)
    ca_file: str | None = None


@dataclass(frozen=True, slots=True)
class Resource:
    """A site that a grant opens."""

    cloud_id: str
    url: str
    name: str
    scopes: tuple[str, ...]


def authorize_url(app: App, scopes: tuple[str, ...], state: str) -> str:
    """Where to send the person. Without `offline_access` there would be nothing to renew."""
    asked = {
        "audience": "api.atlassian.com",
        "client_id": app.client_id,
        "scope": " ".join(dict.fromkeys((*scopes, "offline_access"))),
        "redirect_uri": app.redirect_uri,
        "state": state,
        "response_type": "code",
        "prompt": "consent",
    }
    return f"{app.auth_host}/authorize?{urlencode(asked)}"


def exchange(app: App, code: str, now: datetime) -> OAuthGrant:
    """The grant for the code that the person came back with."""
    asked = {"grant_type": "authorization_code", "code": code, "redirect_uri": app.redirect_uri}
    return _grant(app, asked, now)


def refresh(app: App, grant: OAuthGrant, now: datetime) -> OAuthGrant:
    """A new grant for an old one, which is void from now on; NeedsReconnect when it is gone."""
    return _grant(app, {"grant_type": "refresh_token", "refresh_token": grant.refresh}, now)


def resources(app: App, grant: OAuthGrant) -> list[Resource]:
    """The sites that the grant opens."""
    url = f"{app.api_host}/oauth/token/accessible-resources"
    response = _send(app, "GET", url, auth=transport.proof(PersonalToken(grant.access)))
    with errors.reading(transport.host_of(url)):
        return [_resource(one) for one in listed(transport.answer(response).body)]


def _grant(app: App, asked: Json, now: datetime) -> OAuthGrant:
    url = f"{app.auth_host}/oauth/token"
    ours = {"client_id": app.client_id, "client_secret": app.client_secret}
    response = _send(app, "POST", url, json=asked | ours)
    if _error(response) in _GONE:
        raise errors.NeedsReconnect
    body = transport.answer(response).body
    with errors.reading(transport.host_of(url)):
        return _granted(body, now)


def _granted(body: Any, now: datetime) -> OAuthGrant:
    if not isinstance(body, dict):
        raise NotUnderstood("the grant is missing.")
    seconds = body.get("expires_in")
    if not isinstance(seconds, int) or not 0 < seconds < 10**8:
        raise NotUnderstood("expires_in is not a number of seconds.")
    return OAuthGrant(
        access=needed(text(body, "access_token", "", LONGEST_TOKEN), "access_token"),
        refresh=needed(text(body, "refresh_token", "", LONGEST_TOKEN), "refresh_token"),
        expires_at=now + timedelta(seconds=seconds),
    )


def _send(app: App, method: str, url: str, **more: Any) -> requests.Response:
    with transport.session(app.proxy, app.ca_file) as session:
        response = transport.send(session, method, url, **more)
    if response.status_code == 429 or response.status_code >= 500:
        host = transport.host_of(url)
        raise errors.OutOfOrder(host=host, status=response.status_code)
    return response


def _error(response: requests.Response) -> str:
    """OAuth's own word for what is wrong; empty when there is none."""
    if response.status_code not in (400, 401, 403):
        return ""
    try:
        said = response.json()
    except requests.JSONDecodeError:
        return ""
    return str(said.get("error", "")) if isinstance(said, dict) else ""


def _resource(found: Json) -> Resource:
    return Resource(
        cloud_id=needed(ident(found, "id", "resource."), "resource.id"),
        url=needed(text(found, "url", "resource."), "resource.url"),
        name=text(found, "name", "resource."),
        scopes=texts(found, "scopes", "resource."),
    )
