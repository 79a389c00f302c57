"""Finished work that nobody said a word about, for those who were there."""

from typing import Any

import pytest

from service import clock
from service.db.sql import Connection
from service.feedback import actions, reads
from service.feedback.model import Answers
from tests.cast import Cast
from tests.feedback.making import DAY, DRAIN, contribute, make_work


def unsaid_work(db: Connection, cast: Cast, days: int, **other: Any) -> int:
    work = make_work(db, cast, f"OPS-{days}", done_at=clock.now() - days * DAY, **other)
    contribute(db, cast, work, bob="assignee", alice="commenter")
    return work


def test_unsaid_is_between_two_weeks_and_three_months_old(db: Connection, cast: Cast) -> None:
    for days in (13, 91):
        unsaid_work(db, cast, days)
    assert reads.unsaid(db, cast.actor(cast.alice)) == []
    work = unsaid_work(db, cast, 40)
    (line,) = reads.unsaid(db, cast.actor(cast.alice))
    assert (line.work_item_id, line.name) == (work, "Bob")
    assert reads.unsaid(db, cast.actor(cast.bob)) == []
    assert reads.unsaid(db, cast.actor(cast.charlie)) == []


@pytest.mark.parametrize(
    "other",
    [
        {"is_bulk": True},
        {"resolution": "Won’t Do"},
        {"deleted_at": clock.now()},
        {"status_category": "indeterminate"},
    ],
)
def test_unsaid_is_work_that_was_really_done(
    db: Connection, cast: Cast, other: dict[str, Any]
) -> None:
    unsaid_work(db, cast, 40, **other)
    assert reads.unsaid(db, cast.actor(cast.alice)) == []


def test_said_is_not_unsaid(db: Connection, cast: Cast) -> None:
    with clock.at(clock.now() - 20 * DAY):
        work = make_work(db, cast)
        contribute(db, cast, work, bob="assignee", alice="reviewer", charlie="mover")
        actions.ask_about(db, DRAIN, [work])
        ask = reads.open_asks(db, cast.actor(cast.alice))[0]
    assert reads.unsaid(db, cast.actor(cast.alice)) == []
    db.execute("DELETE FROM ask WHERE giver_id = %s", (cast.charlie.id,))
    assert [line.name for line in reads.unsaid(db, cast.actor(cast.charlie))] == ["Bob"]
    actions.give(db, cast.actor(cast.alice), ask.id, Answers("together", moment="I saw it."))
    assert reads.unsaid(db, cast.actor(cast.charlie)) == []
