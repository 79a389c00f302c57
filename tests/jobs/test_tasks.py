"""Promised jobs do what was promised, and may run twice without harm."""

from datetime import timedelta
from typing import Any
from typing import cast as cast_to

import procrastinate
import pytest

from service import clock
from service.actor import System
from service.connections import actions as connections
from service.db.pool import Pool
from service.db.sql import Connection, value
from service.jobs import tasks
from service.people import actions_accounts as accounts
from service.settings import Settings
from service.skills import actions as skills
from service.skills import actions_rules as rules
from service.skills.rules_tree import all_of
from service.webhooks import telling
from tests.cast import Cast
from tests.feedback.making import bob_asks_alice
from tests.one_connection import OneConnection
from tests.work.test_reads import hear, state

SYSTEM = System("test")


@pytest.fixture
def worker(db: Connection, settings: Settings) -> procrastinate.App:
    return tasks.make_app(cast_to(Pool, OneConnection(db)), settings, telling.hear)


def run(worker: procrastinate.App, job: str, **values: Any) -> None:
    """Twice: a job of a dead worker runs again."""
    for _ in range(2):
        worker.tasks[job].func(**values)


def test_relinking_goes_through_all_work(
    db: Connection, cast: Cast, worker: procrastinate.App, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tasks, "STEP", 2)
    for number in range(5):
        hear(db, cast, state(number), "alice")
    skills.load_starter(db, SYSTEM)
    rules.add(db, SYSTEM, "databases", all_of(project=["LOOM"]))
    run(worker, "relink_work")
    assert value(db, "SELECT count(*) FROM link") == 5


def test_a_leavers_asks_are_withdrawn(
    db: Connection, cast: Cast, worker: procrastinate.App
) -> None:
    bob_asks_alice(db, cast)
    run(worker, "close_person", person_id=cast.alice.id)
    assert value(db, "SELECT state FROM ask") == "withdrawn"


def test_asks_of_an_account_that_changed_hands_are_withdrawn(
    db: Connection, cast: Cast, worker: procrastinate.App
) -> None:
    bob_asks_alice(db, cast)
    account_id = cast.accounts["bob"]
    accounts.unmatch_account(db, SYSTEM, account_id)
    run(worker, "follow_accounts", account_ids=[account_id], parted=[cast.bob.id])
    assert value(db, "SELECT state FROM ask") == "withdrawn"


def test_asks_expire_by_the_clock(db: Connection, cast: Cast, worker: procrastinate.App) -> None:
    bob_asks_alice(db, cast)
    with clock.at(clock.now() + timedelta(days=22)):
        run(worker, "expire_asks", timestamp=0)
    assert value(db, "SELECT state FROM ask") == "expired"


def test_raw_bodies_go_after_seven_days(
    db: Connection, cast: Cast, worker: procrastinate.App
) -> None:
    connections.keep(db, SYSTEM, cast.jira, "one", b"x")
    db.execute("UPDATE delivery SET state = 'done', handled_at = %s", (clock.now(),))
    with clock.at(clock.now() + timedelta(days=6)):
        run(worker, "forget_bodies", timestamp=0)
        assert value(db, "SELECT count(body) FROM delivery") == 1
    with clock.at(clock.now() + timedelta(days=8)):
        run(worker, "forget_bodies", timestamp=0)
        assert value(db, "SELECT count(body) FROM delivery") == 0
        assert value(db, "SELECT count(*) FROM delivery") == 1
    with clock.at(clock.now() + timedelta(days=91)):
        run(worker, "forget_bodies", timestamp=0)
        assert value(db, "SELECT count(*) FROM delivery") == 0


def test_old_sign_in_attempts_are_forgotten(
    db: Connection, cast: Cast, worker: procrastinate.App
) -> None:
    db.execute("INSERT INTO sign_in_attempt (who, at) VALUES ('x', %s)", (clock.now(),))
    with clock.at(clock.now() + timedelta(days=3)):
        run(worker, "forget_attempts", timestamp=0)
    assert value(db, "SELECT count(*) FROM sign_in_attempt") == 0


def test_matching_an_account_lets_follow_what_follows(
    db: Connection, cast: Cast, worker: procrastinate.App
) -> None:
    hear(db, cast, state(1), "alice")
    skills.load_starter(db, SYSTEM)
    rules.add(db, SYSTEM, "databases", all_of(project=["LOOM"]))
    run(worker, "follow_accounts", account_ids=[cast.accounts["alice"]])
    assert value(db, "SELECT count(*) FROM link") == 1
