"""Reads a page and its versions, as Confluence Cloud (v2) and Data Center (v1) tell them."""

from typing import Any

from service.atlassian.confluence_users import user
from service.atlassian.fields import Json, child, ident, moment, needed, text
from service.atlassian.model import NotUnderstood
from service.atlassian.rest.client import Client
from service.atlassian.rest.errors import reading
from service.atlassian.rest.model import Page, Version

EXPAND = "space,version,history"
LONGEST_TITLE = 500
LONGEST_ADDRESS = 2000


def page_of(client: Client, found: Any, envelope: Any) -> Page:
    """`envelope` is the answer around it, which tells where the site's addresses begin."""
    with reading(client.host):
        if not isinstance(found, dict):
            raise NotUnderstood("the page is missing.")
        base = base_of(client, envelope)
        return _cloud(found, base) if client.site.product.is_cloud else _datacenter(found, base)


def base_of(client: Client, envelope: Any) -> str:
    links = envelope.get("_links") if isinstance(envelope, dict) else None
    told = links.get("base") if isinstance(links, dict) else None
    if isinstance(told, str) and told:
        return told.rstrip("/")
    base = client.site.base_url.rstrip("/")
    return f"{base.removesuffix('/wiki')}/wiki" if client.site.product.is_cloud else base


def version_of(found: Json) -> Version:
    at = "version."
    number = found.get("number")
    if not isinstance(number, int):
        raise NotUnderstood("version.number is not a number.")
    return Version(
        number=number,
        at=needed(moment(found, "createdAt", at) or moment(found, "when", at), f"{at}createdAt"),
        editor_id=ident(found, "authorId", at) or user_id(child(found, "by", at) or {}),
        is_minor=found.get("minorEdit") is True,
        editor=user(found, "by", at),
    )


def user_id(found: Json) -> str | None:
    """Cloud's accountId; on Data Center the key."""
    at = "user."
    return ident(found, "accountId", at) or ident(found, "userKey", at)


def _cloud(found: Json, base: str) -> Page:
    return _page(
        found,
        base,
        space_id=ident(found, "spaceId", "page."),
        created=moment(found, "createdAt", "page."),
        author_id=ident(found, "authorId", "page."),
    )


def _datacenter(found: Json, base: str) -> Page:
    history = child(found, "history", "page.") or {}
    version = child(found, "version", "page.") or {}
    people = user(history, "createdBy", "page.history."), user(version, "by", "page.version.")
    return _page(
        found,
        base,
        space_id=ident(child(found, "space", "page.") or {}, "id", "page.space."),
        created=moment(history, "createdDate", "page.history."),
        author_id=user_id(child(history, "createdBy", "page.history.") or {}),
        named=tuple(one for one in people if one),
    )


def _page(found: Json, base: str, space_id: str | None, **more: Any) -> Page:
    version = version_of(needed(child(found, "version", "page."), "page.version"))
    links = child(found, "_links", "page.") or {}
    return Page(
        id=needed(ident(found, "id", "page."), "page.id"),
        title=text(found, "title", "page.", LONGEST_TITLE),
        space_id=needed(space_id, "page.space"),
        version=version.number,
        modified=version.at,
        editor_id=version.editor_id,
        address=base + text(links, "webui", "page._links.", LONGEST_ADDRESS),
        is_current=found.get("status") == "current",
        **more,
    )
