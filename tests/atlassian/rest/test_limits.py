from datetime import UTC, datetime, timedelta

import pytest

from service.atlassian.rest.limits import LONGEST_WAIT, Limit, Scope, told

NOW = datetime(2026, 3, 2, 12, 34, 56, tzinfo=UTC)


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"Retry-After": "7"}, 7),
        ({"Retry-After": " 7 "}, 7),
        ({"Retry-After": "1.5"}, 1.5),
        ({"Retry-After": "Mon, 02 Mar 2026 12:35:06 GMT"}, 10),
        ({"Retry-After": "7", "X-RateLimit-Reset": "2026-03-02T12:34:58Z"}, 7),
        ({"X-RateLimit-Reset": "2026-03-02T12:35Z"}, 4),
        ({"X-RateLimit-Reset": "2026-03-02T12:35:00.000+0000"}, 4),
        ({"X-RateLimit-Reset": str(int(NOW.timestamp()) + 30)}, 30),
        ({"RateLimit": '"jira-burst-based";r=0;t=12'}, 12),
        ({"Beta-RateLimit": "limit=100, remaining=0, reset=9"}, 9),
        ({"Retry-After": "soon", "RateLimit": '"x-y";t=3'}, 3),
    ],
)
def test_how_long_in_every_form(headers: dict[str, str], seconds: float) -> None:
    assert told(headers, NOW).until == NOW + timedelta(seconds=seconds)


@pytest.mark.parametrize(
    "headers", [{}, {"Retry-After": "soon"}, {"Retry-After": "-5"}, {"Retry-After": "nan"}]
)
def test_what_cannot_be_read_says_nothing(headers: dict[str, str]) -> None:
    assert told(headers, NOW) == Limit("too many calls", Scope.CONNECTION, None)


def test_a_quota_without_an_end_is_full_again_at_the_hour() -> None:
    limit = told({"RateLimit-Reason": "jira-quota-global-based"}, NOW)
    assert limit.until == datetime(2026, 3, 2, 13, 0, tzinfo=UTC)
    assert limit.scope is Scope.CONNECTION


def test_the_reason_may_stand_in_the_structured_header() -> None:
    assert told({"RateLimit": '"jira-per-issue-on-write";r=0;t=2'}, NOW).scope is Scope.ISSUE


def test_nobody_makes_us_wait_for_ever() -> None:
    for far in ("inf", "1e300", "99999999", "2999-01-01T00:00:00Z"):
        until = told({"Retry-After": far}, NOW).until
        assert until is None or until <= NOW + LONGEST_WAIT
