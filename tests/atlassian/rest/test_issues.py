from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from service.atlassian.rest import errors, issues
from service.atlassian.rest.client import Client
from service.atlassian.rest.found import FIELDS
from service.atlassian.rest.model import FoundIssue, Position, Wanted
from service.atlassian.rest.site import Product
from tests.atlassian.rest.conftest import Connect
from tests.double.server import Call, Double
from tests.double.world import NOON, World

MINUTE = timedelta(minutes=1)
ALL = Wanted(NOON - timedelta(days=365))


def many(world: World, number: int, apart: timedelta = MINUTE, project: str = "HARB") -> None:
    world.user("bob", "Bob")
    for one in range(1, number + 1):
        issue = world.issue(project, one, f"Work {one}", created=NOON, assignee="bob")
        world.move(issue, "Done", "bob", NOON + one * apart)


def found(client: Client, wanted: Wanted = ALL, **more: Any) -> list[FoundIssue]:
    return [one for page in issues.changed_since(client, wanted, **more) for one in page.issues]


def numbers(told: list[FoundIssue]) -> list[int]:
    return [int(one.issue.key.split("-")[1]) for one in told]


def test_one_issue_with_all_that_is_kept(jira: Client, world: World, double: Double) -> None:
    world.user("bob", "Bob", email="bob@example.org")
    issue = world.issue("HARB", 7, "Doors", labels=["wood"], components=["Quay"], assignee="bob")
    issue.security = "Staff"
    world.move(issue, "In Progress", "bob", NOON + MINUTE)
    world.move(issue, "Done", "bob", NOON + 2 * MINUTE, resolution="Fixed")
    one = issues.issue(jira, issue.id)
    assert (one.issue.id, one.issue.key, one.issue.title) == (issue.id, "HARB-7", "Doors")
    assert (one.issue.labels, one.issue.components) == (("wood",), ("Quay",))
    assert (one.issue.status, one.issue.status_category) == ("Done", "done")
    assert one.issue.has_security_level
    assert one.issue.assignee is not None
    assert one.issue.assignee.id == "bob"
    moves = [(h.at, h.who and h.who.id, h.changes[0].new_words) for h in one.histories]
    expected = [(NOON + MINUTE, "bob", "In Progress"), (NOON + 2 * MINUTE, "bob", "Done")]
    assert moves == expected
    assert one.histories[0].changes[0].field == "status"
    assert one.histories[0].changes[0].old == world.statuses["To Do"][0]


def test_descriptions_and_comments_are_never_asked_for(
    jira: Client, world: World, double: Double
) -> None:
    many(world, 3)
    found(jira)
    issues.issue(jira, next(iter(world.issues)))
    asked = [call for call in double.calls if "search" in call.path or "/issue/" in call.path]
    fields = [
        name
        for call in asked
        for told in (call.body or {}).get("fields", call.query.get("fields", []))
        for name in told.split(",")
    ]
    assert set(fields) == set(FIELDS)
    assert not {"description", "comment", "*all", "environment"} & set(fields)


def test_an_issue_that_is_gone_is_not_there(jira: Client) -> None:
    with pytest.raises(errors.NotThere):
        issues.issue(jira, "999")


@pytest.mark.parametrize("issue_id", ["", "../user", "1/2", "1?x=1"])
def test_an_id_leads_nowhere_else(jira: Client, issue_id: str) -> None:
    with pytest.raises(ValueError, match="not the id"):
        issues.issue(jira, issue_id)


def test_all_changes_come_in_order_over_many_pages(jira: Client, world: World) -> None:
    many(world, 25)
    pages = list(issues.changed_since(jira, ALL, size=10))
    told = [one for page in pages for one in page.issues]
    assert numbers(told) == list(range(1, 26))
    assert len(pages) >= 3
    assert all(one.histories[-1].changes[0].new_words == "Done" for one in told)
    positions = [page.position for page in pages if page.position]
    assert positions[-1] == Position(NOON + 25 * MINUTE, told[-1].issue.id)


def test_many_changes_of_one_minute_are_all_told(jira: Client, world: World) -> None:
    many(world, 60, apart=timedelta(milliseconds=1))
    told = found(jira, size=10)
    assert numbers(told) == list(range(1, 61))


def test_many_changes_of_one_moment_are_all_told_once(jira: Client, world: World) -> None:
    many(world, 35, apart=timedelta(0))
    assert sorted(numbers(found(jira, size=10))) == list(range(1, 36))


@pytest.mark.parametrize("kept", range(1, 6))
def test_a_search_goes_on_where_it_was_cut_off(jira: Client, world: World, kept: int) -> None:
    many(world, 45, apart=timedelta(seconds=20))
    first: list[FoundIssue] = []
    position = None
    for page in list(issues.changed_since(jira, ALL, size=10))[:kept]:
        first += page.issues
        position = page.position or position
    rest = found(jira, position=position, size=10)
    assert {*numbers(first), *numbers(rest)} == set(range(1, 46))
    assert len(first) + len(rest) <= 46


def test_what_changes_meanwhile_is_told_again_and_nothing_is_missed(
    jira: Client, world: World, double: Double
) -> None:
    many(world, 40, apart=timedelta(milliseconds=10))
    moved: list[str] = []

    def between(call: Call) -> None:
        if "search" in call.path and len(moved) < 12:
            issue = world.in_order(NOON)[0]
            moved.append(issue.key)
            world.touch(issue, NOON + timedelta(hours=1, seconds=len(moved)))

    double.between = between
    told = numbers(found(jira, size=7))
    assert set(told) == set(range(1, 41))
    assert len(told) <= 40 + len(moved)


def test_only_wanted_projects_and_types(jira: Client, world: World) -> None:
    many(world, 3)
    many(world, 2, project="LOCK")
    world.issue("LOCK", 9, "Big", type='Sto"ry')
    since = ALL.since
    assert len(found(jira, Wanted(since, projects=("LOCK",)))) == 3
    assert numbers(found(jira, Wanted(since, ("LOCK", "HARB"), issue_types=('Sto"ry',)))) == [9]


def test_nothing_is_asked_where_no_project_is_wanted(jira: Client, double: Double) -> None:
    assert found(jira, Wanted(NOON, projects=())) == []
    assert issues.count(jira, Wanted(NOON, projects=())) == 0
    assert double.calls == []


def test_a_project_that_jira_does_not_know_is_refused_in_its_words(jira: Client) -> None:
    with pytest.raises(errors.Refused, match="'GONE' does not exist"):
        found(jira, Wanted(NOON, projects=("GONE",)))


def test_since_is_meant_to_the_minute_in_the_zone_of_the_account(
    jira: Client, world: World
) -> None:
    many(world, 10)
    told = found(jira, Wanted((NOON + 5 * MINUTE).astimezone(UTC)))
    assert numbers(told) == [5, 6, 7, 8, 9, 10]


def test_the_hour_that_comes_twice_loses_nothing(jira: Client, world: World) -> None:
    first = datetime(2026, 10, 25, 0, 0, tzinfo=UTC)
    for one in range(1, 19):
        world.issue("HARB", one, created=first + one * 10 * MINUTE)
    for hour in (0, 1):
        told = found(jira, Wanted(first + timedelta(hours=hour)), size=4)
        assert set(numbers(told)) >= set(range(6 * hour or 1, 19))


def test_reviewers_and_epics_of_custom_fields(connect: Connect, world: World) -> None:
    client = connect(Product.JIRA_DATACENTER)
    people = [{"key": "ann", "displayName": "Ann"}, {"key": "bob", "displayName": "Bob"}]
    more = {"customfield_1": people[0], "customfield_2": people, "customfield_9": "HARB-1"}
    issue = world.issue("HARB", 2, more=more)
    fields = ("customfield_1", "customfield_2", "customfield_3")
    wanted = Wanted(NOON, reviewer_fields=fields, epic_field="customfield_9")
    one = issues.issue(client, issue.id, wanted)
    assert [user.id for user in one.issue.reviewers] == ["ann", "bob"]
    assert (one.issue.epic_key, one.issue.epic_known) == ("HARB-1", True)
    assert issues.issue(client, issue.id).issue.reviewers == ()


def test_the_epic_on_cloud_is_the_parent(connect: Connect, world: World) -> None:
    world.user("bob", "Bob")
    issue = world.issue("HARB", 2, epic="HARB-1", reporter="bob")
    one = issues.issue(connect(Product.JIRA_CLOUD), issue.id)
    assert (one.issue.epic_key, one.issue.epic_known) == ("HARB-1", True)


def test_one_unreadable_issue_does_not_hold_up_the_others(jira: Client, world: World) -> None:
    many(world, 3)
    bad = world.issue("HARB", 4, created=NOON, more={"summary": 5})
    pages = list(issues.changed_since(jira, ALL))
    assert sorted(numbers([one for page in pages for one in page.issues])) == [1, 2, 3]
    told = [(one.id, one.reason) for page in pages for one in page.unreadable]
    assert told == [(bad.id, "issue.fields.summary is not text.")]


def test_about_how_many_there_are(jira: Client, world: World) -> None:
    many(world, 12)
    assert issues.count(jira, ALL) == 12
    assert issues.count(jira, Wanted(NOON + 7 * MINUTE)) == 6


def test_histories_are_left_out_where_they_are_not_wanted(jira: Client, world: World) -> None:
    many(world, 3)
    told = found(jira, Wanted(ALL.since, with_histories=False))
    assert [one.histories for one in told] == [(), (), ()]
