"""Every way to prove oneself, on the road that all deliveries go: right, wrong, not there."""

import io
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from typing import cast as cast_to

import pytest
from werkzeug.exceptions import NotFound
from werkzeug.test import Client, TestResponse

from service import clock
from service.actor import System
from service.application import with_door
from service.atlassian import signature
from service.connections import actions
from service.connections.model import Auth, Channel, Product, channels
from service.connections.secrets import Vault
from service.db.pool import Pool
from service.db.sql import Connection
from service.settings import Settings
from tests.atlassian import key_server
from tests.atlassian.key_server import KeyServer
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
from tests.one_connection import OneConnection

BODY = json.dumps({"timestamp": 1, "webhookEvent": "jira:issue_created"}).encode()
SETUP = System("test")
Post = Callable[..., TestResponse]
Make = Callable[..., str]


@pytest.fixture
def keys() -> Iterator[KeyServer]:
    with key_server.running() as server:
        yield server


@pytest.fixture
def settings(settings: Settings, keys: KeyServer) -> Settings:
    """Those of an installation with both apps."""
    return replace(
        settings,
        atlassian_client_secret=CLIENT_SECRET,
        forge_app_id=APP,
        forge_keys_url=keys.url,
    )


@pytest.fixture
def make(db: Connection, settings: Settings) -> Make:
    """Makes a connection named after its product; its secret."""

    def made(product: str = "jira-cloud", auth: str = "none", cloud_id: str | None = None) -> str:
        vault = Vault(settings.secret_key)
        _, secret = actions.add(db, SETUP, vault, product, Product(product))
        db.execute(
            "UPDATE connection SET auth = %s, cloud_id = %s WHERE name = %s",
            (auth, cloud_id, product),
        )
        return secret

    return made


@pytest.fixture
def client(db: Connection, settings: Settings) -> Client:
    return door(db, settings)


def door(db: Connection, settings: Settings) -> Client:
    """Who sends to the door for deliveries of these settings; there are no pages beside it."""
    return Client(with_door(NotFound(), settings, cast_to(Pool, OneConnection(db))))


@pytest.fixture
def post(client: Client) -> Post:
    def send(place: str = "jira-cloud", body: bytes = BODY, **headers: str) -> TestResponse:
        given = {name.replace("_", "-"): text for name, text in headers.items()}
        return client.post(f"/webhooks/{place}", data=body, headers=given)

    return send


def kept(db: Connection) -> list[tuple[str, bytes]]:
    return db.execute("SELECT channel, body FROM delivery ORDER BY id").fetchall()


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def oauth(**other: Any) -> dict[str, str]:
    return bearer(by_secret(oauth_claims(MONDAY, **other)))


def forge(site: str = SITE, **other: Any) -> dict[str, str]:
    return bearer(by_key(forge_claims(MONDAY, site, **other)))


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


def test_while_the_keys_are_away_the_sender_tries_again(
    make: Make, post: Post, keys: KeyServer, db: Connection
) -> None:
    make()
    keys.status = 500
    assert post("jira-cloud/forge", **forge()).status_code == 503
    keys.status = 200
    assert post("jira-cloud/forge", **forge()).status_code == 503
    later = MONDAY + timedelta(minutes=1)
    with clock.at(later):
        assert post("jira-cloud/forge", **forge()).status_code == 202
    assert len(keys.asked) == 2


def test_strange_key_ids_cost_one_call_a_minute(make: Make, post: Post, keys: KeyServer) -> None:
    make()
    for number in range(5):
        token = by_key(forge_claims(MONDAY), OTHER_KEY, f"forge/{number}")
        assert post("jira-cloud/forge", **bearer(token)).status_code == 401
    assert len(keys.asked) == 1


class WasRead(Exception):
    pass


class Unread(io.RawIOBase):
    """A body that says when it is read."""

    def readinto(self, _: Any) -> int:
        raise WasRead


@pytest.mark.parametrize(
    ("place", "headers", "status"),
    [
        ("unknown", oauth(), 404),
        ("unknown/forge", forge(), 404),
        ("jira-cloud", {}, 401),
        ("jira-cloud/forge", {}, 401),
        ("jira-cloud", bearer("wrong"), 401),
        ("jira-cloud/forge", bearer("wrong"), 401),
        ("jira-cloud", {"X-Gezel-Secret": "wrong"}, 401),
    ],
)
def test_a_body_is_not_read_for_nothing(
    make: Make, client: Client, place: str, headers: dict[str, str], status: int
) -> None:
    make(auth="oauth")
    unread = {"wsgi.input": Unread(), "CONTENT_LENGTH": "10"}
    answer = client.post(f"/webhooks/{place}", headers=headers, environ_overrides=unread)
    assert answer.status_code == status


def test_a_body_is_read_for_a_right_proof(make: Make, client: Client) -> None:
    make(auth="oauth")
    with pytest.raises(WasRead):
        client.post(
            "/webhooks/jira-cloud", headers=oauth(), environ_overrides={"wsgi.input": Unread()}
        )


@pytest.mark.parametrize("empty", [None, ""])
def test_without_our_apps_in_the_settings_nobody_is_believed(
    db: Connection, settings: Settings, make: Make, empty: str | None
) -> None:
    bare = replace(settings, atlassian_client_secret=empty, forge_app_id=empty)
    client = door(db, bare)
    make(auth="oauth")
    for place, headers in (
        ("jira-cloud", oauth()),
        ("jira-cloud", bearer(by_hand(oauth_claims(MONDAY), b""))),
        ("jira-cloud/forge", forge()),
        ("jira-cloud/forge", forge(aud="")),
    ):
        assert client.post(f"/webhooks/{place}", data=BODY, headers=headers).status_code == 401


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


def test_a_token_ends_when_the_clock_says(make: Make, post: Post, monday: datetime) -> None:
    make(auth="oauth")
    with clock.at(monday + timedelta(minutes=10)):
        assert post(**oauth()).status_code == 401
