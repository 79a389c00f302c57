"""One HTTP call to Atlassian, and what became of it: an answer, or an error that says why."""

import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import requests
from requests.auth import AuthBase, HTTPBasicAuth

from service.atlassian.rest import errors
from service.atlassian.rest.site import ApiToken, Credentials, OAuthGrant

# Connecting is quick or will not happen; a large page may take its time.
TIMEOUT_SECONDS = (5, 30)


@dataclass(frozen=True, slots=True)
class Answer:
    """`body` is what the JSON says, None when there is none; `next` the address of the next page
    from the Link header."""

    status: int
    body: Any
    next: str | None


class _Bearer(AuthBase):
    def __init__(self, token: str) -> None:
        self._token = token

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        request.headers["Authorization"] = f"Bearer {self._token}"
        return request


def session(proxy: str | None, ca_file: str | None) -> requests.Session:
    """A session that takes proxy and certificates from us alone, not from the environment; nor
    does it look for passwords in ~/.netrc."""
    made = requests.Session()
    made.trust_env = False
    made.headers["Accept"] = "application/json"
    if proxy:
        made.proxies = {"http": proxy, "https": proxy}
    if ca_file:
        made.verify = ca_file
    return made


def proof(credentials: Credentials | None) -> AuthBase | None:
    """What proves who we are, in the header Authorization."""
    if credentials is None:
        return None
    if isinstance(credentials, ApiToken):
        # As bytes: requests would send text in Latin-1, and not every e-mail address fits there.
        return HTTPBasicAuth(credentials.email.encode(), credentials.token.encode())
    return _Bearer(credentials.access if isinstance(credentials, OAuthGrant) else credentials.token)


def send(session: requests.Session, method: str, url: str, **more: Any) -> requests.Response:
    """One try. Redirects are not followed: they lead to sign-in pages, and would lose the body."""
    host = host_of(url)
    try:
        return session.request(method, url, timeout=TIMEOUT_SECONDS, allow_redirects=False, **more)
    except requests.exceptions.ProxyError as error:
        raise errors.ProxyFailed from error
    except requests.exceptions.SSLError as error:
        raise errors.NotTrusted(host=host) from error
    except requests.exceptions.Timeout as error:
        raise errors.TooSlow(host=host) from error
    except requests.RequestException as error:
        raise errors.CannotBeReached(host=host) from error
    except OSError as error:  # requests says it so when the CA file is not there
        raise errors.NotTrusted(host=host) from error


def answer(response: requests.Response) -> Answer:
    """What a good response says; raises what a bad one means. 429 and 5xx are not for here."""
    host, status = host_of(response.url), response.status_code
    if 300 <= status < 400:
        raise errors.Elsewhere(host=host, address=_without_query(response.headers.get("Location")))
    if status >= 400:
        raise _refusal(response, host)
    next_page = response.links.get("next", {}).get("url")
    return Answer(status, _body(response, host), next_page)


def host_of(url: str) -> str:
    """The host alone: an address may hold more than a message should show."""
    return urlsplit(url).hostname or "Atlassian"


def _body(response: requests.Response, host: str) -> Any:
    if not response.content.strip():
        return None
    try:
        return json.loads(response.content)
    except (ValueError, RecursionError) as error:
        raise errors.UnusableAnswer(host=host, reason="not JSON") from error


def _refusal(response: requests.Response, host: str) -> errors.AtlassianError:
    """What to do about a 4xx."""
    status = response.status_code
    if response.headers.get("X-Seraph-LoginReason") == "AUTHENTICATION_DENIED":
        return errors.CaptchaNeeded(host=host)
    if status == 401:
        return errors.WrongCredentials(host=host)
    if status == 409:
        return errors.Changed(host=host)
    reason = _reason(response)
    if status == 403:
        return errors.NotAllowed(host=host, reason=reason)
    if status in (404, 410):
        return errors.NotThere(host=host, reason=reason)
    return errors.Refused(host=host, reason=reason)


def _reason(response: requests.Response) -> str:
    """The words that Jira or Confluence gave, else the number."""
    try:
        said = json.loads(response.content)
    except (ValueError, RecursionError):
        said = None
    words = _words(said) if isinstance(said, dict) else []
    return "; ".join(words).rstrip(".") or str(response.status_code)


def _words(said: dict[str, Any]) -> list[str]:
    """Jira: errorMessages and errors; Confluence v2: a list of errors with titles; v1: message."""
    messages, fields = said.get("errorMessages"), said.get("errors")
    found = [*messages] if isinstance(messages, list) else []
    if isinstance(fields, dict):
        found += fields.values()
    elif isinstance(fields, list):
        found += [one.get("detail") or one.get("title") for one in fields if isinstance(one, dict)]
    found.append(said.get("message"))
    return [word for word in found if isinstance(word, str) and word]


def _without_query(address: str | None) -> str:
    return (address or "?").split("?")[0]
