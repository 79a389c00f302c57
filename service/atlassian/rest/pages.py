"""Writing a page: found by its title, made, and kept current whoever else edits it."""

from service.atlassian.fields import Json
from service.atlassian.rest import confluence, jira
from service.atlassian.rest.client import Client
from service.atlassian.rest.errors import Changed, NotThere
from service.atlassian.rest.model import Page, Space
from service.atlassian.rest.page_bodies import EXPAND, page_of

# Somebody may save between our look and our write, but not time and again.
TRIES = 3


def find(client: Client, space: Space, title: str) -> Page | None:
    """The page of this title, of which a space has one at most."""
    if client.site.product.is_cloud:
        asked = {"space-id": [space.id], "title": title, "status": "current"}
        body = client.get("/api/v2/pages", **asked).body
    else:
        asked = {"spaceKey": space.key, "title": title, "type": "page", "expand": EXPAND}
        body = client.get("/rest/api/content", **asked).body
    found = jira.rows(client, body, "results")
    return page_of(client, found[0], body) if found else None


def create(
    client: Client, space: Space, title: str, storage: str, parent_id: str | None = None
) -> Page:
    """A new page. `storage` is XHTML in which every text is escaped by the caller. Refused when
    the space has a page of this title."""
    body = _written(client, title, storage)
    if client.site.product.is_cloud:
        body |= {"spaceId": space.id} | ({"parentId": parent_id} if parent_id else {})
        answer = client.change("POST", "/api/v2/pages", body)
    else:
        body |= {"space": {"key": space.key}}
        body |= {"ancestors": [{"id": parent_id}]} if parent_id else {}
        answer = client.change("POST", "/rest/api/content", body, expand=EXPAND)
    return page_of(client, answer.body, answer.body)


def update(client: Client, page_id: str, title: str, storage: str, message: str = "") -> Page:
    """The page as said here, as its next version; whoever saved meanwhile keeps theirs in its
    history. NotThere when it is gone: then make a new one."""
    for _ in range(TRIES - 1):
        try:
            return _update(client, page_id, title, storage, message)
        except Changed:
            continue
    return _update(client, page_id, title, storage, message)


def remove(client: Client, page_id: str) -> None:
    """Put a page in the trash; one that is gone already is as good."""
    is_cloud = client.site.product.is_cloud
    path = f"/api/v2/pages/{int(page_id)}" if is_cloud else f"/rest/api/content/{int(page_id)}"
    try:
        client.change("DELETE", path)
    except NotThere:
        return


def _update(client: Client, page_id: str, title: str, storage: str, message: str) -> Page:
    there = confluence.page(client, page_id)
    if not there.is_current:
        raise NotThere(host=client.host, reason="the page is in the trash")
    number = there.version + 1
    body = _written(client, title, storage)
    body |= {"id": page_id, "version": {"number": number, "message": message}}
    if client.site.product.is_cloud:
        answer = client.change("PUT", f"/api/v2/pages/{int(page_id)}", body)
    else:
        answer = client.change("PUT", f"/rest/api/content/{int(page_id)}", body, expand=EXPAND)
    return page_of(client, answer.body, answer.body)


def _written(client: Client, title: str, storage: str) -> Json:
    text = {"representation": "storage", "value": storage}
    if client.site.product.is_cloud:
        return {"status": "current", "title": title, "body": text}
    return {"type": "page", "status": "current", "title": title, "body": {"storage": text}}
