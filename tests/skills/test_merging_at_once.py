"""Somebody speaks of a skill while it is merged: nothing is left under a skill that is gone."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest

from service import clock
from service.actor import System
from service.aims import actions as aims
from service.aims import actions_focus, actions_merge
from service.db.sql import Connection
from service.feedback import actions as feedback
from service.feedback import actions_closing
from service.feedback.model import Seen
from service.skills import actions, actions_catalogue, reads
from tests.cast import assemble
from tests.feedback.making import bob_asks_alice, some_words
from tests.own_schema import Both

SYSTEM = System("test")


def merge(db: Connection, slug: str) -> None:
    with db.transaction():
        merged = actions_catalogue.merge(db, SYSTEM, slug, "mentoring")
        actions_merge.move_skill(db, SYSTEM, merged.from_id, merged.to_id)
        actions_closing.follow_merged(db, SYSTEM)


def waiting_for(first: Connection, act: Callable[[], object], then: Callable[[], object]) -> None:
    """The one acts and has not committed when the other begins, which waits for it."""
    time = clock.now()

    def later() -> None:
        with clock.at(time):
            then()

    with ThreadPoolExecutor(1) as thread:
        with first.transaction():
            act()
            running = thread.submit(later)
            with pytest.raises(TimeoutError):
                running.result(timeout=0.5)
        running.result(timeout=10)


@pytest.fixture
def said(both: Both) -> list[tuple[str, Callable[[], object]]]:
    """Bob places himself on a skill and makes it his focus, Alice tells what she saw; by table."""
    one, other = both
    cast = assemble(one)
    actions.load_starter(one, SYSTEM)
    ids = {skill.slug: skill.id for skill in reads.skills(one, SYSTEM)}
    ask = bob_asks_alice(one, cast)
    words = some_words(Seen(ids["reviewing"], 3))
    bob, alice = cast.actor(cast.bob), cast.actor(cast.alice)
    return [
        ("placement", partial(aims.place, other, bob, ids["reviewing"], 3, 0, False)),
        ("observation", partial(feedback.give, other, alice, ask, words)),
        ("focus", partial(actions_focus.focus, other, bob, ids["reviewing"], None, True)),
    ]


def slugs(db: Connection, table: str) -> list[str]:
    query = f"SELECT slug FROM {table} JOIN skill ON skill.id = skill_id"  # noqa: S608
    return [row[0] for row in db.execute(query.encode()).fetchall()]


@pytest.mark.parametrize("place", [0, 1, 2])
def test_what_is_said_while_it_is_merged_arrives(
    both: Both, said: list[tuple[str, Callable[[], object]]], place: int
) -> None:
    table, act = said[place]
    waiting_for(both[0], partial(merge, both[0], "reviewing"), act)
    assert slugs(both[0], table) == ["mentoring"]


@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_merge_waits_for_what_is_being_said(
    both: Both, said: list[tuple[str, Callable[[], object]]], place: int
) -> None:
    table, act = said[place]
    waiting_for(both[1], act, partial(merge, both[0], "reviewing"))
    assert slugs(both[0], table) == ["mentoring"]
