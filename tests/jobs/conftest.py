"""Connections of a double that can be asked, and post to an inbox, on the database of the test."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import cast as cast_to

import pytest

from service.actor import System
from service.calls import Calls
from service.connections import actions, actions_access
from service.connections.model import Auth, Product
from service.connections.secrets import Vault
from service.db.pool import Pool
from service.db.sql import Connection
from service.jobs.asking import Asking
from service.jobs.sending import Post
from service.settings import Settings
from service.webhooks import telling
from tests.atlassian.rest.conftest import double, world
from tests.double.server import Double
from tests.jobs.post import Inbox, serving
from tests.one_connection import OneConnection

__all__ = ["double", "world"]
SYSTEM = System("test")
Connected = Callable[[Product], int]
JIRAS = pytest.mark.parametrize("product", [Product.JIRA_CLOUD, Product.JIRA_DATACENTER])
CONFLUENCES = pytest.mark.parametrize(
    "product", [Product.CONFLUENCE_CLOUD, Product.CONFLUENCE_DATACENTER]
)


@pytest.fixture
def asking(db: Connection, settings: Settings) -> Asking:
    pool = cast_to(Pool, OneConnection(db))
    return Asking(pool, Calls(pool, settings, Vault(settings.secret_key)), telling.hear)


@pytest.fixture
def connected(db: Connection, settings: Settings, double: Double) -> Connected:
    """Make a connection to the double that takes everything; its id."""

    def connect(product: Product) -> int:
        vault = Vault(settings.secret_key)
        made, _ = actions.add(db, SYSTEM, vault, str(product), product)
        if product.is_cloud:
            auth, texts = Auth.API_TOKEN, {"token": double.world.api_token}
            texts["email"] = double.world.email
        else:
            auth, texts = Auth.PERSONAL_TOKEN, {"token": double.world.personal_token}
        actions_access.give(db, SYSTEM, vault, made.id, double.url, auth, texts)
        return made.id

    return connect


@pytest.fixture
def inbox() -> Inbox:
    return Inbox()


@pytest.fixture
def post(db: Connection, settings: Settings, inbox: Inbox) -> Iterator[Post]:
    pool = cast_to(Pool, OneConnection(db))
    with serving(inbox) as url:
        with_mail = replace(settings, smtp_url=url, public_url="https://gezel.example.org")
        yield Post(pool, with_mail, Vault(settings.secret_key))
