import pytest

from service.atlassian.rest import errors, remote_links
from service.atlassian.rest.client import Client
from tests.double.world import World

GLOBAL_ID = "system=https://gezel.example.org&work=7"


def test_twice_is_as_once(jira: Client, world: World) -> None:
    issue = world.issue("HARB", 1)
    for title in ("Give feedback", "Geef feedback"):
        remote_links.put(jira, issue.id, GLOBAL_ID, "https://gezel.example.org/work/7", title)
    (link,) = world.links[issue.id].values()
    assert link["object"] == {"url": "https://gezel.example.org/work/7", "title": "Geef feedback"}


def test_only_the_link_of_this_id_is_taken_away(jira: Client, world: World) -> None:
    issue = world.issue("HARB", 1)
    for global_id in (GLOBAL_ID, "theirs"):
        remote_links.put(jira, issue.id, global_id, "https://example.org", "Words")
    remote_links.delete(jira, issue.id, GLOBAL_ID)
    assert list(world.links[issue.id]) == ["theirs"]


def test_gone_already_is_as_good(jira: Client, world: World) -> None:
    remote_links.delete(jira, world.issue("HARB", 1).id, GLOBAL_ID)
    remote_links.delete(jira, "999", GLOBAL_ID)
    with pytest.raises(errors.NotThere):
        remote_links.put(jira, "999", GLOBAL_ID, "https://example.org", "Words")
