"""Issues: one by its id, and all that changed since a time, in a stable order with a position."""

from collections.abc import Iterator
from typing import Any

from service.atlassian.fields import Json, ident, needed
from service.atlassian.model import NotUnderstood
from service.atlassian.rest import histories, jira, jql
from service.atlassian.rest.client import Client
from service.atlassian.rest.errors import UnusableAnswer, reading
from service.atlassian.rest.found import asked_fields, found_issue, stamp
from service.atlassian.rest.model import (
    FoundIssue,
    History,
    IssuePage,
    Position,
    Unreadable,
    Wanted,
)
from service.atlassian.rest.pages_of_issues import beyond, by_offset, by_token

PAGE = 100


def issue(client: Client, issue_id: str, wanted: Wanted | None = None) -> FoundIssue:
    """One issue by its id or key, with its histories; NotThere when it is gone or hidden."""
    with_histories = wanted is None or wanted.with_histories
    body = client.get(
        f"{jira.api(client)}/issue/{ident_in_path(issue_id)}",
        fields=",".join(asked_fields(wanted)),
        expand="changelog" if with_histories else None,
    ).body
    with reading(client.host):
        own_id = needed(ident(body, "id", "issue."), "issue.id")
        is_cut = client.site.product.is_cloud and not histories.are_whole(body)
        known = histories.bulk(client, [own_id]) if with_histories and is_cut else {}
        return found_issue(body, wanted, known.get(own_id))


def changed_since(
    client: Client, wanted: Wanted, position: Position | None = None, size: int = PAGE
) -> Iterator[IssuePage]:
    """Pages of issues changed since `wanted.since`, oldest change first.

    Go on after an interruption by handing in the last kept position. An issue that changes during
    the search comes again at the end, so that it is never missed. Nothing is asked
    when no project or no type is wanted.
    """
    if () in (wanted.projects, wanted.issue_types):
        return
    zone = jira.who_am_i(client).zone
    pages = by_token if client.site.product.is_cloud else by_offset
    for batch in beyond(position, pages(client, wanted, zone, position, size)):
        yield _page(client, wanted, batch)


def count(client: Client, wanted: Wanted) -> int:
    """About how many issues `changed_since` will tell of."""
    if () in (wanted.projects, wanted.issue_types):
        return 0
    question = jql.changed(wanted, wanted.since, jira.who_am_i(client).zone)
    if client.site.product.is_cloud:
        path = f"{jira.api(client)}/search/approximate-count"
        return _number(client, client.ask(path, {"jql": question}).body, "count")
    answer = client.get(f"{jira.api(client)}/search", jql=question, maxResults=0)
    return _number(client, answer.body, "total")


def ident_in_path(issue_id: str) -> str:
    """Ids and keys hold only these; anything else would lead to another place."""
    if not issue_id.replace("-", "").replace("_", "").isalnum():
        raise ValueError("not the id or key of an issue")
    return issue_id


def _page(client: Client, wanted: Wanted, batch: list[Json]) -> IssuePage:
    known = _histories(client, wanted, batch)
    read, unreadable = [], []
    for body in batch:
        own_id = str(body.get("id", "?"))
        try:
            read.append(found_issue(body, wanted, known.get(own_id)))
        except NotUnderstood as error:
            unreadable.append(Unreadable(own_id, error.reason))
    return IssuePage(tuple(read), tuple(unreadable), _last(batch))


def _histories(client: Client, wanted: Wanted, batch: list[Json]) -> dict[str, tuple[History, ...]]:
    """On Cloud they are a question of their own; on Data Center they came along."""
    ids = [str(body["id"]) for body in batch if body.get("id")]
    if not (ids and wanted.with_histories and client.site.product.is_cloud):
        return {}
    return histories.bulk(client, ids)


def _last(bodies: list[Json]) -> Position | None:
    """The last issue of the page that says when it changed."""
    for body in reversed(bodies):
        at = stamp(body)
        if at is not None:
            return Position(at, str(body.get("id", "")))
    return None


def _number(client: Client, body: Any, key: str) -> int:
    found = body.get(key) if isinstance(body, dict) else None
    if not isinstance(found, int):
        raise UnusableAnswer(host=client.host, reason=f"{key} is not a number")
    return found
