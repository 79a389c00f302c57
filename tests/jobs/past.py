"""A connection with a past to fill in, and the beginning of filling it in."""

from datetime import date, timedelta

import pytest

from service.actor import System
from service.connections import actions_past as actions
from service.connections.model_past import Backfill
from service.db.sql import Connection
from tests.double.world import NOON, World

SYSTEM = System("test")
SINCE = date(2025, 1, 1)


@pytest.fixture
def lived(world: World) -> World:
    """Some hundred issues, each taken up by Ann and finished by Ben."""
    ann, ben = world.user("ann", "Ann"), world.user("ben", "Ben")
    for number in range(1, 251):
        begun = NOON - timedelta(days=300 - number)
        issue = world.issue("HARB", number, created=begun, reporter=ann.id)
        world.told(issue, ann.id, begun, world.item("assignee", None, ann.id))
        world.touch(issue, begun, assignee=ben.id)
        world.move(issue, "Done", ben.id, begun + timedelta(hours=3))
    return world


def begin(db: Connection, connection_id: int, since: date = SINCE) -> Backfill:
    return actions.begin_backfill(db, SYSTEM, connection_id, since, by_worker=False)
