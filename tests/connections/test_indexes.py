"""Ten million deliveries: each question about them goes by an index, never through all."""

from typing import Any, LiteralString

import pytest

from service.connections import reads, reads_health
from service.db import sql
from service.db.sql import Connection
from tests.cast import Cast

Q = reads.Q
PAGE = {"states": reads_health.STATES, "before": reads.LAST_ID, "limit": 50}
ASKED: dict[str, dict[str, Any]] = {
    "deliveries": PAGE | {"connection": None},
    "health": {"name": None, "most": 9, "states": reads_health.STATES},
    "counts_by_day": {"since": "2026-02-20", "zone": "UTC", "most": 9},
    "count_by_state": {"connection": None, "most": 9},
    "oldest_pending": {},
    "troubles": {"states": reads_health.WRONG, "latest": 9, "limit": 9},
    "set_aside_ids": {"name": "jira", "state": "failed", "limit": 9},
    "waiting_connections": {},
    "whole_delivery": {"id": 1},
    "try_again": {"ids": [1, 2]},
    "forget_bodies": {"before": "2026-02-20", "latest": "2026-02-20"},
    "forget_deliveries": {"before": "2026-02-20", "states": reads_health.STATES, "limit": 9},
}


def plan(db: Connection, query: LiteralString, values: dict[str, Any]) -> str:
    return "\n".join(sql.column(db, f"EXPLAIN {query}", **values))


@pytest.mark.parametrize("name", ASKED)
def test_no_question_goes_through_all_deliveries(db: Connection, cast: Cast, name: str) -> None:
    db.execute(
        "INSERT INTO delivery (connection_id, received_at, handled_at, state, body)"
        " SELECT %s, '2026-03-01', '2026-03-01',"
        " CASE WHEN n %% 50 = 0 THEN 'failed' ELSE 'done' END,"
        " CASE WHEN n %% 20 = 0 THEN ''::bytea END"
        " FROM generate_series(1, 20000) AS n",
        (cast.jira,),
    )
    db.execute("ANALYZE delivery")
    found = plan(db, Q[name], {"connection_id": cast.jira} | ASKED[name])
    assert "delivery" in found
    assert "Seq Scan on delivery " not in found
