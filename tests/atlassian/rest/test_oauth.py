from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from service.atlassian.rest import errors, oauth
from service.atlassian.rest.oauth import App, Resource
from service.atlassian.rest.site import OAuthGrant
from tests.double.mischief import Mischief
from tests.double.server import Double
from tests.double.world import NOON


@pytest.fixture
def app(double: Double) -> App:
    secret = double.world.client_secret
    return App("our id", secret, "https://gezel.example.org/back", double.url, double.url)


def test_where_the_person_is_sent() -> None:
    app = App("our id", "secret", "https://gezel.example.org/back")
    url = oauth.authorize_url(app, ("read:jira-work", "offline_access"), "a state")
    assert url.startswith("https://auth.atlassian.com/authorize?")
    assert {key: value[0] for key, value in parse_qs(urlsplit(url).query).items()} == {
        "audience": "api.atlassian.com",
        "client_id": "our id",
        "scope": "read:jira-work offline_access",
        "redirect_uri": "https://gezel.example.org/back",
        "state": "a state",
        "response_type": "code",
        "prompt": "consent",
    }
    assert "offline_access" in oauth.authorize_url(app, ("read:jira-work",), "a state")


def test_the_code_gives_a_grant_that_opens_sites(app: App, double: Double) -> None:
    grant = oauth.exchange(app, "the code", NOON)
    assert grant.expires_at == NOON + timedelta(hours=1)
    assert oauth.resources(app, grant) == [
        Resource("cloud-1", double.url, "our site", ("read:jira-work",))
    ]


def test_each_refresh_gives_another_and_voids_the_old(app: App) -> None:
    first = oauth.exchange(app, "the code", NOON)
    second = oauth.refresh(app, first, NOON)
    assert (second.access, second.refresh) != (first.access, first.refresh)
    oauth.refresh(app, second, NOON)
    with pytest.raises(errors.NeedsReconnect):
        oauth.refresh(app, first, NOON)


def test_a_code_that_is_over(app: App) -> None:
    with pytest.raises(errors.NeedsReconnect):
        oauth.exchange(app, "another code", NOON)


def test_a_wrong_secret_of_the_app_is_no_reason_to_reconnect(app: App, double: Double) -> None:
    double.world.client_secret = "changed"
    with pytest.raises(errors.WrongCredentials):
        oauth.exchange(app, "the code", NOON)


def test_a_refresh_is_never_repeated_by_itself(app: App, double: Double) -> None:
    grant = OAuthGrant("access-0", "refresh-0", NOON)
    double.misbehave(Mischief(503))
    with pytest.raises(errors.OutOfOrder):
        oauth.refresh(app, grant, NOON)
    assert len(double.calls) == 1


@pytest.mark.parametrize(
    "body",
    [
        b"{}",
        b"[]",
        b"null",
        b'{"access_token": "a", "refresh_token": "b"}',
        b'{"access_token": "a", "expires_in": 3600}',
        b'{"access_token": 5, "refresh_token": "b", "expires_in": 3600}',
        b'{"access_token": "a", "refresh_token": "b", "expires_in": -1}',
    ],
)
def test_a_grant_that_lacks_something_is_none(app: App, double: Double, body: bytes) -> None:
    double.misbehave(Mischief(200, body=body))
    with pytest.raises(errors.UnusableAnswer):
        oauth.exchange(app, "the code", NOON)


def test_secrets_are_not_shown(app: App) -> None:
    assert app.client_secret not in repr(app)
