import pytest

from service.atlassian.model import AccountKind, User
from service.atlassian.rest import errors
from service.atlassian.rest import jira as asking
from service.atlassian.rest.client import Client
from service.atlassian.rest.model import Status
from service.atlassian.rest.site import Product
from tests.atlassian.rest.conftest import Connect
from tests.double.mischief import Mischief
from tests.double.server import Double
from tests.double.world import World


def test_who_we_are_and_in_which_zone_jira_reads_our_dates(jira: Client) -> None:
    me = asking.who_am_i(jira)
    assert me.user == User("gezel-1", "Gezel", AccountKind.PERSON, None)
    assert me.zone.key == "Europe/Amsterdam"


def test_a_zone_that_nobody_knows_is_utc(jira: Client, double: Double) -> None:
    body = b'{"accountId": "a", "key": "a", "timeZone": "Mars/Olympus"}'
    double.misbehave(Mischief(200, body=body))
    assert asking.who_am_i(jira).zone.key == "UTC"


def test_all_projects_come_over_several_pages(jira: Client, world: World) -> None:
    for number in range(230):
        world.project(f"P{number:03d}")
    found = list(asking.projects(jira))
    assert [project.key for project in found] == [f"P{n:03d}" for n in range(230)]
    assert found[7].name == "P007"
    assert found[7].id == world.projects["P007"][0]


def test_statuses_have_a_category(jira: Client, world: World) -> None:
    found = asking.statuses(jira)
    assert Status(world.statuses["Done"][0], "Done", "done") in found
    assert {status.category for status in found} == {"new", "indeterminate", "done"}


def test_fields_that_name_people_can_be_told_from_others(jira: Client, world: World) -> None:
    root = "com.atlassian.jira.plugin.system.customfieldtypes"
    one = {"type": "user", "custom": f"{root}:userpicker"}
    several = {"type": "array", "items": "user", "custom": f"{root}:multiuserpicker"}
    words = {"type": "string", "custom": f"{root}:textfield"}
    epic = {"type": "any", "custom": "com.pyxis.greenhopper.jira:gh-epic-link"}
    world.fields = [
        {"id": "customfield_1", "name": "Reviewer", "schema": one},
        {"id": "customfield_2", "name": "Reviewers", "schema": several},
        {"id": "customfield_3", "name": "Words", "schema": words},
        {"id": "customfield_4", "name": "Epic Link", "schema": epic},
        {"id": "assignee", "name": "Assignee", "schema": {"type": "user", "system": "assignee"}},
        {"id": "issuekey", "name": "Key"},
    ]
    found = asking.fields(jira)
    assert [field.name for field in found if field.names_people] == ["Reviewer", "Reviewers"]
    assert [field.name for field in found if field.is_epic_link] == ["Epic Link"]


def test_issue_types(jira: Client, world: World) -> None:
    world.issue_type("Story")
    assert [(one.name, one.is_subtask) for one in asking.issue_types(jira)] == [("Story", False)]


def test_users_by_id_without_those_who_are_gone(jira: Client, world: World) -> None:
    for number in range(60):
        world.user(f"u{number}", f"User {number}")
    ids = [f"u{number}" for number in range(60)]
    found = asking.users(jira, [*ids, "nobody"])
    assert [user.id for user in found] == ids
    assert found[3].name == "User 3"


def test_apps_and_customers_are_told_apart_on_cloud(connect: Connect, world: World) -> None:
    world.user("a", "Bot", kind="app")
    world.user("c", "Buyer", kind="customer")
    found = asking.users(connect(Product.JIRA_CLOUD), ["a", "c"])
    assert [user.kind for user in found] == [AccountKind.APP, AccountKind.CUSTOMER]


@pytest.mark.parametrize("body", [b"[]", b"{}", b'"text"', b"null", b'{"values": [1]}'])
def test_an_answer_of_another_shape_is_an_error_of_ours(
    jira: Client, double: Double, body: bytes
) -> None:
    double.misbehave(Mischief(200, body=body))
    with pytest.raises(errors.UnusableAnswer):
        asking.who_am_i(jira)
    double.misbehave(Mischief(200, body=b'{"values": 5}'))
    with pytest.raises(errors.UnusableAnswer):
        list(asking.projects(jira))
