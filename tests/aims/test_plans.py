"""In a large organisation every search goes by indexes, never through all work or placements."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from benchmarks.large import fill
from service.actor import System
from service.aims import reads_found, reads_practice
from service.db import sql
from service.db.sql import Connection
from service.skills import actions as skills
from service.work import reads_search
from tests.aims.saying import DAY

#: Tables that grow with the organisation. People themselves are few, and all may be found.
LARGE = ("work_item", "contribution", "link", "placement", "practice", "focus")
PAGE = {"before": None, "before_id": None, "limit": 20}
NOBODY: dict[str, Any] = {
    "helps_with": [], "would_learn": [], "team_id": None, "words": [], "needed": 0,
    "by_name": False, "day": DAY, "after": None, "limit": 20,
}  # fmt: skip
ASKED: dict[str, tuple[str, dict[str, Any], str]] = {
    "everybody": (reads_found.Q["found_people"], NOBODY, ""),
    "glad to help": (
        reads_found.Q["found_people"],
        NOBODY | {"helps_with": ["databases"], "needed": 1},
        "placement_of_skill",
    ),
    "words of a sentence": (
        reads_found.Q["found_people"],
        NOBODY | {"words": ["slow"], "needed": 1},
        "findable_words",
    ),
    "what they share": (reads_found.Q["shared_skills"], {}, "placement_latest"),
    "work by words": (
        reads_search.Q["found_work"],
        {"words": "refund:*"} | PAGE,
        "work_item_words",
    ),
    "open work": (reads_practice.Q["open_work"], {"slug": None} | PAGE, "contribution_account"),
    "picks": (reads_practice.Q["picks"], {"ids": [1, 2, 3]}, "practice_pkey"),
}


@pytest.fixture(scope="module")
def large(connection: Connection) -> Iterator[tuple[Connection, int]]:
    """Two hundred people with two thousand work items, made once and undone."""
    with connection.transaction(force_rollback=True):
        skills.load_starter(connection, System("test"))
        made = fill(connection, 200, 2_000)
        # Whatever the statistics of the moment say of so few rows: where no index serves, a scan
        # is left all the same.
        connection.execute("SET LOCAL enable_seqscan = off")
        yield connection, made.some(1)


@pytest.mark.parametrize("name", ASKED)
def test_no_search_goes_through_everything(large: tuple[Connection, int], name: str) -> None:
    db, me = large
    query, values, index = ASKED[name]
    values = {"me": me, "person_id": me, "person_ids": [me, me + 1]} | values
    found = "\n".join(sql.column(db, f"EXPLAIN {query}", **values))
    assert not re.search(rf"Seq Scan on ({'|'.join(LARGE)})\b", found), found
    assert index in found
