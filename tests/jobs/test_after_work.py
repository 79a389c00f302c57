"""From a kept delivery to a link and an ask, and back when the work is reopened."""

import json
from datetime import datetime, timedelta
from typing import Any

import pytest

from service import clock
from service.actor import System
from service.connections import actions as connections
from service.db.sql import Connection, column, value
from service.jobs import drain
from service.skills import actions as skills
from service.skills import actions_rules
from service.skills.rules_tree import all_of
from service.webhooks import handlers
from tests.cast import Cast

SYSTEM = System("test")


def user(name: str) -> dict[str, str]:
    return {"accountId": f"acc-{name}", "accountType": "atlassian", "displayName": name.title()}


def written(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%S.000+0000")


def closed(status: str = "done", minutes: int = 0, **fields: Any) -> bytes:
    """A ticket of Alice's that was open for three days, with Bob's comment told beside it."""
    at = clock.now() + timedelta(minutes=minutes)
    issue = {
        "id": "10", "key": "LOOM-10",
        "fields": {
            "summary": "Retries for the bank", "issuetype": {"name": "Story"},
            "project": {"key": "LOOM", "name": "Loom"}, "labels": [],
            "components": [{"name": "API"}], "assignee": user("alice"), "reporter": user("charlie"),
            "status": {"name": status, "statusCategory": {"key": status}},
            "created": written(at - timedelta(days=3)), "updated": written(at),
            "statuscategorychangedate": written(at), **fields,
        },
    }  # fmt: skip
    item = {"field": "status", "fieldId": "status", "from": "1", "fromString": "x",
            "to": "2", "toString": status}  # fmt: skip
    return json.dumps(
        {
            "timestamp": int(at.timestamp() * 1000),
            "webhookEvent": "jira:issue_updated",
            "user": user("bob"),
            "issue": issue,
            "changelog": {"id": "1", "items": [item]},
        }
    ).encode()


@pytest.fixture
def rules(db: Connection) -> None:
    skills.load_starter(db, SYSTEM)
    actions_rules.add(db, SYSTEM, "api-design", all_of(component=["API"]))


def tell(db: Connection, cast: Cast, body: bytes) -> None:
    connections.keep(db, SYSTEM, cast.jira, None, body)
    drain.until_empty(db, handlers.handle)
    assert column(db, "SELECT state FROM delivery WHERE state <> 'done'") == []


def asks(db: Connection) -> list[tuple[int, int, str]]:
    return db.execute("SELECT giver_id, receiver_id, state FROM ask").fetchall()


def test_a_closed_ticket_is_linked_and_asked_about(db: Connection, cast: Cast, rules: None) -> None:
    tell(db, cast, closed())
    linked = column(db, "SELECT slug FROM link JOIN skill ON skill.id = skill_id")
    assert linked == ["api-design"]
    assert (cast.bob.id, cast.alice.id, "open") in asks(db)


def test_a_ticket_that_is_not_done_asks_nobody(db: Connection, cast: Cast, rules: None) -> None:
    tell(db, cast, closed("indeterminate"))
    assert asks(db) == []


def test_reopening_withdraws_quietly_and_closing_again_asks_no_more(
    db: Connection, cast: Cast, rules: None
) -> None:
    tell(db, cast, closed())
    tell(db, cast, closed("indeterminate", 5))
    assert {state for _, _, state in asks(db)} == {"withdrawn"}
    tell(db, cast, closed("done", 9))
    assert {state for _, _, state in asks(db)} == {"withdrawn"}


def test_links_follow_the_work(db: Connection, cast: Cast, rules: None) -> None:
    tell(db, cast, closed())
    tell(db, cast, closed("done", 5, components=[]))
    assert value(db, "SELECT count(*) FROM link") == 0


def test_a_repeat_asks_nobody_twice(db: Connection, cast: Cast, rules: None) -> None:
    tell(db, cast, closed())
    before = asks(db)
    tell(db, cast, closed())
    assert asks(db) == before
