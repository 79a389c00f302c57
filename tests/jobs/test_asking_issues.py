"""Projects that are gone, or are called otherwise, hold up none of the others."""

import pytest

from service import clock
from service.actor import System
from service.connections import actions_scope, reads_past
from service.connections.model import Product
from service.connections.model_scope import ProjectChoice, ProjectSeen
from service.db.sql import Connection
from service.jobs import reconciling
from service.jobs.asking import Asking
from tests.double.mischief import Mischief
from tests.double.server import Double
from tests.double.world import World
from tests.jobs.conftest import JIRAS, Connected
from tests.jobs.lives import rows

SYSTEM = System("test")


@pytest.fixture(autouse=True)
def now_there(world: World) -> None:
    world.now = clock.now()


def choose(db: Connection, connection_id: int, *keys: str) -> None:
    choices = [ProjectChoice(key) for key in keys]
    actions_scope.choose(db, SYSTEM, connection_id, False, choices)


def reason(db: Connection, connection_id: int) -> str | None:
    return reads_past.reconciles(db, SYSTEM, connection_id)[0].reason


@JIRAS
def test_a_project_that_is_gone_holds_up_no_other(
    db: Connection, asking: Asking, connected: Connected, world: World, product: Product
) -> None:
    connection_id = connected(product)
    choose(db, connection_id, "GONE", "HARB")
    world.issue("HARB", 1)
    world.issue("SECRET", 1)
    reconciling.one(asking, connection_id)
    assert reason(db, connection_id) is None
    assert [row[1] for row in rows(db, connection_id)[0]] == ["HARB-1"]


@JIRAS
def test_where_all_chosen_are_gone_nothing_is_asked(
    db: Connection, asking: Asking, connected: Connected, world: World, product: Product
) -> None:
    connection_id = connected(product)
    choose(db, connection_id, "GONE")
    world.issue("SECRET", 1)
    reconciling.one(asking, connection_id)
    assert rows(db, connection_id)[0] == []


def test_another_refusal_is_told(
    db: Connection, asking: Asking, connected: Connected, world: World, double: Double
) -> None:
    connection_id = connected(Product.JIRA_CLOUD)
    choose(db, connection_id, "HARB")
    world.project("HARB")
    double.misbehave(Mischief(400, path="search/jql"))
    reconciling.one(asking, connection_id)
    assert "refuses this: Not now" in (reason(db, connection_id) or "")


@JIRAS
def test_a_project_with_another_key_keeps_its_work(
    db: Connection, asking: Asking, connected: Connected, world: World, product: Product
) -> None:
    connection_id = connected(product)
    choose(db, connection_id, "HARB")
    world.issue("HARB", 1)
    seen = ProjectSeen(world.projects["HARB"][0], "HARB", "Harb")
    actions_scope.see_projects(db, SYSTEM, connection_id, [seen])
    reconciling.one(asking, connection_id)
    world.rekey("HARB", "PORT")
    world.issue("PORT", 2)
    reconciling.one(asking, connection_id)
    assert [row[1:3] for row in rows(db, connection_id)[0]] == [
        ("PORT-1", "PORT"), ("PORT-2", "PORT"),
    ]  # fmt: skip
