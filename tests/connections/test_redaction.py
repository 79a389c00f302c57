"""What administrators see of a body: its structure, and nobody's name or words."""

import json
import re
from pathlib import Path

import pytest

from service.connections.redaction import HIDDEN, redacted

RECORDED = Path(__file__).parents[1] / "payloads"
BODIES = sorted(RECORDED.rglob("*.json"))
#: Fields that hold names, addresses and texts in the recorded bodies.
PRIVATE = {"displayName", "emailAddress", "summary", "description", "body", "self", "labels"}


def seen(content: object) -> object:
    found = redacted(json.dumps(content).encode())
    assert found is not None
    return json.loads(found)


def texts(value: object, name: str = "") -> set[str]:
    """Every text that stands in a private field, or is a name that is not everybody's."""
    if isinstance(value, dict):
        return {text for key, inner in value.items() for text in texts(inner, key)}
    if isinstance(value, list):
        return {text for inner in value for text in texts(inner, name)}
    return {value} if isinstance(value, str) and name in PRIVATE and value else set()


@pytest.mark.parametrize("file", BODIES, ids=lambda file: str(file.relative_to(RECORDED)))
def test_no_private_text_of_a_recorded_body_is_left(file: Path) -> None:
    body = file.read_bytes()
    found = redacted(body)
    assert found is not None
    kept = set(re.findall(r'"([^"]*)"', found))
    assert texts(json.loads(body)) & kept <= {""}
    assert json.loads(body).keys() == json.loads(found).keys()


def test_bodies_were_found() -> None:
    assert len(BODIES) > 10


def test_what_helps_to_find_a_cause_stays() -> None:
    content = {
        "timestamp": 1700000000000,
        "webhookEvent": "jira:issue_updated",
        "issue": {
            "id": "10002",
            "key": "PAY-41",
            "fields": {
                "created": "2026-03-02T09:00:00.000+0100",
                "status": {"name": "In review", "statusCategory": {"key": "indeterminate"}},
                "project": {"key": "PAY"},
                "assignee": {"accountId": "557058:f58131cb", "accountType": "atlassian"},
            },
        },
        "changelog": {"items": [{"field": "status", "fromString": "Open", "toString": "Done"}]},
    }
    assert seen(content) == content


def test_names_and_words_go() -> None:
    fields = {
        "summary": "Somebody was rude", "labels": ["rude"], "customfield_1": 5000,
        "customfield_2": {"name": "Bob"}, "customfield_3": None,
        "assignee": {"name": "bob", "key": "bob", "accountId": "bob"},
        "components": [{"id": "1", "name": "Bob's"}],
    }  # fmt: skip
    assert seen(fields) == {
        "summary": HIDDEN, "labels": [HIDDEN], "customfield_1": HIDDEN,
        "customfield_2": HIDDEN, "customfield_3": None,
        "assignee": {"name": HIDDEN, "key": HIDDEN, "accountId": HIDDEN},
        "components": [{"id": "1", "name": HIDDEN}],
    }  # fmt: skip


@pytest.mark.parametrize("field", ["summary", "assignee", "description", "Sprint"])
def test_a_change_of_a_name_or_text_is_hidden(field: str) -> None:
    item = {"field": field, "from": "bob", "fromString": "Bob", "toString": "Eve"}
    assert seen(item) == {
        "field": field, "from": HIDDEN, "fromString": HIDDEN, "toString": HIDDEN,
    }  # fmt: skip


def test_a_known_field_with_words_in_it_is_hidden() -> None:
    """Damaged or hostile bodies put anything anywhere."""
    content = {
        "webhookEvent": "Bob was rude to me", "id": "Bob Jones", "key": "bob@example.org",
        "type": "he said: no!", "bob@example.org": 1, "status": {"name": "x" * 61},
    }  # fmt: skip
    assert seen(content) == {
        "webhookEvent": HIDDEN, "id": HIDDEN, "key": HIDDEN, "type": HIDDEN, HIDDEN: 1,
        "status": {"name": HIDDEN},
    }  # fmt: skip


@pytest.mark.parametrize("body", [b"", b"not json", b"\xff\xfe", b"[" * 100_000])
def test_what_is_not_json_shows_nothing(body: bytes) -> None:
    assert redacted(body) is None
