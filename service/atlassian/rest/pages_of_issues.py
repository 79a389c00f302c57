"""Going through a search page by page: by a token on Cloud, by a moving start on Data Center.

Each gives the issues of one answer that it did not give before, as Jira sent them.
"""

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from service.atlassian.fields import Json
from service.atlassian.rest import jira, jql
from service.atlassian.rest.client import Client
from service.atlassian.rest.found import asked_fields, stamp
from service.atlassian.rest.model import Position, Wanted


def by_token(
    client: Client, wanted: Wanted, zone: ZoneInfo, position: Position | None, size: int
) -> Iterator[list[Json]]:
    """Cloud hands out a token for the next page."""
    question = {
        "jql": jql.changed(wanted, _start(wanted, position), zone) + jql.ORDER,
        "fields": asked_fields(wanted),
        "maxResults": size,
    }
    while True:
        body = client.ask(f"{jira.api(client)}/search/jql", question).body
        found = jira.rows(client, body, "issues")
        yield [one for one in found if _is_new(one, position)]
        token = body.get("nextPageToken")
        if not token or body.get("isLast"):
            return
        question |= {"nextPageToken": token}


def by_offset(
    client: Client, wanted: Wanted, zone: ZoneInfo, position: Position | None, size: int
) -> Iterator[list[Json]]:
    """Data Center counts from the start of the list, which shifts when an issue in it changes.

    So each page begins a list of its own at the minute that was reached. Only where one minute
    holds more than a page is counted on, each page beginning with the last issue of the one
    before; when that is no longer there the list has shifted, and is begun again.
    """
    since, told = _start(wanted, position), set[tuple[str, datetime | None]]()
    start, last = 0, None
    while True:
        found, is_end = _list(client, wanted, jql.changed(wanted, since, zone), start, size)
        if last and (not found or found[0]["id"] != last):
            start, last = 0, None
            continue
        yield [
            one
            for one in found
            if _is_new(one, position) and not _is_before(one, since) and _mark(one) not in told
        ]
        if is_end:
            return
        told |= {_mark(one) for one in found}
        reached = max((at for one in found if (at := stamp(one))), default=since)
        if _minute(reached) > _minute(since):
            since, start, last = reached, 0, None
            told = {mark for mark in told if mark[1] and mark[1] >= _minute(since)}
        else:
            start, last = start + len(found) - 1, found[-1]["id"]


def _list(
    client: Client, wanted: Wanted, question: str, start: int, size: int
) -> tuple[list[Json], bool]:
    """One answer, and whether it is the last."""
    body = client.get(
        f"{jira.api(client)}/search",
        jql=question + jql.ORDER,
        fields=",".join(asked_fields(wanted)),
        startAt=start,
        maxResults=max(size, 2),
        expand="changelog" if wanted.with_histories else None,
    ).body
    found = jira.rows(client, body, "issues")
    return found, start + len(found) >= int(body.get("total", 0)) or not found


def _start(wanted: Wanted, position: Position | None) -> datetime:
    return max(wanted.since, position.at) if position else wanted.since


def beyond(position: Position | None, batches: Iterator[list[Json]]) -> Iterator[list[Json]]:
    """Without the issues of the position's own moment up to its own issue: they stand in one order,
    and were told of. Where its issue is no longer among them, all of that moment come again."""
    if position is None:
        yield from batches
        return
    held: list[Json] = []
    for batch in batches:
        place, is_its_own = _end_of_told(batch, position)
        if place is None:
            held += batch
            continue
        yield batch[place:] if is_its_own else [*held, *batch[place:]]
        held = []
        yield from batches
    if held:
        yield held


def _end_of_told(batch: list[Json], position: Position) -> tuple[int | None, bool]:
    """Where what comes after the position begins, if here, and whether its own issue says so."""
    for place, body in enumerate(batch):
        if str(body.get("id")) == position.id:
            return place + 1, True
        at = stamp(body)
        if at is not None and at > position.at:
            return place, False
    return None, False


def _is_new(body: Json, position: Position | None) -> bool:
    """JQL asks from the whole minute on; what lies before the position was told of."""
    at = stamp(body)
    return position is None or at is None or at >= position.at


def _is_before(body: Json, since: datetime) -> bool:
    """In the hour that comes twice, JQL gives more than was asked for."""
    at = stamp(body)
    return at is not None and at < _minute(since)


def _mark(body: Json) -> tuple[str, datetime | None]:
    """An issue as it was told of: when it changes again it is another."""
    return str(body.get("id")), stamp(body)


def _minute(at: datetime) -> datetime:
    return at.replace(second=0, microsecond=0)
