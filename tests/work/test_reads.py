"""Work is shown to those who took part in it, and to nobody else."""

from datetime import timedelta

import pytest

from service import clock
from service.actor import System
from service.db.sql import Connection
from service.errors import Forbidden, NotFound
from service.people.actions_accounts import know_accounts
from service.people.model import SeenAccount
from service.work import actions, reads
from service.work.model import ItemState, Part, Role
from tests.cast import Cast

SYSTEM = System("test")


def state(number: int, category: str = "done", age: int = 0) -> ItemState:
    at = clock.now() - timedelta(days=age)
    return ItemState(
        external_id=str(number), key=f"LOOM-{number}", project_key="LOOM", project_name="Loom",
        issue_type="Story", title=f"Work {number}", labels=(), components=(), status="x",
        status_category=category, resolution=None, is_secret=False, created_at=at,
        updated_at=at, seen_at=at, told_done_at=at if category == "done" else None,
        entered_done_at=None, entered_in_bulk=False, epic_key=None, epic_told_at=None,
    )  # fmt: skip


def hear(db: Connection, cast: Cast, item: ItemState, who: str, role: Role = Role.ASSIGNEE) -> int:
    know_accounts(db, SYSTEM, cast.jira, [SeenAccount(f"acc-{who}", who.title(), "person", None)])
    part = Part(item.external_id, f"acc-{who}", role, clock.now())
    return actions.hear(db, SYSTEM, cast.jira, [item], [part], [])[0]


def test_finished_work_of_mine_is_listed_latest_first(db: Connection, cast: Cast) -> None:
    old, new = (hear(db, cast, state(n, age=9 - n), "alice") for n in (1, 2))
    hear(db, cast, state(3), "bob")
    hear(db, cast, state(4), "alice", Role.COMMENTER)
    found = reads.done_work(db, cast.actor(cast.alice))
    assert [line.id for line in found] == [new, old]


def test_a_page_goes_on_where_the_last_one_ended(db: Connection, cast: Cast) -> None:
    for number in range(reads.PAGE + 3):
        hear(db, cast, state(number, age=number // 2), "alice")
    me = cast.actor(cast.alice)
    first = reads.done_work(db, me)
    second = reads.done_work(db, me, first[-1].done_at, first[-1].id)
    assert len(first) == reads.PAGE
    assert len(second) == 3
    assert not {line.id for line in first} & {line.id for line in second}


def test_what_is_in_hand_is_not_done(db: Connection, cast: Cast) -> None:
    open_id = hear(db, cast, state(1, "indeterminate"), "alice")
    hear(db, cast, state(2), "alice")
    assert [line.id for line in reads.open_work(db, cast.actor(cast.alice))] == [open_id]


def test_work_is_shown_to_those_who_took_part(db: Connection, cast: Cast) -> None:
    work_id = hear(db, cast, state(1), "alice")
    hear(db, cast, state(1), "bob", Role.COMMENTER)
    for person in (cast.alice, cast.bob):
        assert reads.item(db, cast.actor(person), work_id).key == "LOOM-1"
    names = [one.name for one in reads.contributors(db, cast.actor(cast.bob), work_id)]
    assert names == ["Alice", "Bob"]


def test_for_strangers_and_administrators_it_does_not_exist(db: Connection, cast: Cast) -> None:
    work_id = hear(db, cast, state(1), "alice")
    for person in (cast.charlie, cast.dana):
        for ask in (reads.item, reads.contributors):
            with pytest.raises(NotFound):
                ask(db, cast.actor(person), work_id)


def test_work_is_mine_when_i_did_it(db: Connection, cast: Cast) -> None:
    work_id = hear(db, cast, state(1), "alice")
    hear(db, cast, state(1), "bob", Role.COMMENTER)
    assert reads.is_mine(db, cast.actor(cast.alice), work_id)
    assert not reads.is_mine(db, cast.actor(cast.bob), work_id)


def test_only_the_system_hears_and_only_administrators_count(db: Connection, cast: Cast) -> None:
    with pytest.raises(Forbidden):
        actions.hear(db, cast.actor(cast.dana), cast.jira, [], [], [])
    with pytest.raises(NotFound):
        reads.count(db, cast.actor(cast.bob))
