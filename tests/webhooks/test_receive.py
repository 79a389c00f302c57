"""Receiving: who is unknown or unsigned is sent away, what is signed is kept once and for all."""

import io
import json
import time
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from service.actor import System
from service.atlassian import signature
from service.connections import actions
from service.connections.model import Product
from service.connections.secrets import Vault
from service.db.sql import Connection, column, value
from service.settings import MEGABYTE, Settings
from service.webhooks import senders

BODY = json.dumps({"timestamp": 1, "webhookEvent": "jira:issue_created"}).encode()
Post = Callable[..., TestResponse]


@pytest.fixture
def secret(db: Connection, settings: Settings) -> str:
    vault = Vault(settings.secret_key)
    return actions.add(db, System("test"), vault, "our-jira", Product.JIRA_CLOUD)[1]


@pytest.fixture
def post(client: FlaskClient, secret: str) -> Post:
    def send(
        body: bytes = BODY, name: str = "our-jira", sign: str | None = "right", **headers: str
    ) -> TestResponse:
        proof = {"right": signature.of(secret, body), None: None}.get(sign, sign)
        given = {name.replace("_", "-"): text for name, text in headers.items()}
        if proof is not None:
            given["X-Hub-Signature"] = proof
        return client.post(f"/webhooks/{name}", data=body, headers=given)

    return send


def kept(db: Connection) -> list[bytes]:
    return column(db, "SELECT body FROM delivery ORDER BY id")


def test_a_signed_delivery_is_kept_as_it_came(post: Post, db: Connection) -> None:
    answer = post(X_Atlassian_Webhook_Identifier="one")
    assert answer.status_code == 202
    assert kept(db) == [BODY]


def test_the_echo_of_our_own_write_is_answered_and_not_kept(post: Post, db: Connection) -> None:
    assert post(X_Atlassian_Webhook_Trace="gezel").status_code == 202
    assert kept(db) == []
    assert post(X_Atlassian_Webhook_Trace="gezel", sign=None).status_code == 401
    assert post(X_Atlassian_Webhook_Trace="another app").status_code == 202
    assert kept(db) == [BODY]


@pytest.mark.parametrize("method", ["sha256", "sha384", "sha512"])
def test_these_methods_are_taken(post: Post, secret: str, method: str) -> None:
    import hmac

    proof = f"{method}={hmac.new(secret.encode(), BODY, method).hexdigest()}"
    assert post(sign=proof).status_code == 202


@pytest.mark.parametrize(
    "proof", [None, "", "sha1=abc", "sha256=", "sha256=" + "0" * 64, "nonsense", "sha256=é"]
)
def test_what_is_not_signed_rightly_is_not_kept(
    post: Post, db: Connection, proof: str | None
) -> None:
    if proof is not None and not proof.isascii():
        proof = proof.encode().decode("latin-1")
    assert post(sign=proof).status_code == 401
    assert kept(db) == []


def test_an_empty_secret_proves_nothing() -> None:
    assert not signature.is_right(signature.of("", BODY), BODY, [""])


def test_a_signature_of_another_body_proves_nothing(post: Post, secret: str) -> None:
    assert post(sign=signature.of(secret, BODY + b" ")).status_code == 401


def test_a_strange_connection_is_not_found(post: Post, db: Connection) -> None:
    assert post(name="their-jira").status_code == 404
    assert kept(db) == []


def test_a_repeat_with_its_identifier_is_kept_once(post: Post, db: Connection) -> None:
    for body in (BODY, BODY + b" "):
        assert post(body, X_Atlassian_Webhook_Identifier="one").status_code == 202
    assert kept(db) == [BODY]


def test_the_same_identifier_on_two_connections_is_two_deliveries(
    post: Post, client: FlaskClient, db: Connection, settings: Settings
) -> None:
    vault = Vault(settings.secret_key)
    other = actions.add(db, System("test"), vault, "other", Product.JIRA_CLOUD)[1]
    post(X_Atlassian_Webhook_Identifier="one")
    post(name="other", sign=signature.of(other, BODY), X_Atlassian_Webhook_Identifier="one")
    assert len(kept(db)) == 2


def test_without_identifier_the_same_body_with_a_timestamp_is_kept_once(
    post: Post, db: Connection
) -> None:
    post()
    post()
    assert len(kept(db)) == 1


def test_without_identifier_and_timestamp_all_are_kept(post: Post, db: Connection) -> None:
    for body in (b'{"webhookEvent": "x"}', b"not json", b'{"nested": {"timestamp": 1}}'):
        post(body)
        post(body)
    assert len(kept(db)) == 6


def test_a_body_over_the_limit_is_refused(post: Post, db: Connection) -> None:
    assert post(b"x" * (25 * MEGABYTE + 1)).status_code == 413
    assert post(b"x" * 25 * MEGABYTE).status_code == 202
    assert len(kept(db)) == 1


def test_what_comes_in_chunks_is_bounded_too(client: FlaskClient, secret: str) -> None:
    answer = client.post(
        "/webhooks/our-jira",
        input_stream=io.BytesIO(b"x" * (25 * MEGABYTE + 1)),
        headers={"X-Hub-Signature": "sha256=0"},
        environ_overrides={"wsgi.input_terminated": True},
    )
    assert answer.status_code == 413


def test_deliveries_are_posted(client: FlaskClient, secret: str) -> None:
    assert client.get("/webhooks/our-jira").status_code == 405


def test_the_old_secret_is_good_for_a_day_after_rotating(
    post: Post, db: Connection, settings: Settings, secret: str
) -> None:
    vault = Vault(settings.secret_key)
    fresh = actions.rotate(db, System("test"), vault, "our-jira")
    assert post(sign=signature.of(fresh, BODY)).status_code == 202
    assert post(BODY + b" ", sign=signature.of(secret, BODY + b" ")).status_code == 202


def test_the_secret_is_not_in_the_database(db: Connection, secret: str) -> None:
    sealed = value(db, "SELECT secret FROM connection WHERE name = 'our-jira'")
    assert secret.encode() not in sealed


def test_a_new_secret_counts_within_seconds(
    post: Post, db: Connection, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert post().status_code == 202  # from now on the secret is kept
    fresh = actions.rotate(db, System("test"), Vault(settings.secret_key), "our-jira")
    later = time.monotonic() + senders.SECRETS_KEPT_SECONDS + 0.1
    monkeypatch.setattr(time, "monotonic", lambda: later)
    body = BODY + b" "
    assert post(body, sign=signature.of(fresh, body)).status_code == 202


def test_long_identifiers_are_told_apart(post: Post, db: Connection) -> None:
    for end in ("a", "b"):
        post(BODY, X_Atlassian_Webhook_Identifier="x" * 300 + end)
    assert len(kept(db)) == 2


def test_a_name_that_no_database_can_hold_is_not_found(client: FlaskClient) -> None:
    headers = {"X-Hub-Signature": "sha256=0"}
    assert client.post("/webhooks/a%00b", data=b"x", headers=headers).status_code == 404
