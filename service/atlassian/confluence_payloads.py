"""Reads the webhooks of Confluence Data Center, which carry little more than ids, and the bodies
of Connect apps on Cloud, which do not name their event.
"""

from datetime import datetime

from service.atlassian.confluence_events import READ, WHY_IGNORED
from service.atlassian.confluence_users import by_id
from service.atlassian.fields import Json, child, clean, ident, moment, needed, text
from service.atlassian.model import (
    Event,
    Ignored,
    NotUnderstood,
    Project,
    ProjectChanged,
    ProjectDeleted,
    UserDeleted,
)
from service.atlassian.model_pages import AnyEvent, PageCommented, PageGone, PageTold

NO_KEY = "The space is told by its id alone; it is read from its pages."


def event(payload: Json, name: str) -> AnyEvent:
    """The event of this name, as Data Center tells it."""
    if name in WHY_IGNORED:
        return Ignored(name, WHY_IGNORED[name])
    if name not in READ:
        raise NotUnderstood(f"The event {clean(name, 60)!r} is not known.")
    at = needed(moment(payload, "timestamp", ""), "timestamp")
    thing, _, action = name.rpartition("_")
    if thing == "comment":
        return _commented(payload, at)
    if thing == "space":
        return _space(payload, name, at)
    if thing == "user":
        return _user_removed(payload)
    return _page(payload, action, at)


def _page(payload: Json, action: str, at: datetime) -> PageTold | PageGone:
    page_id = _id(payload, "blog" if "blog" in payload else "page")
    if action in ("trashed", "removed"):
        return PageGone(at, page_id, for_good=action == "removed")
    deed = {"created": "author", "updated": "editor"}.get(action)
    return PageTold(at, page_id, by_id(ident(payload, "userKey", "")), deed)


def _commented(payload: Json, at: datetime) -> PageCommented:
    page = child(payload, "page", "") or {}
    return PageCommented(
        at=at,
        comment_id=_id(payload, "comment"),
        page_id=ident(page, "id", "page."),
        author=by_id(ident(payload, "userKey", "")),
    )


def _space(payload: Json, name: str, at: datetime) -> Event:
    space = needed(child(payload, "space", ""), "space")
    key = ident(space, "key", "space.")
    if key is None:
        return Ignored(name, NO_KEY)
    found = Project(
        ident(space, "id", "space.") or key, key, text(space, "name", "space.") or key
    )  # fmt: skip
    return ProjectDeleted(at, found) if name == "space_removed" else ProjectChanged(found)


def _user_removed(payload: Json) -> UserDeleted:
    user = child(payload, "user", "") or {}
    user_id = ident(user, "userKey", "user.") or ident(user, "key", "user.")
    return UserDeleted(needed(user_id, "user.userKey"))


def _id(payload: Json, thing: str) -> str:
    found = needed(child(payload, thing, ""), thing)
    return needed(ident(found, "id", f"{thing}."), f"{thing}.id")


def of_connect(payload: Json) -> PageTold | Ignored:
    """A body of a Connect app. Only an edit says so (`updateTrigger`): a page that was seen, made
    or thrown away looks the same, so the page is to be looked up."""
    page = child(payload, "page", "")
    if page is None:
        return Ignored("of a Connect app", "Only pages are read from Connect apps.")
    edited = "updateTrigger" in payload
    return PageTold(
        at=needed(moment(payload, "timestamp", ""), "timestamp"),
        page_id=needed(ident(page, "id", "page."), "page.id"),
        user=by_id(ident(payload, "userAccountId", "")),
        deed="editor" if edited else None,
    )
