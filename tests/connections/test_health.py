"""How a connection goes: counted without counting all, grouped, paused, tried again."""

from datetime import date, timedelta

import pytest

from service import clock
from service.actor import System
from service.connections import actions, actions_health, reads, reads_health, reads_past
from service.connections.errors import BodyIsForgotten, NoSuchConnection, NothingToTryAgain
from service.connections.model import Outcome, State
from service.connections.model_health import Day, DayCount, by_day
from service.db.sql import Connection, column, value
from service.errors import Forbidden
from tests.cast import Cast, make_connection

SYSTEM = System("test")
HOURS = "SELECT state, number FROM delivery_hour WHERE number > 0 ORDER BY state"


def keep(
    db: Connection, connection_id: int, *states: State, reason: str | None = None
) -> list[int]:
    """Deliveries of now in these states; their ids."""
    ids = []
    for state in states:
        actions.keep(db, SYSTEM, connection_id, None, b"{}")
        ids.append(value(db, "SELECT max(id) FROM delivery"))
        if state != State.PENDING:
            outcome = Outcome(ids[-1], state, "issue changed", reason)
            actions.note(db, SYSTEM, [outcome], forget=False)
    return ids


def test_each_day_is_there_and_holds_what_came() -> None:
    counts = [
        DayCount(date(2026, 3, 1), "failed", 2),
        DayCount(date(2026, 3, 1), "quarantined", 1),
        DayCount(date(2026, 2, 27), "done", 5),
        DayCount(date(2026, 2, 20), "done", 9),
    ]
    days = by_day(counts, date(2026, 3, 1), 3)
    assert [day.day.day for day in days] == [27, 28, 1]
    assert [(day.done, day.troubled, day.total) for day in days] == [(5, 0, 5), (0,) * 3, (0, 3, 3)]


def test_deliveries_are_counted_by_the_day_they_came(db: Connection, cast: Cast) -> None:
    other = make_connection(db, "other")
    keep(db, other, State.DONE)
    with clock.at(clock.now() - timedelta(days=2)):
        keep(db, cast.jira, State.DONE, State.IGNORED, State.PENDING)
    keep(db, cast.jira, State.DONE, State.DONE, State.FAILED, State.QUARANTINED, State.PENDING)
    days = reads_health.days(db, SYSTEM, cast.jira, "Europe/Amsterdam")
    assert len(days) == 14
    today = clock.today()
    assert days[-1] == Day(today, done=2, pending=1, troubled=2)
    assert days[-3] == Day(today - timedelta(days=2), done=1, ignored=1, pending=1)
    assert sum(day.total for day in days) == 8


def test_a_day_is_a_day_where_one_is(db: Connection, cast: Cast) -> None:
    late = clock.now().replace(hour=23, minute=30)
    with clock.at(late):
        keep(db, cast.jira, State.DONE)
        amsterdam = reads_health.days(db, SYSTEM, cast.jira, "Europe/Amsterdam")
        utc = reads_health.days(db, SYSTEM, cast.jira, "UTC")
    assert (amsterdam[-1].day.day, amsterdam[-1].done) == (3, 1)
    assert (utc[-1].day.day, utc[-1].done) == (2, 1)


def test_counts_are_those_of_the_rows(db: Connection, cast: Cast) -> None:
    other = make_connection(db, "other")
    keep(db, cast.jira, *State, State.DONE)
    keep(db, other, State.DONE, State.PENDING)
    rows = dict(db.execute("SELECT state, count(*) FROM delivery GROUP BY 1").fetchall())
    assert reads.counts(db, SYSTEM) == rows
    assert reads.counts(db, SYSTEM, "other") == {
        "pending": 1, "done": 1, "ignored": 0, "quarantined": 0, "failed": 0,
    }  # fmt: skip


def test_what_is_alike_stands_together(db: Connection, cast: Cast) -> None:
    keep(db, cast.jira, State.FAILED, State.FAILED, reason="It broke.")
    latest = keep(db, cast.jira, State.FAILED, reason="It broke otherwise.")[0]
    found = reads_health.troubles(db, SYSTEM, cast.jira)
    assert [(one.number, one.reason) for one in found] == [
        (1, "It broke otherwise."), (2, "It broke."),
    ]  # fmt: skip
    assert found[0].latest_id == latest


def test_trying_all_again_leaves_the_rest_and_the_counts_follow(db: Connection, cast: Cast) -> None:
    other = make_connection(db, "other")
    keep(db, other, State.FAILED)
    keep(db, cast.jira, State.FAILED, State.FAILED, State.QUARANTINED, State.DONE)
    assert actions_health.try_all_again(db, SYSTEM, "jira", State.FAILED) == 2
    states = column(db, "SELECT state FROM delivery ORDER BY id")
    assert states == ["failed", "pending", "pending", "quarantined", "done"]
    assert db.execute(HOURS).fetchall() == [("done", 1), ("failed", 1), ("quarantined", 1)]
    with pytest.raises(NothingToTryAgain):
        actions_health.try_all_again(db, SYSTEM, "jira", State.FAILED)


def test_a_paused_connection_keeps_and_waits(db: Connection, cast: Cast) -> None:
    actions_health.pause(db, cast.actor(cast.dana), "jira")
    keep(db, cast.jira, State.PENDING)
    assert actions.waiting(db, SYSTEM) == []
    assert reads_health.health(db, SYSTEM, "jira").pending == 1
    with clock.at(clock.now() + timedelta(hours=1)):
        assert reads.lag_seconds(db, SYSTEM) == 0
        actions_health.resume(db, cast.actor(cast.dana), "jira")
        assert actions.waiting(db, SYSTEM) == [cast.jira]
        assert reads.lag_seconds(db, SYSTEM) == 3600
    with pytest.raises(NoSuchConnection):
        actions_health.pause(db, SYSTEM, "nobodys")


def test_health_tells_what_waits_and_what_is_wrong(db: Connection, cast: Cast) -> None:
    make_connection(db, "quiet")
    with clock.at(clock.now() - timedelta(hours=2)):
        keep(db, cast.jira, State.PENDING, State.FAILED)
    keep(db, cast.jira, State.PENDING, State.QUARANTINED, State.DONE)
    jira, quiet = reads_health.healths(db, SYSTEM)
    assert (jira.pending, jira.set_aside, jira.not_understood, jira.need_eyes) == (2, 1, 1, 2)
    assert jira.oldest_pending == clock.now() - timedelta(hours=2)
    assert jira.last_received == clock.now()
    assert (quiet.pending, quiet.last_received, quiet.need_eyes) == (0, None, 0)


def test_what_was_missed_waits_and_is_filled_in(db: Connection, cast: Cast) -> None:
    now = {"at": clock.now(), "jira": cast.jira}
    db.execute(
        "INSERT INTO reconcile (connection_id, began_at, ended_at, reached_at, looked_at, missed)"
        " SELECT %(jira)s, %(at)s, %(at)s, %(at)s, 40, n FROM generate_series(1, 7) AS n", now
    )  # fmt: skip
    db.execute(
        "INSERT INTO lookup"
        " (connection_id, kind, external_id, wanted_at, tries, not_before, reason)"
        " VALUES (%(jira)s, 'issue', '1', %(at)s, 2, %(at)s, 'Jira was busy.'),"
        "        (%(jira)s, 'issue', '2', %(at)s, 0, %(at)s, NULL)", now
    )  # fmt: skip
    db.execute(
        "INSERT INTO backfill (connection_id, since, state, done, began_at, changed_at)"
        " VALUES (%(jira)s, '2026-01-01', 'done', 9, %(at)s, %(at)s)", now
    )  # fmt: skip
    other = make_connection(db, "other")
    assert [one.missed for one in reads_past.reconciles(db, SYSTEM, cast.jira)] == [7, 6, 5, 4, 3]
    waits = reads_health.lookups(db, SYSTEM, cast.jira)
    assert (waits.number, waits.reason) == (2, "Jira was busy.")
    assert reads_health.lookups(db, SYSTEM, other).number == 0
    past = reads_past.latest_backfill(db, SYSTEM, cast.jira)
    assert past is not None
    assert past.done == 9
    assert reads_past.latest_backfill(db, SYSTEM, other) is None


def test_looking_at_a_raw_body_is_written_down(
    db: Connection, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    dana = cast.actor(cast.dana)
    (first, second) = keep(db, cast.jira, State.FAILED, State.DONE)
    assert actions_health.look_at_body(db, dana, first, "to find the cause") == b"{}"
    actions_health.look_at_body(db, dana, second, "to compare")
    found = reads_health.looks(db, dana, cast.jira)
    assert [(one.person, one.reason, one.delivery_id) for one in found] == [
        ("Dana", "to compare", second), ("Dana", "to find the cause", first),
    ]  # fmt: skip
    monkeypatch.setattr(reads_health, "LOOKS", 1)
    assert len(reads_health.looks(db, dana, cast.jira)) == 1
    assert reads_health.looks(db, dana, cast.jira, before=found[0].id) == found[1:]
    with pytest.raises(Forbidden):  # a job has no name to write down
        actions_health.look_at_body(db, SYSTEM, first, "no name")


def test_a_forgotten_body_is_not_looked_at(db: Connection, cast: Cast) -> None:
    (only,) = keep(db, cast.jira, State.DONE)
    with clock.at(clock.now() + timedelta(seconds=1)):
        actions.forget(db, SYSTEM, 0)
    with pytest.raises(BodyIsForgotten):
        actions_health.look_at_body(db, cast.actor(cast.dana), only, "to see it")
    assert value(db, "SELECT count(*) FROM body_look") == 0
    whole = reads_health.delivery(db, SYSTEM, only)
    assert (whole.size, whole.content) == (None, None)


def test_bodies_go_when_understood_and_others_within_a_week(db: Connection, cast: Cast) -> None:
    keep(db, cast.jira, State.DONE, State.FAILED, State.PENDING)
    with clock.at(clock.now() + timedelta(days=1)):
        assert actions.forget(db, SYSTEM, 0) == 1
    with clock.at(clock.now() + timedelta(days=7, seconds=1)):
        assert actions.forget(db, SYSTEM, 0) == 1
    bodies = column(db, "SELECT body FROM delivery ORDER BY id")
    assert bodies == [None, None, b"{}"]


def test_after_some_months_nothing_is_left(db: Connection, cast: Cast) -> None:
    keep(db, cast.jira, State.DONE, State.FAILED, State.PENDING)
    with clock.at(clock.now() + timedelta(days=91)):
        keep(db, cast.jira, State.DONE)
        actions.forget(db, SYSTEM, 7)
        actions.forget(db, SYSTEM, 7)  # the bodies went in the first
    assert column(db, "SELECT state FROM delivery ORDER BY id") == ["pending", "done"]
    assert db.execute(HOURS).fetchall() == [("done", 1)]
