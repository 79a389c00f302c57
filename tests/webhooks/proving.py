"""A door for deliveries, and every proof that can be shown there."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any
from typing import cast as cast_to

import pytest
from werkzeug.exceptions import NotFound
from werkzeug.test import Client, TestResponse

from service.actor import System
from service.application import with_door
from service.connections import actions
from service.connections.model import Product
from service.connections.secrets import Vault
from service.db.pool import Pool
from service.db.sql import Connection
from service.settings import Settings
from tests.atlassian import key_server
from tests.atlassian.key_server import KeyServer
from tests.atlassian.tokens import (
    APP,
    CLIENT_SECRET,
    SITE,
    by_key,
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
