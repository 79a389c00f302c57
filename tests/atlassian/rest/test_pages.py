import pytest

from service.atlassian.rest import errors, pages
from service.atlassian.rest.client import Client
from service.atlassian.rest.model import Space
from tests.double.server import Call, Double
from tests.double.world import World


@pytest.fixture
def space(world: World) -> Space:
    return Space(world.space("TEAM"), "TEAM", "Team")


def test_a_page_is_made_found_and_kept_current(
    confluence: Client, world: World, space: Space
) -> None:
    assert pages.find(confluence, space, "Our skills") is None
    made = pages.create(confluence, space, "Our skills", "<p>One &amp; two</p>")
    assert pages.find(confluence, space, "Our skills") == made
    assert made.address.endswith(made.id)
    kept = pages.update(confluence, made.id, "Our skills", "<p>Three</p>", "renewed")
    assert (kept.id, kept.version) == (made.id, 2)
    (page,) = world.pages.values()
    assert [one.storage for one in page.versions] == ["<p>One &amp; two</p>", "<p>Three</p>"]
    assert page.now.message == "renewed"


def test_a_title_is_taken_once_in_a_space(confluence: Client, space: Space) -> None:
    pages.create(confluence, space, "Our skills", "<p/>")
    with pytest.raises(errors.Refused, match="already exists"):
        pages.create(confluence, space, "Our skills", "<p/>")


def test_whoever_saves_meanwhile_keeps_theirs_in_the_history(
    confluence: Client, world: World, double: Double, space: Space
) -> None:
    world.user("bob", "Bob")
    made = pages.create(confluence, space, "Our skills", "<p>One</p>")
    page = world.pages[made.id]

    def between(call: Call) -> None:
        if call.method == "PUT" and len(page.versions) < 3:
            world.edit(page, "bob", storage="<p>Theirs</p>")

    double.between = between
    kept = pages.update(confluence, made.id, "Our skills", "<p>Ours</p>")
    assert kept.version == 4
    storages = [one.storage for one in page.versions]
    assert storages == ["<p>One</p>", "<p>Theirs</p>", "<p>Theirs</p>", "<p>Ours</p>"]


def test_nobody_fights_over_a_page_for_ever(
    confluence: Client, world: World, double: Double, space: Space
) -> None:
    made = pages.create(confluence, space, "Our skills", "<p>One</p>")

    def between(call: Call) -> None:
        if call.method == "PUT":
            world.edit(world.pages[made.id], world.me)

    double.between = between
    with pytest.raises(errors.Changed):
        pages.update(confluence, made.id, "Our skills", "<p>Ours</p>")
    assert len([call for call in double.calls if call.method == "PUT"]) == pages.TRIES


def test_a_page_that_is_gone_is_not_made_again_by_itself(confluence: Client) -> None:
    with pytest.raises(errors.NotThere):
        pages.update(confluence, "999", "Our skills", "<p/>")
