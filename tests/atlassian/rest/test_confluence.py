from datetime import timedelta

import pytest

from service.atlassian.model import AccountKind, User
from service.atlassian.rest import confluence as asking
from service.atlassian.rest import errors
from service.atlassian.rest.client import Client
from service.atlassian.rest.model import Page, Space
from service.atlassian.rest.site import Product
from tests.atlassian.rest.conftest import Connect, by_oauth, site
from tests.double.server import Call, Double
from tests.double.world import NOON, World

MINUTE = timedelta(minutes=1)
PRODUCTS = [Product.CONFLUENCE_CLOUD, Product.CONFLUENCE_DATACENTER]


def many(world: World, number: int, space: str = "HARB") -> None:
    world.user("ann", "Ann")
    for one in range(1, number + 1):
        world.page(space, f"Page {one}", "ann", NOON + one * MINUTE)


def titles(client: Client, since: int = 0, **more: object) -> list[str]:
    lists = asking.pages_changed(client, NOON + since * MINUTE, **more)  # type: ignore[arg-type]
    return [page.title for found in lists for page in found.pages]


def test_who_we_are(confluence: Client) -> None:
    assert (asking.who_am_i(confluence).id, asking.who_am_i(confluence).name) == (
        "gezel-1",
        "Gezel",
    )


def test_all_spaces_come_over_several_pages(confluence: Client, world: World) -> None:
    for number in range(130):
        world.space(f"S{number:03d}")
    found = list(asking.spaces(confluence))
    assert [space.key for space in found] == [f"S{n:03d}" for n in range(130)]
    assert found[5] == Space(world.spaces["S005"][0], "S005", "S005")


def test_pages_come_last_changed_first_until_the_time(confluence: Client, world: World) -> None:
    many(world, 250)
    assert titles(confluence) == [f"Page {n}" for n in range(250, 0, -1)]
    assert titles(confluence, since=240) == [f"Page {n}" for n in range(250, 239, -1)]


def test_a_page_with_author_and_editor(confluence: Client, world: World, double: Double) -> None:
    many(world, 1)
    world.user("bob", "Bob")
    (made,) = world.pages.values()
    world.edit(made, "bob", NOON + 2 * MINUTE, title="Harbour plan")
    page = asking.page(confluence, made.id)
    is_cloud = confluence.site.product.is_cloud
    way = f"/wiki/spaces/HARB/pages/{made.id}" if is_cloud else f"/display/HARB/{made.id}"
    assert page == Page(
        id=made.id,
        title="Harbour plan",
        space_id=world.spaces["HARB"][0],
        version=2,
        created=NOON + MINUTE,
        modified=NOON + 2 * MINUTE,
        author_id="ann",
        editor_id="bob",
        address=double.url + way,
        is_current=True,
        named=() if is_cloud else (named("ann", "Ann"), named("bob", "Bob")),
    )
    (listed,) = (p for found in asking.pages_changed(confluence, NOON) for p in found.pages)
    assert listed == page


def test_every_version_names_its_editor(confluence: Client, world: World) -> None:
    many(world, 1)
    world.user("bob", "Bob")
    (made,) = world.pages.values()
    for number in range(120):
        world.edit(made, "bob" if number % 2 else "ann", NOON + (number + 2) * MINUTE)
    found = asking.versions(confluence, made.id)
    assert [one.number for one in found] == list(range(121, 0, -1))
    assert (found[0].editor_id, found[1].editor_id) == ("bob", "ann")
    assert found[-1].at == NOON + MINUTE


def test_only_the_spaces_that_are_wanted(confluence: Client, world: World) -> None:
    many(world, 2)
    many(world, 3, space="LOCK")
    spaces = {space.key: space for space in asking.spaces(confluence)}
    assert titles(confluence, within=[spaces["LOCK"]]) == ["Page 3", "Page 2", "Page 1"]
    assert titles(confluence, within=[]) == []


def test_more_spaces_than_a_question_holds(connect: Connect, world: World) -> None:
    many(world, 1)
    for number in range(150):
        world.space(f"S{number}")
    client = connect(Product.CONFLUENCE_CLOUD)
    within = list(asking.spaces(client))
    assert titles(client, within=within) == ["Page 1"]
    assert titles(client, within=within[1:]) == []


def test_a_list_goes_on_where_it_was_cut_off(confluence: Client, world: World) -> None:
    many(world, 250)
    first = next(asking.pages_changed(confluence, NOON))
    assert first.next is not None
    rest = titles(confluence, start=first.next)
    assert [page.title for page in first.pages] + rest == [f"Page {n}" for n in range(250, 0, -1)]


def test_a_page_that_changes_meanwhile_hides_no_other(
    confluence: Client, world: World, double: Double
) -> None:
    many(world, 250)

    def between(call: Call) -> None:
        oldest = min(world.pages.values(), key=lambda page: page.now.at)
        world.edit(oldest, "ann", NOON + timedelta(days=1, seconds=len(double.calls)))

    double.between = between
    moved = {f"Page {n}" for n in range(1, 4)}
    assert {f"Page {n}" for n in range(4, 251)} <= set(titles(confluence)) | moved


def test_people_of_cloud_are_asked_by_id(connect: Connect, world: World) -> None:
    world.user("ann", "Ann", email="ann@example.org")
    found = asking.users(connect(Product.CONFLUENCE_CLOUD), ["ann", "nobody"])
    assert [(user.id, user.name, user.email) for user in found] == [
        ("ann", "Ann", "ann@example.org")
    ]


def test_a_page_that_is_gone(confluence: Client) -> None:
    with pytest.raises(errors.NotThere):
        asking.page(confluence, "999")


@pytest.mark.parametrize("typed", ["", "/", "/wiki", "/wiki/"])
def test_cloud_lives_under_wiki_whether_typed_or_not(
    connect: Connect, double: Double, typed: str
) -> None:
    here = site(double, Product.CONFLUENCE_CLOUD)
    client = connect(type(here)(here.product, double.url + typed, here.credentials))
    assert asking.who_am_i(client).id == "gezel-1"


def test_cloud_by_oauth(connect: Connect, double: Double, world: World) -> None:
    many(world, 130)
    client = connect(by_oauth(double, Product.CONFLUENCE_CLOUD))
    assert len(titles(client)) == 130


def named(user_id: str, name: str) -> User:
    return User(user_id, name, AccountKind.PERSON, None)
