"""Working in: the outcome is the same in whatever order and however often deliveries come."""

import copy
import json
import random
from typing import Any

import pytest

from service.actor import System
from service.connections import actions
from service.connections.model import Delivery
from service.db.sql import Connection, value
from service.webhooks import handlers
from tests.cast import make_connection

ACTOR = System("test")
PEOPLE = {
    name: {"accountId": f"acc-{name}", "accountType": "atlassian", "displayName": name.title()}
    for name in ("alice", "bob", "charlie")
}


def issue(number: int, minute: int, status: str = "indeterminate", **fields: Any) -> dict[str, Any]:
    return {
        "id": str(number),
        "key": f"LOOM-{number}",
        "fields": {
            "summary": f"Work {number}",
            "issuetype": {"name": "Story"},
            "project": {"key": "LOOM", "name": "Loom"},
            "status": {"name": status.title(), "statusCategory": {"key": status}},
            "created": "2026-02-01T08:00:00.000+0000",
            "updated": f"2026-02-20T10:{minute:02}:00.000+0000",
            "assignee": PEOPLE["alice"],
            "reporter": PEOPLE["charlie"],
            "labels": [],
            "components": [],
            **fields,
        },
    }


def changed(
    subject: dict[str, Any],
    second: int = 0,
    by: str = "bob",
    changelog: list[dict[str, Any]] | None = None,
) -> dict[str, Any]:
    return {
        "timestamp": 1771581600000 + second * 1000,
        "webhookEvent": "jira:issue_updated",
        "user": PEOPLE[by],
        "issue": subject,
        "changelog": {"id": "1", "items": changelog or []},
    }


def status_item(to: str) -> dict[str, Any]:
    return {"field": "status", "fieldId": "status", "from": "1", "fromString": "Open",
            "to": "2", "toString": to}  # fmt: skip


def assignee_item(before: str, after: str) -> dict[str, Any]:
    return {
        "field": "assignee",
        "fieldId": "assignee",
        "from": f"acc-{before}",
        "fromString": before.title(),
        "to": f"acc-{after}",
        "toString": after.title(),
    }


@pytest.fixture
def jira(db: Connection) -> int:
    return make_connection(db, "theirs")


def tell(db: Connection, jira: int, *payloads: dict[str, Any]) -> None:
    batch = [Delivery(n, json.dumps(payload).encode()) for n, payload in enumerate(payloads)]
    handlers.handle(db, ACTOR, jira, batch)


def picture(db: Connection) -> tuple[Any, Any]:
    """All that is known of work, without our own ids."""
    items = db.execute(
        "SELECT external_id, key, title, status, status_category, labels, updated_at, done_at,"
        " deleted_at, is_bulk, epic_key FROM work_item ORDER BY external_id"
    ).fetchall()
    parts = db.execute(
        "SELECT work_item.external_id, account.external_id, role, first_at, last_at"
        " FROM contribution JOIN work_item ON work_item.id = work_item_id"
        " JOIN account ON account.id = account_id ORDER BY 1, 2, 3"
    ).fetchall()
    return items, parts


HISTORY = [
    changed(issue(1, 1, "new"), 1),
    changed(issue(1, 2), 2, changelog=[status_item("In Progress")]),
    changed(issue(1, 3, assignee=PEOPLE["bob"]), 3, changelog=[assignee_item("alice", "bob")]),
    changed(issue(1, 4, "done", labels=["api"], assignee=PEOPLE["bob"]), 4,
            changelog=[status_item("Done")]),
    changed(issue(2, 1), 5),
    {"timestamp": 1771581606000, "webhookEvent": "jira:issue_deleted", "user": PEOPLE["bob"],
     "issue": issue(2, 2)},
    {"timestamp": 1771581607000, "webhookEvent": "comment_created",
     "comment": {"id": "7", "author": PEOPLE["charlie"], "created": "2026-02-20T10:05:00.000+0000",
                 "updated": "2026-02-20T10:05:00.000+0000",
                 "self": "https://jira.example.org/rest/api/2/issue/3/comment/7"}},
]  # fmt: skip


def test_the_newest_state_counts_and_all_assignees_are_kept(db: Connection, jira: int) -> None:
    tell(db, jira, *HISTORY)
    items, parts = picture(db)
    assert [(item[0], item[3]) for item in items] == [("1", "Done"), ("2", None), ("3", None)]
    roles = {(part[1], part[2]) for part in parts if part[0] == "1"}
    assert {("acc-alice", "assignee"), ("acc-bob", "assignee"), ("acc-bob", "mover")} <= roles


@pytest.mark.parametrize("seed", range(6))
def test_order_and_repeats_change_nothing(db: Connection, jira: int, seed: int) -> None:
    with db.transaction(force_rollback=True):
        tell(db, jira, *HISTORY)
        expected = picture(db)
    shuffled = random.Random(seed).sample(HISTORY * 2, len(HISTORY) * 2)  # noqa: S311  a test's dice
    for payload in shuffled:
        tell(db, jira, payload)
    assert picture(db) == expected


def test_of_two_equal_updates_the_later_delivery_counts(db: Connection, jira: int) -> None:
    early, late = changed(issue(1, 5, summary="Early"), 1), changed(issue(1, 5, summary="Late"), 2)
    tell(db, jira, late)
    tell(db, jira, early)
    assert value(db, "SELECT title FROM work_item") == "Late"
    tell(db, jira, changed(issue(1, 5, summary="Latest"), 3))
    assert value(db, "SELECT title FROM work_item") == "Latest"


def test_a_repeat_changes_no_work(db: Connection, jira: int) -> None:
    tell(db, jira, HISTORY[3])
    _, again = handlers.handle(db, ACTOR, jira, [Delivery(1, json.dumps(HISTORY[3]).encode())])
    assert again == []


def test_a_delete_wins_over_all_that_comes_after(db: Connection, jira: int) -> None:
    tell(db, jira, HISTORY[5])
    tell(db, jira, changed(issue(2, 59, "done"), 99))
    deleted, title = db.execute("SELECT deleted_at, title FROM work_item").fetchone() or (None, "")
    assert deleted is not None
    assert title is None


def test_the_title_of_an_issue_with_a_security_level_is_not_kept(db: Connection, jira: int) -> None:
    tell(db, jira, changed(issue(1, 1), 1))
    tell(db, jira, changed(issue(1, 2, security={"id": "1", "name": "Board"}), 2))
    assert value(db, "SELECT title FROM work_item") is None


def test_done_is_when_jira_says_it_became_done(db: Connection, jira: int) -> None:
    told = "2026-02-19T07:00:00.000+0000"
    tell(db, jira, changed(issue(1, 4, "done", statuscategorychangedate=told), 4))
    assert value(db, "SELECT done_at FROM work_item").isoformat() == "2026-02-19T07:00:00+00:00"


def test_reopened_work_is_not_done(db: Connection, jira: int) -> None:
    tell(db, jira, HISTORY[3], changed(issue(1, 9), 9, changelog=[status_item("Reopened")]))
    assert value(db, "SELECT done_at FROM work_item") is None


def test_a_moved_issue_stays_the_same_work(db: Connection, jira: int) -> None:
    tell(db, jira, changed(issue(1, 1), 1))
    moved = copy.deepcopy(issue(1, 2))
    moved["key"] = "OTHER-5"
    tell(db, jira, changed(moved, 2))
    assert db.execute("SELECT key FROM work_item").fetchall() == [("OTHER-5",)]


def test_an_app_that_is_named_in_a_changelog_stays_an_app(db: Connection, jira: int) -> None:
    robot = {"accountId": "acc-robot", "accountType": "app", "displayName": "Robot"}
    tell(db, jira, changed(issue(1, 1, assignee=robot), 1))
    item = {**assignee_item("robot", "bob"), "from": "acc-robot"}
    tell(db, jira, changed(issue(1, 2), 2, changelog=[item]))
    assert value(db, "SELECT kind FROM account WHERE external_id = 'acc-robot'") == "app"


def test_what_is_not_understood_is_quarantined_with_its_reason(db: Connection, jira: int) -> None:
    outcomes, _ = handlers.handle(db, ACTOR, jira, [Delivery(1, b"[]"), Delivery(2, b"{")])
    assert [str(outcome.state) for outcome in outcomes] == ["quarantined", "quarantined"]
    assert all(outcome.reason for outcome in outcomes)


def test_the_waiting_ones_are_taken_in_order(db: Connection, jira: int) -> None:
    for number in range(3):
        actions.keep(db, ACTOR, jira, str(number), b"%d" % number)
    with db.transaction():
        assert [one.body for one in actions.take(db, ACTOR, jira, 2)] == [b"0", b"1"]


@pytest.mark.parametrize("order", [[0, 1], [1, 0]])
@pytest.mark.parametrize("is_one_batch", [True, False])
def test_one_of_many_stays_so_when_it_is_told_again_without_that(
    db: Connection, jira: int, order: list[int], is_one_batch: bool
) -> None:
    """As whoever asks later tells it, who cannot know; else all of a mass change would be asked."""
    done = changed(issue(1, 1, "done"), 1, changelog=[status_item("Done")])
    told = [(done | {"bulkOperationMetaData": {}}, done)[place] for place in order]
    for batch in [told] if is_one_batch else [[one] for one in told]:
        tell(db, jira, *batch)
    assert value(db, "SELECT is_bulk FROM work_item")
