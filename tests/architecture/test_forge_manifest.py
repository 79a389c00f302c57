"""The manifest of the Forge app: no more modules, scopes and events than Gezel has use for."""

import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import yaml

from service.settings import FORGE_APP
from service.webhooks.proof import PLACES
from service.webhooks.senders import NAME

MANIFEST: dict[str, Any] = yaml.safe_load(
    (Path(__file__).parents[2] / "deploy/forge/manifest.yml").read_text()
)
MODULES: dict[str, list[dict[str, Any]]] = MANIFEST["modules"]
# What each scope is asked for: the events of these things. Source: developer.atlassian.com, "Forge
# events reference".
SCOPES = {
    "read:jira-work": {"issue", "comment", "worklog", "issuelink", "attachment", "project",
                       "version", "sprint"},
    "read:jira-user": {"user"},
    "read:confluence-content.summary": {"page", "blogpost", "comment"},
    "read:confluence-user": {"user"},
    "write:confluence-content": {"page", "blogpost"},
}  # fmt: skip
WENT = ("trashed", "deleted")


def events() -> list[str]:
    return [event for trigger in MODULES["trigger"] for event in trigger["events"]]


def scopes_for(event: str) -> set[str]:
    """The scopes without which Forge does not pass this event on."""
    _, product, action, thing = event.split(":")
    reading = {
        scope
        for scope, things in SCOPES.items()
        if scope.startswith(f"read:{product.split('-')[0]}-") and thing in things
    }
    writing = "write:confluence-content"
    went = product == "confluence" and action in WENT and thing in SCOPES[writing]
    return reading | ({writing} if went else set())


def test_it_holds_no_code() -> None:
    assert set(MANIFEST) == {"app", "remotes", "modules", "permissions"}
    assert set(MODULES) == {"endpoint", "trigger"}
    assert all("function" not in trigger for trigger in MODULES["trigger"])


def test_it_asks_for_the_scopes_of_its_events_and_no_more() -> None:
    needed: set[str] = set().union(*(scopes_for(event) for event in events()))
    assert all(scopes_for(event) for event in events())
    assert set(MANIFEST["permissions"]["scopes"]) == needed == set(SCOPES)


def test_each_event_is_named_once_and_goes_to_its_product() -> None:
    assert len(events()) == len(set(events()))
    for trigger in MODULES["trigger"]:
        named = {event.split(":")[1].split("-")[0] for event in trigger["events"]}
        assert named == {trigger["endpoint"]}


@pytest.mark.parametrize("product", ["jira:{}:issue", "confluence:{}:page"])
def test_the_whole_life_of_work_is_heard(product: str) -> None:
    for action in ("created", "updated", "deleted"):
        assert f"avi:{product.format(action)}" in events()


def test_it_goes_where_forge_is_heard_and_hands_no_token_on() -> None:
    assert [remote["key"] for remote in MANIFEST["remotes"]] == ["gezel"]
    assert urlsplit(MANIFEST["remotes"][0]["baseUrl"]).scheme == "https"
    for endpoint in MODULES["endpoint"]:
        assert set(endpoint) == {"key", "remote", "route"}
        road = re.fullmatch(r"/webhooks/([^/]+)/(\w+)", endpoint["route"]["path"])
        assert road
        assert NAME.fullmatch(road[1])
        assert road[2] in PLACES
    assert {trigger["endpoint"] for trigger in MODULES["trigger"]} == {"jira", "confluence"}
    assert "auth" not in MANIFEST["remotes"][0]


def test_the_id_is_a_placeholder_of_the_right_form() -> None:
    assert MANIFEST["app"]["id"].startswith(FORGE_APP)
    assert set(MANIFEST["app"]["id"].removeprefix(FORGE_APP)) == set("0-")
