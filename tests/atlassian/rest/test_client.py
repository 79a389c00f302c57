from collections.abc import Callable
from datetime import timedelta

import pytest

from service.atlassian.rest import errors, jira, oauth, remote_links, transport
from service.atlassian.rest.client import Client
from service.atlassian.rest.limits import Scope
from service.atlassian.rest.site import ApiToken, OAuthGrant, PersonalToken, Product, Site
from tests.atlassian.rest.conftest import Connect, Watch, by_oauth, site
from tests.double.mischief import Mischief, too_many
from tests.double.server import Double
from tests.double.world import NOON, World

CLOUD = Product.JIRA_CLOUD


def link(client: Client, world: World) -> None:
    issue = next(iter(world.issues.values()), None) or world.issue("HARB", 1)
    remote_links.put(client, issue.id, "gezel-1", "https://gezel.example.org/1", "Words")


def test_no_token_and_a_wrong_one_are_told_apart_from_nothing(
    connect: Connect, double: Double
) -> None:
    for wrong in (None, ApiToken("gezel@example.org", "wrong"), PersonalToken("wrong")):
        with pytest.raises(errors.WrongCredentials):
            jira.who_am_i(connect(site(double, CLOUD, credentials=wrong)))
    assert double.calls[0].headers.get("Authorization") is None


def test_a_short_burst_is_slept_through(jira: Client, double: Double, watch: Watch) -> None:
    double.misbehave(
        too_many("jira-burst-based", Retry_After="3"), too_many("jira-burst-based", Retry_After="5")
    )
    assert jira.get("/rest/api/2/myself").status == 200
    assert watch.slept == [3.0, 5.0]


def test_a_wait_is_never_shorter_than_asked_and_grows(connect: Connect, double: Double) -> None:
    slept: list[float] = []
    client = connect(CLOUD, sleep=slept.append, chance=lambda: 1.0)
    double.misbehave(*[too_many("jira-burst-based", Retry_After="1")] * 3)
    jira.who_am_i(client)
    assert slept == [3.0, 6.0, 12.0]


def test_after_four_tries_a_burst_slows_the_endpoint(
    jira: Client, double: Double, watch: Watch
) -> None:
    double.misbehave(*[too_many("jira-burst-based", Retry_After="2")] * 4)
    with pytest.raises(errors.SlowDown) as told:
        jira.get("/rest/api/2/myself")
    assert told.value.scope is Scope.ENDPOINT
    assert told.value.until == watch.now + timedelta(seconds=2)
    assert len(double.calls) == 4


@pytest.mark.parametrize(
    ("reason", "scope"),
    [
        ("jira-quota-global-based", Scope.CONNECTION),
        ("jira-quota-tenant-based", Scope.CONNECTION),
        ("jira-burst-based", Scope.ENDPOINT),
        ("jira-per-issue-on-write", Scope.ISSUE),
        ("", Scope.CONNECTION),
        ("jira-cost-based", Scope.CONNECTION),
    ],
)
def test_a_long_wait_is_the_callers(
    jira: Client, double: Double, watch: Watch, reason: str, scope: Scope
) -> None:
    double.misbehave(too_many(reason, Retry_After="900"))
    with pytest.raises(errors.SlowDown) as told:
        jira.get("/rest/api/2/myself")
    assert (told.value.scope, told.value.until) == (scope, NOON + timedelta(seconds=900))
    assert watch.slept == []


def test_a_quota_is_never_slept_through(jira: Client, double: Double, watch: Watch) -> None:
    double.misbehave(too_many("jira-quota-tenant-based", Retry_After="1"))
    with pytest.raises(errors.SlowDown):
        jira.get("/rest/api/2/myself")
    assert watch.slept == []


def test_a_write_that_was_not_looked_at_is_sent_again(
    jira: Client, double: Double, world: World, watch: Watch
) -> None:
    double.misbehave(too_many("jira-per-issue-on-write", Retry_After="2"))
    link(jira, world)
    assert watch.slept == [2.0]
    assert len(next(iter(world.links.values()))) == 1


@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_reading_is_tried_again_when_the_site_is_out_of_order(
    jira: Client, double: Double, watch: Watch, status: int
) -> None:
    double.misbehave(Mischief(status), Mischief(status, {"Retry-After": "5"}))
    assert jira.get("/rest/api/2/myself").status == 200
    assert watch.slept == [2.0, 5.0]
    double.misbehave(*[Mischief(status)] * 4)
    with pytest.raises(errors.OutOfOrder, match=str(status)):
        jira.get("/rest/api/2/myself")


def test_a_site_that_is_away_for_long_pauses_the_connection(jira: Client, double: Double) -> None:
    double.misbehave(Mischief(503, {"Retry-After": "600"}))
    with pytest.raises(errors.SlowDown) as told:
        jira.get("/rest/api/2/myself")
    assert told.value.scope is Scope.CONNECTION


def test_a_write_that_may_have_been_done_is_not_sent_again(
    jira: Client, double: Double, world: World, watch: Watch
) -> None:
    world.issue("HARB", 1)
    for mischief in (Mischief(503), Mischief(hangs_up=True, after_work=True)):
        double.calls.clear()
        double.misbehave(mischief)
        with pytest.raises((errors.OutOfOrder, errors.CannotBeReached)):
            link(jira, world)
        assert len(double.calls) == 1
    assert watch.slept == []
    assert len(next(iter(world.links.values()))) == 1


def test_reading_survives_a_line_that_goes_dead(jira: Client, double: Double, watch: Watch) -> None:
    double.misbehave(Mischief(hangs_up=True), Mischief(hangs_up=True))
    assert jira.get("/rest/api/2/myself").status == 200
    assert watch.slept == [2.0, 4.0]


def test_a_site_that_says_nothing_is_too_slow(
    jira: Client, double: Double, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert transport.TIMEOUT_SECONDS == (5, 30)
    monkeypatch.setattr(transport, "TIMEOUT_SECONDS", (1, 0.1))
    double.misbehave(*[Mischief(silence=0.3)] * 4)
    with pytest.raises(errors.TooSlow, match=r"127\.0\.0\.1 did not answer in time"):
        jira.get("/rest/api/2/myself")
    assert len(double.calls) == 4


def test_our_writes_bear_a_mark_by_which_their_echo_is_known(
    connect: Connect, double: Double, world: World
) -> None:
    link(connect(CLOUD, trace="gezel-7"), world)
    headers = double.calls[-1].headers
    assert headers["X-Atlassian-Webhook-Trace"] == "gezel-7"
    jira.who_am_i(connect(CLOUD))
    assert "X-Atlassian-Webhook-Trace" not in double.calls[-1].headers


def renewing(double: Double, watch: Watch, calls: list[str]) -> Callable[[OAuthGrant], OAuthGrant]:
    app = oauth.App("id", double.world.client_secret, "https://here", double.url, double.url)

    def renew(grant: OAuthGrant) -> OAuthGrant:
        calls.append(grant.access)
        return oauth.refresh(app, grant, watch.now)

    return renew


def test_oauth_goes_over_the_api_host(connect: Connect, double: Double) -> None:
    client = connect(by_oauth(double, CLOUD))
    assert jira.who_am_i(client).user.id == "gezel-1"
    assert client.site.root == f"{double.url}/ex/jira/cloud-1"


def test_a_grant_near_its_end_is_renewed_before_the_call(
    connect: Connect, double: Double, watch: Watch
) -> None:
    calls: list[str] = []
    near = by_oauth(double, CLOUD, NOON + timedelta(seconds=30))
    client = connect(near, renew=renewing(double, watch, calls))
    jira.who_am_i(client)
    jira.who_am_i(client)
    assert calls == ["access-0"]
    assert double.paths().count("POST /oauth/token") == 1


def test_a_grant_refused_once_is_renewed_once(
    connect: Connect, double: Double, watch: Watch
) -> None:
    calls: list[str] = []
    client = connect(by_oauth(double, CLOUD), renew=renewing(double, watch, calls))
    double.world.access = "another by now"
    jira.who_am_i(client)
    assert calls == ["access-0"]
    double.misbehave(*[Mischief(401, path="/myself")] * 2)
    with pytest.raises(errors.NeedsReconnect):
        jira.who_am_i(client)


def test_without_a_way_to_renew_an_expired_grant_is_told(connect: Connect, double: Double) -> None:
    with pytest.raises(errors.TokenExpired):
        jira.who_am_i(connect(by_oauth(double, CLOUD, NOON)))
    assert double.calls == []


def test_a_refresh_token_used_twice_needs_a_person(
    connect: Connect, double: Double, watch: Watch
) -> None:
    old = by_oauth(double, CLOUD, NOON)
    calls: list[str] = []
    jira.who_am_i(connect(old, renew=renewing(double, watch, calls)))
    with pytest.raises(errors.NeedsReconnect):
        jira.who_am_i(connect(old, renew=renewing(double, watch, calls)))


def test_a_site_by_oauth_needs_its_cloud_id() -> None:
    with pytest.raises(ValueError, match="cloud id"):
        Site(CLOUD, "https://x.example", OAuthGrant("a", "b", NOON))
