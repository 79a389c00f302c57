"""An issue's whole life, told in any order, in any batches and with repeats: one outcome."""

import itertools
import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from service.actor import System
from service.connections import actions as connections
from service.connections.model import State
from service.db.sql import Connection
from service.jobs import drain
from service.skills import actions as skills
from service.skills import actions_rules as rules
from service.skills.rules_tree import all_of
from service.webhooks import handlers
from tests.cast import Cast
from tests.webhooks.test_handlers import PEOPLE, assignee_item, changed, issue, status_item

SYSTEM = System("test")
FACTS = (
    """
SELECT external_id, key, project_key, title, status, status_category, created_at, updated_at,
       seen_at, told_done_at, entered_done_at, done_at, deleted_at IS NULL
  FROM work_item ORDER BY external_id
""",
    """
SELECT work_item.external_id, account.external_id, role, first_at, last_at
  FROM contribution
  JOIN work_item ON work_item.id = work_item_id
  JOIN account ON account.id = account_id
 ORDER BY 1, 2, 3
""",
    """
SELECT work_item.external_id, skill.slug
  FROM link
  JOIN work_item ON work_item.id = work_item_id
  JOIN skill ON skill.id = skill_id
 ORDER BY 1, 2
""",
)
Told = dict[str, Any]


def at(told: Told, minute: int) -> Told:
    return told | {"timestamp": 1771581600000 + minute * 60_000}


def comment(number: int, minute: int, event: str = "comment_created") -> Told:
    moment = f"2026-02-20T10:{minute:02}:00.000+0000"
    return at(
        {
            "webhookEvent": event,
            "issue": {"id": str(number), "key": f"LOOM-{number}"},
            "comment": {
                "id": "77", "author": PEOPLE["charlie"], "created": moment, "updated": moment,
            },
        },
        minute,
    )  # fmt: skip


def moved(number: int, minute: int, status: str) -> Told:
    """The issue went to another project, and its key with it."""
    there = issue(number, minute, status, project={"key": "SPIN", "name": "Spin"})
    item = {"field": "Key", "fieldtype": "jira", "from": None, "fromString": f"LOOM-{number}",
            "to": None, "toString": f"SPIN-{number}"}  # fmt: skip
    return at(changed(there | {"key": f"SPIN-{number}"}, changelog=[item]), minute)


def there(told: Told) -> Told:
    """The same, told of the issue at its new place."""
    subject = told["issue"]
    fields = subject["fields"] | {"project": {"key": "SPIN", "name": "Spin"}}
    moved_to = subject | {"key": subject["key"].replace("LOOM", "SPIN"), "fields": fields}
    return told | {"issue": moved_to}


def life(number: int) -> list[Told]:
    """Made, handed over, taken up, discussed, done, reopened, moved, and done again."""
    made = at(changed(issue(number, 1, "new"), by="charlie"), 1)
    handed = [assignee_item("bob", "alice")]
    return [
        made | {"webhookEvent": "jira:issue_created"},
        at(changed(issue(number, 2, "new"), changelog=handed), 2),
        at(changed(issue(number, 3), by="alice", changelog=[status_item("Indeterminate")]), 3),
        comment(number, 4),
        at(changed(issue(number, 5, "done"), by="bob", changelog=[status_item("Done")]), 5),
        at(changed(issue(number, 6), by="alice", changelog=[status_item("Indeterminate")]), 6),
        comment(number, 7, "comment_deleted"),
        moved(number, 8, "indeterminate"),
        there(at(changed(issue(number, 9, "done"), by="bob", changelog=[status_item("Done")]), 9)),
    ]


def gone(number: int) -> Told:
    subject = issue(number, 9, "done")
    return at({"webhookEvent": "jira:issue_deleted", "issue": subject, "user": PEOPLE["bob"]}, 10)


ALL = [*life(1), *life(2), gone(2)]


@pytest.fixture
def play(db: Connection, cast: Cast) -> Callable[[list[list[int]]], list[Any]]:
    """Play deliveries in batches on a database without any, and tell what came of them."""
    skills.load_starter(db, SYSTEM)
    rules.add(db, SYSTEM, "databases", all_of(project=["LOOM"]))
    rules.add(db, SYSTEM, "observability", all_of(project=["SPIN"]))

    def played(batches: list[list[int]]) -> list[Any]:
        with db.transaction(force_rollback=True):
            for number, batch in enumerate(batches):
                for place, told in enumerate(batch):
                    body = json.dumps(ALL[told]).encode()
                    connections.keep(db, SYSTEM, cast.jira, f"{number}-{place}", body)
                drain.until_empty(db, handlers.handle)
            states = {row[0] for row in db.execute("SELECT state FROM delivery")}
            assert states == {str(State.DONE)}
            asked = "SELECT count(*) FROM ask GROUP BY work_item_id, giver_id, receiver_id"
            assert {row[0] for row in db.execute(asked)} <= {1}
            return [db.execute(query.encode()).fetchall() for query in FACTS]

    return played


def batches() -> st.SearchStrategy[list[list[int]]]:
    """Each delivery at least once, in any order, cut anywhere; some come again."""
    once = st.permutations(range(len(ALL)))
    again = st.lists(st.integers(0, len(ALL) - 1), max_size=8)
    cuts = st.sets(st.integers(1, len(ALL) + 7), max_size=6)
    return st.builds(_cut, once, again, cuts, st.randoms(use_true_random=False))


def _cut(once: list[int], again: list[int], cuts: set[int], chance: Any) -> list[list[int]]:
    line = list(once)
    for told in again:
        line.insert(chance.randrange(len(line) + 1), told)
    edges = [0, *sorted(cut for cut in cuts if cut < len(line)), len(line)]
    return [line[a:b] for a, b in itertools.pairwise(edges)]


@pytest.fixture
def in_order(play: Callable[[list[list[int]]], list[Any]]) -> list[Any]:
    return play([[told] for told in range(len(ALL))])


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(batches=batches())
def test_one_life_has_one_outcome(
    play: Callable[[list[list[int]]], list[Any]], in_order: list[Any], batches: list[list[int]]
) -> None:
    assert play(batches) == in_order


def test_the_outcome_is_what_happened(in_order: list[Any]) -> None:
    work, parts, links = in_order
    [here, buried] = work
    assert (here[1], here[5], here[12]) == ("SPIN-1", "done", True)
    assert buried[1:4] == (None, None, None)
    assert links == [("1", "observability")]
    assert {(row[1], row[2]) for row in parts if row[0] == "1"} == {
        ("acc-alice", "assignee"), ("acc-bob", "assignee"), ("acc-charlie", "reporter"),
        ("acc-charlie", "commenter"), ("acc-alice", "mover"), ("acc-bob", "mover"),
    }  # fmt: skip
