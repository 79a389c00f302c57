"""Clients of a double whose every call as Cloud is held against Atlassian's documents."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import pytest

from service.atlassian.rest.client import Client
from service.atlassian.rest.site import ApiToken, OAuthGrant, PersonalToken, Product, Site
from tests.double import server
from tests.double.server import Double
from tests.double.world import NOON, World

Connect = Callable[..., Client]


@dataclass
class Watch:
    """A clock that moves only when somebody sleeps."""

    now: datetime = NOON
    slept: list[float] = field(default_factory=list)

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += timedelta(seconds=seconds)


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def double(world: World) -> Iterator[Double]:
    with server.running(world) as double:
        yield double
    assert double.faults == []


@pytest.fixture
def watch() -> Watch:
    return Watch()


def site(double: Double, product: Product, **more: Any) -> Site:
    """The site with the credentials that are usual for its product."""
    world = double.world
    if product.is_cloud:
        usual: Any = ApiToken(world.email, world.api_token)
    else:
        usual = PersonalToken(world.personal_token)
    return Site(product, double.url, **({"credentials": usual} | more))


def by_oauth(double: Double, product: Product, expires_at: datetime | None = None) -> Site:
    grant = OAuthGrant(double.world.access, double.world.refresh, expires_at or NOON.replace(day=9))
    cloud_id, host = double.world.cloud_id, double.url
    return site(double, product, credentials=grant, cloud_id=cloud_id, api_host=host)


@pytest.fixture
def connect(double: Double, watch: Watch) -> Iterator[Connect]:
    """A client of a product, or of a site that a test made; closed at the end."""
    made: list[Client] = []

    def connect(where: Product | Site, **more: Any) -> Client:
        found = where if isinstance(where, Site) else site(double, where)
        usual = {"now": lambda: watch.now, "sleep": watch.sleep, "chance": lambda: 0.0}
        made.append(Client(found, **(usual | more)))
        return made[-1]

    yield connect
    for client in made:
        client.close()


@pytest.fixture(params=[Product.JIRA_CLOUD, Product.JIRA_DATACENTER], ids=str)
def jira(request: pytest.FixtureRequest, connect: Connect) -> Client:
    """A client of Jira, of each kind."""
    return connect(request.param)


@pytest.fixture(params=[Product.CONFLUENCE_CLOUD, Product.CONFLUENCE_DATACENTER], ids=str)
def confluence(request: pytest.FixtureRequest, connect: Connect) -> Client:
    """A client of Confluence, of each kind."""
    return connect(request.param)
