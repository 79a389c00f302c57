"""What the set-up says of calls is what a round without news costs."""

from datetime import timedelta

import pytest

from service import clock
from service.actor import System
from service.connections import reads_setup
from service.connections.model import Product
from service.db.sql import Connection
from service.jobs import reconciling
from service.jobs.asking import Asking
from service.settings import Settings
from service.web.connections.needs import ROUNDS, needs
from tests.double.server import Double
from tests.jobs.conftest import Connected, asking, connected, double, world

__all__ = ["asking", "connected", "double", "world"]
SYSTEM = System("test")


@pytest.mark.parametrize("product", list(Product))
def test_the_calls_an_hour_are_those_of_four_rounds(
    db: Connection, asking: Asking, connected: Connected, double: Double, settings: Settings,
    product: Product,
) -> None:  # fmt: skip
    connection_id = connected(product)
    double.world.project("HARB")
    double.world.space("DOCS")
    with clock.at(clock.now() + timedelta(minutes=15)):
        reconciling.one(asking, connection_id)
    found = reads_setup.set_up(db, SYSTEM, str(product))
    assert needs(found, settings).calls == ROUNDS * len(double.calls)


def test_the_way_out_is_to_the_site_alone(
    db: Connection, connected: Connected, settings: Settings
) -> None:
    connected(Product.JIRA_CLOUD)
    found = reads_setup.set_up(db, SYSTEM, "jira-cloud")
    assert needs(found, settings).hosts == ["127.0.0.1"]
