"""Reads pages, comments and spaces as Confluence writes them: in Forge events, and when looked up
by `GET /rest/api/content/{id}?expand=space,version,history,container` on Data Center.
"""

from datetime import datetime

from service.atlassian.confluence_users import user
from service.atlassian.fields import Json, child, ident, moment, needed, text
from service.atlassian.jira_issue import LONGEST_TITLE
from service.atlassian.model import (
    Ignored,
    Place,
    Project,
    ProjectChanged,
    ProjectDeleted,
    UserDeleted,
)
from service.atlassian.model_pages import AnyEvent, Page, PageChanged, PageCommented, PageGone

KINDS = {"page": "Page", "blogpost": "Blog post"}
_AT = "content."


def event(payload: Json, deed: str) -> AnyEvent:
    """What Forge tells; `deed` is an action and a thing: `updated:page`."""
    action, _, thing = deed.partition(":")
    at = needed(moment(payload, "eventCreatedDate", ""), "eventCreatedDate")
    if thing == "user":
        found = needed(user(payload, "user", ""), "user.accountId")
        return UserDeleted(found.id)
    if thing == "space:V2":
        space = project(needed(child(payload, "space", ""), "space"))
        return ProjectDeleted(at, space) if action == "deleted" else ProjectChanged(space)
    content = needed(child(payload, "content", ""), "content")
    if action in ("trashed", "deleted"):
        page_id = needed(ident(content, "id", _AT), "content.id")
        return PageGone(at, page_id, action == "deleted", _place(content))
    return looked_up(content, at)


def looked_up(content: Json, at: datetime) -> PageChanged | PageCommented | Ignored:
    """A page as it was at a time; of a comment, that its writer took part in the page."""
    kind = text(content, "type", _AT)
    if kind == "comment":
        return _comment(content, at)
    if kind not in KINDS:
        return Ignored(f"content {kind}".strip(), "Only pages and blog posts are read.")
    return PageChanged(at, _page(content, kind))


def project(space: Json) -> Project:
    """A space, which is a project here."""
    key = needed(ident(space, "key", "space."), "space.key")
    name = text(space, "name", "space.") or key
    return Project(id=ident(space, "id", "space.") or key, key=key, name=name)


def _page(content: Json, kind: str) -> Page:
    space = project(needed(child(content, "space", _AT), "content.space"))
    history = child(content, "history", _AT) or {}
    version = child(content, "version", _AT) or {}
    created = moment(history, "createdDate", f"{_AT}history.")
    changed = moment(version, "when", f"{_AT}version.") or created
    author = user(history, "createdBy", f"{_AT}history.")
    return Page(
        id=needed(ident(content, "id", _AT), "content.id"),
        space_key=space.key,
        space_name=space.name,
        kind=KINDS[kind],
        title=text(content, "title", _AT, LONGEST_TITLE),
        status=text(content, "status", _AT) or "current",
        created_at=created,
        created_by=author,
        version_at=needed(changed, "content.version.when"),
        version_by=user(version, "by", f"{_AT}version."),
    )


def _comment(content: Json, at: datetime) -> PageCommented:
    container = child(content, "container", _AT) or {}
    history = child(content, "history", _AT) or {}
    version = child(content, "version", _AT) or {}
    author = user(history, "createdBy", f"{_AT}history.") or user(version, "by", f"{_AT}version.")
    return PageCommented(
        at=moment(version, "when", f"{_AT}version.") or at,
        comment_id=needed(ident(content, "id", _AT), "content.id"),
        page_id=ident(container, "id", f"{_AT}container."),
        author=author,
        place=_place(container) or _place(content),
    )


def _place(content: Json) -> Place | None:
    space = child(content, "space", _AT) or {}
    key = ident(space, "key", f"{_AT}space.")
    return Place(key, KINDS.get(text(content, "type", _AT), "Page")) if key else None
