"""Questions in Jira's query language. They are always bounded, which Cloud demands."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from service.atlassian.rest.model import Wanted

# The key settles the order of issues of one moment.
ORDER = " ORDER BY updated ASC, key ASC"


def changed(wanted: Wanted, since: datetime, zone: ZoneInfo) -> str:
    """Issues changed since a time. JQL knows whole minutes, in the zone of who asks."""
    terms = [f'updated >= "{_local(since, zone):%Y-%m-%d %H:%M}"']
    if wanted.projects is not None:
        terms.append(f"project in ({_listed(wanted.projects)})")
    if wanted.issue_types is not None:
        terms.append(f"issuetype in ({_listed(wanted.issue_types)})")
    return " AND ".join(terms)


def _local(since: datetime, zone: ZoneInfo) -> datetime:
    """In the hour that comes twice in autumn Jira may mean the second: ask an hour earlier."""
    local = since.astimezone(zone)
    is_twice = local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()
    return (since - timedelta(hours=1)).astimezone(zone) if is_twice else local


def _listed(words: Iterable[str]) -> str:
    return ", ".join(quoted(word) for word in words)


def quoted(word: str) -> str:
    """A word as JQL and CQL take it, whatever it holds."""
    escaped = word.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + " ".join(escaped.split()) + '"'
