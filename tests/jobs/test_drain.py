"""The drain: batches, one poisoned delivery set aside alone, nothing lost."""

from threading import Event
from typing import cast

import psycopg
import pytest

from service.actor import Actor, System
from service.connections import actions
from service.connections.model import Delivery, Outcome, State
from service.db.pool import Pool
from service.db.sql import Connection
from service.jobs import drain
from tests.cast import make_connection
from tests.one_connection import OneConnection

TEST = System("test")


def handle(
    db: Connection, actor: Actor, connection_id: int, deliveries: list[Delivery]
) -> tuple[list[Outcome], list[int]]:
    """Understands everything but poison, which breaks a batch as a fault of ours would."""
    if any(one.body == b"poison" for one in deliveries):
        db.execute("SELECT 1 / 0")
    return [Outcome(one.id, State.DONE, "issue changed") for one in deliveries], []


def states(db: Connection) -> list[tuple[str, str | None]]:
    return db.execute("SELECT state, reason FROM delivery ORDER BY id").fetchall()


def keep(db: Connection, *bodies: bytes) -> None:
    connection_id = make_connection(db)
    for number, body in enumerate(bodies):
        actions.keep(db, TEST, connection_id, str(number), body)


def test_all_that_waits_is_handled(db: Connection) -> None:
    keep(db, b"one", b"two")
    assert drain.until_empty(db, handle) == 2
    assert states(db) == [("done", None), ("done", None)]


def test_one_poisoned_delivery_is_set_aside_alone(db: Connection) -> None:
    keep(db, b"one", b"poison", b"two")
    drain.until_empty(db, handle)
    found = states(db)
    assert [state for state, _ in found] == ["done", "failed", "done"]
    assert "DivisionByZero" in (found[1][1] or "")


def test_a_failed_delivery_can_be_tried_again(db: Connection) -> None:
    keep(db, b"poison")
    drain.until_empty(db, handle)
    failed = db.execute("UPDATE delivery SET body = 'fine' RETURNING id").fetchone()
    assert failed is not None
    actions.try_again(db, TEST, failed[0])
    drain.until_empty(db, handle)
    assert states(db) == [("done", None)]


def test_bodies_go_at_once_when_none_are_to_be_kept(db: Connection) -> None:
    keep(db, b"one")
    drain.once(db, handle, raw_body_days=0)
    assert db.execute("SELECT body FROM delivery").fetchall() == [(None,)]


def away(
    db: Connection, actor: Actor, connection_id: int, deliveries: list[Delivery]
) -> tuple[list[Outcome], list[int]]:
    """The database goes away in the middle of a batch."""
    raise psycopg.OperationalError("the connection is lost")


def test_a_database_that_goes_away_sets_nothing_aside(db: Connection) -> None:
    keep(db, b"one")
    with pytest.raises(psycopg.OperationalError), db.transaction():
        drain.once(db, away)
    assert states(db) == [("pending", None)]


def breaks(
    db: Connection, actor: Actor, connection_id: int, deliveries: list[Delivery]
) -> tuple[list[Outcome], list[int]]:
    """Breaks as a row does that the database refuses: it tells all that the row held."""
    db.execute("INSERT INTO team (name, created_at) VALUES ('Ann Other', NULL)")
    raise AssertionError


def test_a_reason_does_not_tell_what_a_row_held(db: Connection) -> None:
    keep(db, b"one")
    drain.once(db, breaks)
    ((state, reason),) = states(db)
    assert state == "failed"
    assert "NotNullViolation" in (reason or "")
    assert "Ann Other" not in (reason or "")


class Worker:
    """One round of the loop: deliveries if there are any, else words; then it is told to stop."""

    def __init__(self, db: Connection, listen: drain.Listen) -> None:
        self.rounds: list[str] = []
        self._db, self._listen, self._stopping = db, listen, Event()

    def run(self, rounds: int) -> list[str]:
        while len(self.rounds) < rounds:
            self._stopping.clear()
            pool = cast(Pool, OneConnection(self._db))
            drain.loop(pool, self._deliver, self._hear, self._stopping, 7)
        return self.rounds

    def _deliver(
        self, db: Connection, actor: Actor, connection_id: int, deliveries: list[Delivery]
    ) -> tuple[list[Outcome], list[int]]:
        self._note("deliveries")
        return handle(db, actor, connection_id, deliveries)

    def _hear(self, db: Connection) -> int:
        self._note("words")
        return self._listen(db)

    def _note(self, what: str) -> None:
        self.rounds.append(what)
        self._stopping.set()


def test_words_are_heard_when_no_delivery_waits(db: Connection) -> None:
    keep(db, b"one", b"two")
    assert Worker(db, lambda _: 1).run(3) == ["deliveries", "words", "words"]


def test_words_that_break_keep_no_delivery_waiting(db: Connection) -> None:
    def breaks(_: Connection) -> int:
        raise ZeroDivisionError

    worker = Worker(db, breaks)
    assert worker.run(1) == ["words"]
    keep(db, b"one")
    assert worker.run(2) == ["words", "deliveries"]


class Pause(Event):
    """Ends the loop where it would pause."""

    def wait(self, timeout: float | None = None) -> bool:
        self.set()
        return True


def test_it_pauses_for_more_after_a_batch_that_is_not_full(
    db: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drain, "BATCH", 2)
    keep(db, b"one", b"two", b"three", b"four", b"five")
    rounds: list[int] = []

    def counted(
        db: Connection, actor: Actor, connection_id: int, deliveries: list[Delivery]
    ) -> tuple[list[Outcome], list[int]]:
        rounds.append(len(deliveries))
        return handle(db, actor, connection_id, deliveries)

    def hear(_: Connection) -> int:
        rounds.append(0)
        return 0

    drain.loop(cast(Pool, OneConnection(db)), counted, hear, Pause(), 7)
    assert rounds == [2, 2, 1]
