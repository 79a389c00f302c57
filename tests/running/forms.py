"""Known bodies in the form of each way: as recorded, or one of a webhook put into another form."""

import json
from collections.abc import Iterator
from typing import Any

from service.connections.model import Channel, Product
from tests.atlassian.bodies import OWN, RECORDED, of
from tests.atlassian.test_every_body import WHY_NOT
from tests.running.ways import WAYS, Way

Json = dict[str, Any]
#: How Forge names what webhooks tell.
FORGE = {
    "jira:issue_created": "avi:jira:created:issue",
    "jira:issue_updated": "avi:jira:updated:issue",
    "jira:issue_deleted": "avi:jira:deleted:issue",
    "comment_created": "avi:jira:commented:issue",
    "comment_deleted": "avi:jira:deleted:comment",
    "worklog_created": "avi:jira:created:worklog",
    "project_created": "avi:jira:created:project",
    "user_created": "avi:jira:created:user",
    "sprint_closed": "avi:jira-software:closed:sprint",
}
WHO = {"type": "known", "accountId": "acc-noor", "displayName": "Noor"}
SPACE = {"id": 51, "key": "DOCS", "name": "Documents"}
LIFE = {
    "history": {"createdBy": WHO, "createdDate": "2026-03-02T08:00:00.000Z"},
    "version": {"by": WHO, "when": "2026-03-02T08:30:00.000Z", "number": 2},
}
PAGE = {"id": "901", "type": "page", "status": "current", "title": "Tides", "space": SPACE, **LIFE}
COMMENT = {"id": "902", "type": "comment", "container": PAGE, **LIFE}
OF_PAGES: list[tuple[str, Json]] = [
    ("avi:confluence:created:page", {"content": PAGE}),
    ("avi:confluence:updated:blogpost", {"content": PAGE | {"id": "903", "type": "blogpost"}}),
    ("avi:confluence:trashed:page", {"content": PAGE | {"status": "trashed"}}),
    ("avi:confluence:deleted:page", {"content": PAGE}),
    ("avi:confluence:created:comment", {"content": COMMENT}),
    ("avi:confluence:updated:space:V2", {"space": SPACE}),
    ("avi:confluence:deleted:space:V2", {"space": SPACE}),
    ("avi:confluence:deleted:user", {"user": WHO}),
]


def by_way() -> dict[Way, list[Json]]:
    """All known bodies; each way has some."""
    recorded = _recorded()
    found = {way: list(_in_form(recorded.get(way.product, []), way)) for way in WAYS}
    assert all(found.values()), [way for way, bodies in found.items() if not bodies]
    return found


def _recorded() -> dict[Product, list[Json]]:
    """What can be understood of our own bodies, and of the recorded ones when they are here."""
    page = {"id": "901", "type": "page", "spaceKey": "DOCS", "title": "Tides"}
    update: Json = {
        "timestamp": 1772440200000,
        "event": "page_updated",
        "userKey": "k",
        "page": page,
    }
    found: dict[Product, list[Json]] = {Product.CONFLUENCE_DATACENTER: [update]}
    for folder in (OWN, RECORDED):
        for file in (file for file in of(folder) if file.stem not in WHY_NOT):
            found.setdefault(Product(file.parent.name), []).append(json.loads(file.read_bytes()))
    return found


def _in_form(bodies: list[Json], way: Way) -> Iterator[Json]:
    match way.channel:
        case Channel.WEBHOOK | Channel.OAUTH:
            yield from bodies
        case Channel.AUTOMATION:
            yield from _of_automation(bodies)
        case Channel.FORGE if way.product is Product.CONFLUENCE_CLOUD:
            yield from bodies
            yield from of_pages()
        case Channel.FORGE:
            yield from _of_forge(bodies)


def of_pages() -> Iterator[Json]:
    """What Forge tells of Confluence, of which nothing is recorded."""
    for name, content in OF_PAGES:
        yield {"eventType": name, "eventCreatedDate": "2026-03-02T08:31:00.000Z", **content}


def _of_automation(bodies: list[Json]) -> Iterator[Json]:
    """The issue alone, and the older form with things beside it."""
    for body in bodies:
        if body.get("webhookEvent") in ("jira:issue_created", "jira:issue_updated"):
            yield body["issue"]
            yield {name: part for name, part in body.items() if name != "webhookEvent"}


def _of_forge(bodies: list[Json]) -> Iterator[Json]:
    """The event by its other name, and who acted by the account alone."""
    for body in bodies:
        name = FORGE.get(body.get("webhookEvent", ""))
        if name:
            rest = {key: part for key, part in body.items() if key not in ("webhookEvent", "user")}
            yield {"eventType": name, "atlassianId": "acc-noor", **rest}
