"""What has a key is made once, also at the same moment; and keys are forgotten."""

from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest

from service import clock
from service.actor import Member
from service.budgets import actions_once
from service.db.sql import Connection, value
from service.errors import Forbidden
from tests.budgets.making import KEEP
from tests.cast import Cast


def test_two_at_the_same_moment_make_one(lines: list[Connection]) -> None:
    lines[0].execute("CREATE TABLE made (id bigint GENERATED ALWAYS AS IDENTITY)")
    key, actor = uuid4(), Member(1)

    def make(line: Connection) -> int:
        return int(value(line, "INSERT INTO made DEFAULT VALUES RETURNING id"))

    with ThreadPoolExecutor(len(lines)) as threads:
        found = list(threads.map(
            lambda line: actions_once.once(line, actor, key, lambda: make(line)), lines
        ))  # fmt: skip
    assert value(lines[0], "SELECT count(*) FROM made") == 1
    assert {one.id for one in found} == {1}
    assert sum(one.is_new for one in found) == 1


def test_keys_are_forgotten(db: Connection, cast: Cast) -> None:
    bob = cast.actor(cast.bob)
    actions_once.once(db, bob, uuid4(), lambda: None)
    assert actions_once.forget(db, KEEP) == 0
    with clock.at(clock.now() + 2 * actions_once.KEPT):
        assert actions_once.forget(db, KEEP) == 1
    with pytest.raises(Forbidden):
        actions_once.forget(db, bob)
