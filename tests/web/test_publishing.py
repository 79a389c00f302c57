"""Publishing one's own map: by the person alone, escaped, one page, whatever happens there."""

from datetime import timedelta
from xml.etree import ElementTree

import pytest
from flask import Flask
from flask.testing import FlaskClient

from service import clock
from service.aims import actions as aims
from service.connections import actions_scope
from service.connections.model import Product
from service.connections.model_scope import ProjectSeen
from service.db.sql import Connection, value
from service.skills import actions as skills
from tests.atlassian.rest.conftest import double, world
from tests.cast import Cast, sign_in
from tests.double.mischief import Mischief
from tests.double.server import Call, Double
from tests.double.world import DoublePage, World
from tests.jobs.conftest import SYSTEM, Connected, connected

__all__ = ["connected", "double", "world"]
NAME = "<b>Alice & \x0b Co</b>"


@pytest.fixture(params=[Product.CONFLUENCE_CLOUD, Product.CONFLUENCE_DATACENTER])
def place(
    request: pytest.FixtureRequest, db: Connection, connected: Connected, world: World
) -> str:
    """A space that is taken, as the form names it."""
    made = connected(request.param)
    space_id = world.space("DOCS", "Documents")
    with db.transaction():
        actions_scope.see_projects(db, SYSTEM, made, [ProjectSeen(space_id, "DOCS", "Documents")])
    return f"{made}:DOCS"


@pytest.fixture
def alice(app: Flask, db: Connection, cast: Cast) -> FlaskClient:
    app.config["WTF_CSRF_ENABLED"] = False
    skills.load_starter(db, SYSTEM)
    db.execute("UPDATE person SET name = %s WHERE id = %s", (NAME, cast.alice.id))
    skill_id = value(db, "SELECT min(id) FROM skill")
    aims.place(
        db, cast.actor(cast.alice),
        skill_id=skill_id, level=3, wish=2, is_glad_to_help=True,
    )  # fmt: skip
    return sign_in(app.test_client(), cast.alice)


def publish(alice: FlaskClient, place: str) -> str:
    return alice.post("/map/publish", data={"place": place}, follow_redirects=True).text


def the_page(world: World) -> DoublePage:
    [page] = world.pages.values()
    return page


def test_it_stands_there_as_it_was_shown_and_well_formed(
    alice: FlaskClient, place: str, world: World
) -> None:
    shown = alice.get("/map/publish").text
    assert "Published" in publish(alice, place)
    stored = the_page(world).now.storage
    ElementTree.fromstring(f"<div>{stored}</div>")  # noqa: S314 - of our own making
    assert "Independent" in stored
    assert "Independent" in shown


def test_again_is_the_same_page_renewed(
    db: Connection, alice: FlaskClient, place: str, world: World
) -> None:
    publish(alice, place)
    with clock.at(clock.now() + timedelta(days=1)):
        publish(alice, place)
    assert the_page(world).now.number == 2
    assert value(db, "SELECT count(*) FROM map_published") == 2, "who read the first may remember"


def test_one_that_changed_between_is_read_again(
    alice: FlaskClient, place: str, world: World, double: Double
) -> None:
    publish(alice, place)
    page = the_page(world)

    def edited_once(call: Call) -> None:
        if call.method == "PUT":
            double.between = None
            world.edit(page, world.me)

    double.between = edited_once
    assert "Published" in publish(alice, place)
    assert page.now.number == 3


def test_one_that_was_deleted_there_is_made_anew_only_when_asked_again(
    alice: FlaskClient, place: str, world: World
) -> None:
    publish(alice, place)
    world.pages.clear()
    assert "no longer there" in publish(alice, place)
    assert world.pages == {}
    publish(alice, place)
    assert the_page(world).now.number == 1


def test_one_in_the_trash_there_stays_in_it(alice: FlaskClient, place: str, world: World) -> None:
    publish(alice, place)
    the_page(world).status = "trashed"
    assert "no longer there" in publish(alice, place)
    assert the_page(world).now.number == 1


def test_it_can_be_taken_away(alice: FlaskClient, place: str, world: World) -> None:
    publish(alice, place)
    assert "in the trash" in alice.post("/map/publish/remove", follow_redirects=True).text
    assert world.pages == {}
    assert alice.post("/map/publish/remove").status_code == 404


def test_what_goes_wrong_there_is_said_and_nothing_is_kept(
    alice: FlaskClient, place: str, db: Connection, double: Double
) -> None:
    double.misbehave(*[Mischief(403)] * 6)
    assert "does not allow this" in publish(alice, place)
    assert value(db, "SELECT count(*) FROM published_page") == 0


def test_a_space_that_is_not_taken_does_not_exist(
    alice: FlaskClient, place: str, world: World
) -> None:
    wrong = place.replace("DOCS", "HR")
    assert alice.post("/map/publish", data={"place": wrong}).status_code == 404
    assert world.pages == {}


def test_another_person_has_nothing_to_take_away(
    app: Flask, alice: FlaskClient, place: str, cast: Cast, world: World
) -> None:
    publish(alice, place)
    bob = sign_in(app.test_client(), cast.bob)
    assert bob.post("/map/publish/remove").status_code == 404
    assert "It is published" not in bob.get("/map/publish").text
    assert len(world.pages) == 1
