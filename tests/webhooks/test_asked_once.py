"""Whatever comes again, and on whichever day: nobody is asked twice about the same work."""

import json
import random
from datetime import timedelta

import pytest

from service import clock
from service.connections import actions as connections
from service.db.sql import Connection, value
from service.jobs import drain
from service.skills import actions as skills
from service.skills import actions_rules as rules
from service.skills.rules_tree import all_of
from service.webhooks import handlers
from tests.cast import Cast
from tests.conftest import MONDAY
from tests.webhooks.test_permutations import ALL, SYSTEM

DAYS = (0, 1, 3, 6, 10, 20, 40)
ASKED = """
SELECT work_item.external_id, giver_id, receiver_id, asked_at
  FROM ask
  JOIN work_item ON work_item.id = work_item_id
 WHERE asked_at IS NOT NULL
 ORDER BY 1, 2, 3
"""
ASKED_OF_WHAT_IS_OVER = """
SELECT count(*)
  FROM ask
  JOIN work_item ON work_item.id = work_item_id
 WHERE state = 'open'
   AND (work_item.deleted_at IS NOT NULL OR work_item.done_at IS NULL)
"""


@pytest.mark.parametrize("seed", range(5))
def test_a_life_that_comes_again_for_weeks_asks_once(db: Connection, cast: Cast, seed: int) -> None:
    skills.load_starter(db, SYSTEM)
    rules.add(db, SYSTEM, "databases", all_of(project=["LOOM", "SPIN"]))
    chance = random.Random(seed)  # noqa: S311  a test's dice
    asked: set[tuple[object, ...]] = set()
    for day in DAYS:
        with clock.at(MONDAY + timedelta(days=day)):
            hear_all(db, cast.jira, f"{day}", chance)
        now = db.execute(ASKED).fetchall()
        assert len({row[:3] for row in now}) == len(now)
        assert asked <= set(now), "what was asked is never asked anew"
        assert value(db, ASKED_OF_WHAT_IS_OVER) == 0
        asked = set(now)
    assert asked


def hear_all(db: Connection, jira: int, day: str, chance: random.Random) -> None:
    """Everything once more in another order, a few at a time."""
    order = chance.sample(ALL, len(ALL))
    for number, told in enumerate(order):
        connections.keep(db, SYSTEM, jira, f"{day}-{number}", json.dumps(told).encode())
        if chance.random() < 0.5:
            drain.until_empty(db, handlers.handle)
    drain.until_empty(db, handlers.handle)
