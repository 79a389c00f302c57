"""Rules as the editor sends and shows them, and what stands there before."""

import html
import json
import re
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from service.actor import System
from service.db.sql import Connection
from service.skills import actions, actions_rules, reads_rules
from service.skills.rules_tree import AllOf, AnyOf, Field, Is, Node, Not, all_of, as_json
from service.web.rules.sentences import sentence
from tests.cast import Cast, sign_in

SYSTEM = System("test")
API = all_of(component=["API"])
TREE = AllOf(
    (
        Is(Field.COMPONENT, ("API", "Gateway")),
        Not(Is(Field.TYPE, ("Epic",))),
        AnyOf((Is(Field.TITLE, ("refin*",)), Is(Field.LABEL, ("refinement",)))),
    )
)
SAID = (
    "all of: component is API or Gateway · type is not Epic ·"
    " (any of: title has refin* or x · label is refinement)"
)
#: What the editor sends of such a tree.
ROWS = {
    "depth": ["0", "1", "1", "1", "2", "2"],
    "kind": ["all", "is", "isnot", "any", "is", "is"],
    "field": ["", "component", "type", "", "title", "label"],
    "values": ["", "API, Gateway", "Epic", "", "refin*, x", "refinement"],
    "area": "building",
}
NEW = "/rules/new/api-design"


@pytest.fixture(autouse=True)
def ready(app: Flask, db: Connection) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    actions.load_starter(db, SYSTEM)


@pytest.fixture
def dana(client: FlaskClient, cast: Cast) -> FlaskClient:
    return sign_in(client, cast.dana)


@pytest.fixture
def rule_id(db: Connection) -> int:
    return actions_rules.add(db, SYSTEM, "api-design", API)


def rules(db: Connection) -> list[Node]:
    return [one.tree for several in reads_rules.rules(db, SYSTEM).values() for one in several]


def hidden(text: str, name: str) -> str:
    """The value of a field that the page sends on."""
    found = re.search(rf'type="hidden" name="{name}" value="([^"]*)"', text)
    assert found, name
    return html.unescape(found[1])


def typed(text: str) -> list[str]:
    """The values that stand in the editor."""
    return [html.unescape(one) for one in re.findall(r'id="values-[\d.]+" value="([^"]*)"', text)]


def sentence_in(client: FlaskClient, tree: Node) -> str:
    with client.application.test_request_context():
        return sentence(tree)


def kept(tree: Node, seen: int, area: str = "building") -> dict[str, Any]:
    return {"conditions": json.dumps(as_json(tree)), "area": area, "seen": seen}
