"""Connections of a double that can be asked, on the database of the test."""

from collections.abc import Callable
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
from service.settings import Settings
from service.webhooks import telling
from tests.atlassian.rest.conftest import double, world
from tests.double.server import Double
from tests.one_connection import OneConnection

__all__ = ["double", "world"]
SYSTEM = System("test")
Connected = Callable[[Product], int]


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
