"""What an answer says about how long to wait, and for what.

Facts: developer.atlassian.com/cloud/jira/platform/rate-limiting. Headers come in several forms and
change, so each is read tolerantly: what cannot be read says nothing.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from enum import StrEnum

LONGEST_WAIT = timedelta(days=1)
_REASON_HEADERS = ("RateLimit-Reason", "X-RateLimit-Reason")
_STRUCTURED = ("RateLimit", "Beta-RateLimit")
_NAMED = re.compile(r'^\s*"?([a-z][a-z0-9-]+)"?\s*;')
_SECONDS = re.compile(r"(?:^|[;,\s])(?:t|reset)\s*=\s*(\d{1,9})")
_EPOCH_FROM = 1_000_000_000  # a larger number is a moment, a smaller one a number of seconds


class Scope(StrEnum):
    """What has to wait."""

    CONNECTION = "connection"  #: all calls of this connection
    ENDPOINT = "endpoint"  #: calls of this kind
    ISSUE = "issue"  #: changes of this issue


@dataclass(frozen=True, slots=True)
class Limit:
    """`until` is None where the answer does not say how long."""

    reason: str
    scope: Scope
    until: datetime | None


def told(headers: Mapping[str, str], now: datetime) -> Limit:
    """What the headers of a 429 or 503 say. A quota that does not say when it is full again is
    full again at the next hour, UTC."""
    reason = _reason(headers)
    until = _until(headers, now)
    if until is None and "quota" in reason:
        until = now.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    return Limit(reason or "too many calls", _scope(reason), until)


def _scope(reason: str) -> Scope:
    """Without a reason, as on Data Center, the limit is that of our account: all calls wait."""
    if "per-issue" in reason:
        return Scope.ISSUE
    if "burst" in reason:
        return Scope.ENDPOINT
    return Scope.CONNECTION


def _reason(headers: Mapping[str, str]) -> str:
    for name in _REASON_HEADERS:
        if headers.get(name):
            return headers[name].strip().lower()
    for name in _STRUCTURED:
        named = _NAMED.match(headers.get(name, ""))
        if named:
            return named[1]
    return ""


def _until(headers: Mapping[str, str], now: datetime) -> datetime | None:
    """Retry-After counts first: never sooner than that."""
    found = _moment(headers.get("Retry-After"), now)
    if found is None:
        found = _moment(headers.get("X-RateLimit-Reset"), now) or _structured(headers, now)
    return min(found, now + LONGEST_WAIT) if found else None


def _structured(headers: Mapping[str, str], now: datetime) -> datetime | None:
    for name in _STRUCTURED:
        seconds = _SECONDS.search(headers.get(name, ""))
        if seconds:
            return now + timedelta(seconds=int(seconds[1]))
    return None


def _moment(text: str | None, now: datetime) -> datetime | None:
    """Seconds from now, seconds since 1970, an ISO time or an HTTP date."""
    if not text:
        return None
    try:
        return _numbered(float(text), now)
    except (ValueError, OverflowError, OSError):
        pass
    for parse in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            found = parse(text.strip())
        except ValueError:
            continue
        return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
    return None


def _numbered(number: float, now: datetime) -> datetime | None:
    if number < 0:
        return None
    if number >= _EPOCH_FROM:
        return datetime.fromtimestamp(number, UTC)
    return now + timedelta(seconds=number)
