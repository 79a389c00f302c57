"""Every way to prove oneself, on the road that all deliveries go: right, wrong, not there."""

from dataclasses import replace
from datetime import timedelta

import pytest

from service import clock
from service.atlassian import signature
from service.connections import actions
from service.connections.model import Auth, Channel, Product, channels
from service.connections.secrets import Vault
from service.db.sql import Connection
from service.settings import Settings
from tests.atlassian.tokens import (
    APP,
    CLIENT_SECRET,
    KEY,
    OTHER_KEY,
    OTHER_SITE,
    SITE,
    by_hand,
    by_key,
    by_nobody,
    by_secret,
    forge_claims,
    oauth_claims,
)
from tests.conftest import MONDAY
from tests.webhooks.proving import (
    BODY,
    SETUP,
    Make,
    Post,
    bearer,
    client,
    forge,
    kept,
    keys,
    make,
    oauth,
    post,
    settings,
)

__all__ = ["client", "keys", "make", "post", "settings"]


def test_each_channel_is_noted(make: Make, post: Post, db: Connection) -> None:
    secret = make(auth="oauth")
    answers = [
        post(X_Hub_Signature=signature.of(secret, BODY)),
        post(body=BODY + b" ", **oauth()),
        post("jira-cloud/forge", BODY + b"  ", **forge()),
        post(body=BODY + b"   ", X_Gezel_Secret=secret),
    ]
    assert [answer.status_code for answer in answers] == [202] * 4
    assert [channel for channel, _ in kept(db)] == ["webhook", "oauth", "forge", "automation"]
    assert [body for _, body in kept(db)] == [BODY + b" " * number for number in range(4)]


OAUTH_WRONG = {
    "other secret": bearer(by_secret(oauth_claims(MONDAY), "another secret, long enough for it")),
    "empty secret": bearer(by_hand(oauth_claims(MONDAY), b"")),
    "none": bearer(by_nobody(oauth_claims(MONDAY))),
    "expired": oauth(exp=int((MONDAY - timedelta(minutes=1)).timestamp())),
    "not yet valid": oauth(nbf=int((MONDAY + timedelta(minutes=1)).timestamp())),
    "no end": oauth(exp=None),
    "of Forge": forge(),
    "not a token": bearer("nonsense"),
    "not a bearer": {"Authorization": "Basic YTpi"},
    "huge": bearer("a" * 100_000),
    "not ASCII": bearer("é"),
}
FORGE_WRONG = {
    "other key": bearer(by_key(forge_claims(MONDAY), OTHER_KEY)),
    "unknown key id": bearer(by_key(forge_claims(MONDAY), OTHER_KEY, "forge/two")),
    "public key as secret": bearer(by_hand(forge_claims(MONDAY), KEY.as_pem(private=False))),
    "none": bearer(by_nobody(forge_claims(MONDAY))),
    "expired": forge(exp=int((MONDAY - timedelta(minutes=1)).timestamp())),
    "not yet valid": forge(nbf=int((MONDAY + timedelta(minutes=1)).timestamp())),
    "no end": forge(exp=None),
    "other audience": forge(aud="ari:cloud:ecosystem::app/another"),
    "other issuer": forge(iss="forge/another-token"),
    "other site": forge(OTHER_SITE),
    "no site": forge(app={"id": APP}),
    "of the OAuth app": oauth(),
    "huge": bearer("a" * 100_000),
    "not ASCII": bearer("é"),
}
SECRET_WRONG = ["another secret", " ", "é" * 43, "a" * 100_000, "Bearer x"]


@pytest.mark.parametrize("wrong", OAUTH_WRONG)
def test_a_wrong_token_of_an_oauth_app_is_refused(
    make: Make, post: Post, db: Connection, wrong: str
) -> None:
    make(auth="oauth")
    assert post(**OAUTH_WRONG[wrong]).status_code == 401
    assert kept(db) == []


@pytest.mark.parametrize("wrong", FORGE_WRONG)
def test_a_wrong_call_of_forge_is_refused(
    make: Make, post: Post, db: Connection, wrong: str
) -> None:
    make(cloud_id=SITE)
    assert post("jira-cloud/forge", **FORGE_WRONG[wrong]).status_code == 401
    assert kept(db) == []


@pytest.mark.parametrize("wrong", SECRET_WRONG)
def test_a_wrong_secret_is_refused(make: Make, post: Post, db: Connection, wrong: str) -> None:
    make()
    assert post(X_Gezel_Secret=wrong.encode().decode("latin-1")).status_code == 401
    assert kept(db) == []


@pytest.mark.parametrize("name", ["secret", "X-Gezel-Secret", "jwt", "access_token", "token"])
def test_what_stands_in_the_address_proves_nothing(
    make: Make, post: Post, db: Connection, name: str
) -> None:
    secret = make(auth="oauth")
    for proof in (secret, by_secret(oauth_claims(MONDAY)), by_key(forge_claims(MONDAY))):
        for place in ("jira-cloud", "jira-cloud/forge"):
            assert post(f"{place}?{name}={proof}").status_code == 401
    assert kept(db) == []


def test_the_old_secret_in_the_header_is_good_while_rotating(
    make: Make, post: Post, db: Connection, settings: Settings
) -> None:
    old = make()
    new = actions.rotate(db, SETUP, Vault(settings.secret_key), "jira-cloud")
    assert post(X_Gezel_Secret=new).status_code == 202
    assert post(body=b"2", X_Gezel_Secret=old).status_code == 202


def test_the_old_secret_in_the_header_is_gone_after_a_day(
    make: Make, post: Post, db: Connection, settings: Settings
) -> None:
    old = make()
    actions.rotate(db, SETUP, Vault(settings.secret_key), "jira-cloud")
    with clock.at(MONDAY + actions.OVERLAP):
        assert post(X_Gezel_Secret=old).status_code == 401


def test_where_the_site_is_not_known_yet_our_app_is_enough(make: Make, post: Post) -> None:
    make(cloud_id=None)
    assert post("jira-cloud/forge", **forge(OTHER_SITE)).status_code == 202


# Which channels each product has; a right proof by another one is no proof.
HEARD = {
    ("jira-cloud", "oauth"): {"webhook", "oauth", "forge", "automation"},
    ("jira-cloud", "api_token"): {"webhook", "forge", "automation"},
    ("jira-datacenter", "oauth"): {"webhook", "automation"},
    ("confluence-cloud", "oauth"): {"forge"},
    ("confluence-datacenter", "personal_token"): {"webhook"},
}


@pytest.mark.parametrize(("product", "auth"), HEARD)
def test_a_connection_is_heard_by_its_own_channels_alone(
    make: Make, post: Post, db: Connection, product: str, auth: str
) -> None:
    secret = make(product, auth)
    body = b'{"timestamp":1778071365412,"event":"page_updated","page":{"id":123456}}'
    answers = {
        "webhook": post(product, body, X_Hub_Signature=signature.of(secret, body)),
        "oauth": post(product, b"2", **oauth()),
        "forge": post(f"{product}/forge", b"3", **forge()),
        "automation": post(product, b"4", X_Gezel_Secret=secret),
    }
    heard = {channel for channel, answer in answers.items() if answer.status_code == 202}
    assert heard == HEARD[product, auth] == {channel for channel, _ in kept(db)}
    assert {answer.status_code for answer in answers.values()} <= {202, 401}


@pytest.mark.parametrize("product", Product)
@pytest.mark.parametrize("auth", Auth)
def test_only_jira_cloud_by_oauth_registers_webhooks(product: Product, auth: Auth) -> None:
    expected = (product, auth) == (Product.JIRA_CLOUD, Auth.OAUTH)
    assert (Channel.OAUTH in channels(product, auth)) is expected


def test_a_signature_is_not_taken_at_the_address_of_forge(make: Make, post: Post) -> None:
    secret = make()
    headers = {"X_Hub_Signature": signature.of(secret, BODY), "X_Gezel_Secret": secret}
    assert post("jira-cloud/forge", **headers).status_code == 401
    assert post("jira-cloud/other", **headers).status_code == 404
    assert post("jira-cloud/forge/more", **forge()).status_code == 404


def test_a_registered_webhook_may_be_signed_as_well(make: Make, post: Post, db: Connection) -> None:
    make(auth="oauth")
    assert post(X_Hub_Signature="sha256=unknown to us", **oauth()).status_code == 202
    assert [channel for channel, _ in kept(db)] == ["oauth"]


def test_a_repeat_of_forge_is_kept_once(make: Make, post: Post, db: Connection) -> None:
    make()
    body = b'{"eventType": "avi:confluence:updated:page", "eventCreatedDate": "2026-03-02T09:00Z"}'
    for _ in range(2):
        assert post("jira-cloud/forge", body, **forge()).status_code == 202
    assert len(kept(db)) == 1


def test_secrets_are_not_shown(settings: Settings) -> None:
    proxied = replace(settings, outbound_proxy="http://user:password@proxy")
    assert CLIENT_SECRET not in repr(proxied)
    assert "password" not in repr(proxied)
