"""What is in a Confluence: who we are, spaces, pages by the time they changed, their versions.

Cloud is asked by REST v2 (api.atlassian.com documents it as OpenAPI), Data Center by v1.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

from service.atlassian.fields import Json, ident, needed, text
from service.atlassian.model import AccountKind, User
from service.atlassian.rest import jira, jql
from service.atlassian.rest.client import Client
from service.atlassian.rest.errors import reading
from service.atlassian.rest.model import Page, PageList, Space, Version
from service.atlassian.rest.page_bodies import EXPAND, page_of, user_id, version_of
from service.atlassian.rest.transport import Answer

PAGE = 100
USERS_AT_ONCE = 100
MOST_SPACES = 100

Params = dict[str, Any]


def who_am_i(client: Client) -> User:
    """The account of the credentials. A Confluence open to all answers with nobody's name."""
    body = client.get("/rest/api/user/current").body
    with reading(client.host):
        return _user(body if isinstance(body, dict) else {})


def spaces(client: Client) -> Iterator[Space]:
    """All spaces that the account may see."""
    path = "/api/v2/spaces" if client.site.product.is_cloud else "/rest/api/space"
    for answer in _answers(client, path, {"limit": PAGE}):
        for found in jira.rows(client, answer.body, "results"):
            with reading(client.host):
                yield _space(found)


def pages_changed(
    client: Client, since: datetime, within: Sequence[Space] | None = None, start: str | None = None
) -> Iterator[PageList]:
    """Pages changed since a time, last changed first; `within` None means every space.

    A page that changes meanwhile moves to the front, so that others come twice but none is missed;
    itself it is found the next time, from the moment this search began. Go on after an interruption
    by handing in the `next` of the last list as `start`.
    """
    if within is not None and not within:
        return
    is_cloud = client.site.product.is_cloud
    path = "/api/v2/pages" if is_cloud else "/rest/api/content/search"
    asked = _by_change_cloud(within) if is_cloud else _by_change(within)
    for answer in _answers(client, path, asked, start):
        pages = [page_of(client, one, answer.body) for one in _pages(client, answer)]
        fresh = [page for page in pages if page.modified >= since]
        is_end = len(fresh) < len(pages)
        yield PageList(
            tuple(page for page in fresh if within is None or _is_in(page, within)),
            None if is_end else _position(client, answer),
        )
        if is_end:
            return


def page(client: Client, page_id: str) -> Page:
    """One page; NotThere when it is gone or hidden."""
    if client.site.product.is_cloud:
        body = client.get(f"/api/v2/pages/{int(page_id)}").body
    else:
        body = client.get(f"/rest/api/content/{int(page_id)}", expand=EXPAND).body
    return page_of(client, body, body)


def versions(client: Client, page_id: str) -> list[Version]:
    """Every version of a page with who made it, newest first."""
    number = int(page_id)
    if client.site.product.is_cloud:
        path = f"/api/v2/pages/{number}/versions"
    else:
        path = f"/rest/experimental/content/{number}/version"
    found: list[Version] = []
    for answer in _answers(client, path, {"limit": PAGE}):
        rows = jira.rows(client, answer.body, "results")
        with reading(client.host):
            found += [version_of(one) for one in rows]
    return found


def users(client: Client, ids: Sequence[str]) -> list[User]:
    """The accounts with these ids on Cloud, where pages name no one; the gone are left out."""
    found: list[User] = []
    for start in range(0, len(ids), USERS_AT_ONCE):
        some = list(ids[start : start + USERS_AT_ONCE])
        body = client.ask("/api/v2/users-bulk", {"accountIds": some}).body
        with reading(client.host):
            found += [_user(one) for one in jira.rows(client, body, "results")]
    return found


def _answers(
    client: Client, path: str, asked: Params, start: str | None = None
) -> Iterator[Answer]:
    """Answer after answer: by the cursor in the Link header on Cloud, counted on Data Center."""
    name = "cursor" if client.site.product.is_cloud else "start"
    while True:
        answer = client.get(path, **asked, **({name: start} if start else {}))
        yield answer
        start = _position(client, answer)
        if start is None:
            return


def _position(client: Client, answer: Answer) -> str | None:
    if client.site.product.is_cloud:
        query = parse_qs(urlsplit(answer.next or "").query)
        return query["cursor"][0] if "cursor" in query else None
    body = answer.body
    if not isinstance(body, dict) or not body.get("results"):
        return None
    is_last = "next" not in (body.get("_links") or {})
    return None if is_last else str(int(body.get("start", 0)) + len(body["results"]))


def _by_change_cloud(within: Sequence[Space] | None) -> Params:
    asked: Params = {"sort": "-modified-date", "status": "current", "limit": PAGE}
    if within is not None and len(within) <= MOST_SPACES:
        asked["space-id"] = [space.id for space in within]
    return asked


def _by_change(within: Sequence[Space] | None) -> Params:
    """Not by time in CQL, which reads it in a zone that it does not tell."""
    terms = "type = page"
    if within is not None:
        terms += f" and space in ({', '.join(jql.quoted(space.key) for space in within)})"
    return {"cql": f"{terms} order by lastmodified desc", "expand": EXPAND, "limit": PAGE}


def _pages(client: Client, answer: Answer) -> list[Json]:
    """Without pages that tell no version: those were never published."""
    return [one for one in jira.rows(client, answer.body, "results") if one.get("version")]


def _is_in(page: Page, within: Sequence[Space]) -> bool:
    return any(page.space_id == space.id for space in within)


def _space(found: Json) -> Space:
    key = needed(ident(found, "key", "space."), "space.key")
    own_id = needed(ident(found, "id", "space."), "space.id")
    return Space(own_id, key, text(found, "name", "space.") or key)


def _user(found: Json) -> User:
    own_id = needed(user_id(found), "the account")
    email = text(found, "email", "user.")
    is_app = found.get("accountType") == "app"
    return User(
        id=own_id,
        name=text(found, "displayName", "user.") or text(found, "publicName", "user.") or own_id,
        kind=AccountKind.APP if is_app else AccountKind.PERSON,
        email=email if "@" in email else None,
    )
