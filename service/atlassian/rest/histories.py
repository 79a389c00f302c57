"""Changelogs: who changed what, and when."""

from collections.abc import Sequence

from service.atlassian import jira_changelog
from service.atlassian.fields import Json, child, children, ident, moment, needed, text
from service.atlassian.jira_users import user
from service.atlassian.rest import jira
from service.atlassian.rest.client import Client
from service.atlassian.rest.errors import reading
from service.atlassian.rest.model import Change, History

# All that is followed of the past; Jira takes ten fields at most, and a thousand issues.
FIELDS = ("status", "assignee")
MOST_ISSUES = 1000
AT_ONCE = 5000


def bulk(client: Client, ids: Sequence[str]) -> dict[str, tuple[History, ...]]:
    """The histories of many issues on Cloud, oldest first, by issue id; an issue without changes
    has none."""
    found: dict[str, list[History]] = {issue_id: [] for issue_id in ids}
    for start in range(0, len(ids), MOST_ISSUES):
        question = {
            "issueIdsOrKeys": list(ids[start : start + MOST_ISSUES]),
            "fieldIds": list(FIELDS),
            "maxResults": AT_ONCE,
        }
        for log in _logs(client, question):
            _add(client, found, log)
    return {issue_id: in_order(told) for issue_id, told in found.items()}


def inside(body: Json) -> tuple[History, ...]:
    """The histories that came with an issue."""
    log = child(body, "changelog", "issue.") or {}
    return in_order([history(one) for one in children(log, "histories", "issue.changelog.")])


def are_whole(body: Json) -> bool:
    """Whether all of them came with the issue: Cloud sends the latest hundred along."""
    log = child(body, "changelog", "issue.") or {}
    total = log.get("total")
    return isinstance(total, int) and total <= len(children(log, "histories", "issue.changelog."))


def in_order(told: list[History]) -> tuple[History, ...]:
    """Oldest first, each once, without those that changed nothing that is followed."""
    by_id = {one.id: one for one in told if one.changes}
    return tuple(sorted(by_id.values(), key=lambda one: (one.at, len(one.id), one.id)))


def history(found: Json) -> History:
    at = "history."
    return History(
        id=needed(ident(found, "id", at), f"{at}id"),
        at=needed(moment(found, "created", at), f"{at}created"),
        who=user(found, "author", at),
        changes=tuple(
            _change(item)
            for item in children(found, "items", at)
            if jira_changelog.field_of(item) in FIELDS
        ),
    )


def _logs(client: Client, question: Json) -> list[Json]:
    found: list[Json] = []
    token = None
    while True:
        asked = question | ({"nextPageToken": token} if token else {})
        body = client.ask(f"{jira.api(client)}/changelog/bulkfetch", asked).body
        found += jira.rows(client, body, "issueChangeLogs")
        token = body.get("nextPageToken")
        if not token:
            return found


def _add(client: Client, found: dict[str, list[History]], log: Json) -> None:
    with reading(client.host):
        issue_id = needed(ident(log, "issueId", ""), "issueId")
        told = [history(one) for one in children(log, "changeHistories", "")]
        found.setdefault(issue_id, []).extend(told)


def _change(item: Json) -> Change:
    at = "history.items."
    return Change(
        field=jira_changelog.field_of(item),
        old=jira_changelog.id_of(item, "from"),
        old_words=text(item, "fromString", at),
        new=jira_changelog.id_of(item, "to"),
        new_words=text(item, "toString", at),
    )
