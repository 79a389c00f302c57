"""Past work is gone through in parts, from where it got to, and never against a person."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from service import clock
from service.actor import System
from service.db.sql import Connection
from service.errors import Forbidden, NotFound
from service.skills import actions, reads, relink
from service.skills import actions_rules as rules
from service.skills.rules_tree import all_of
from tests.cast import Cast
from tests.skills.items import confirm, links, make_item

SYSTEM = System("test")
API = all_of(component=["API"])
Progress = Callable[[], tuple[int, int, bool]]


@pytest.fixture(autouse=True)
def _skills(db: Connection) -> None:
    actions.load_starter(db, SYSTEM)


def relinked(db: Connection) -> None:
    while relink.step(db, SYSTEM, 10):
        pass


@pytest.fixture
def progress(db: Connection) -> Progress:
    """How many were looked at, of how many, and whether it is under way."""

    def now() -> tuple[int, int, bool]:
        found = relink.progress(db, SYSTEM)
        assert found is not None
        return found.looked_at, found.total, found.is_under_way

    return now


def test_it_goes_on_where_it_got_to_newest_first(db: Connection, progress: Progress) -> None:
    ids = [make_item(db, str(number)) for number in range(5)]
    rules.add(db, SYSTEM, "api-design", API)
    assert progress() == (0, 5, True)
    assert relink.step(db, SYSTEM, 2)
    assert progress() == (2, 5, True)
    assert [link[0] for link in links(db, *ids)] == ids[3:]
    assert relink.step(db, SYSTEM, 2)
    assert relink.step(db, SYSTEM, 2)
    assert [link[0] for link in links(db, *ids)] == ids
    assert progress() == (5, 5, True)
    assert not relink.step(db, SYSTEM, 2)
    assert progress() == (5, 5, False)
    assert not relink.step(db, SYSTEM, 2)


def test_another_change_begins_again(db: Connection, progress: Progress) -> None:
    ids = [make_item(db, str(number)) for number in range(4)]
    rule_id = rules.add(db, SYSTEM, "api-design", API)
    relink.step(db, SYSTEM, 3)
    rules.switch(db, SYSTEM, rule_id, is_on=False)
    assert progress() == (0, 4, True)
    while relink.step(db, SYSTEM, 3):
        pass
    assert links(db, *ids) == []
    assert progress() == (4, 4, False)


def test_work_that_comes_meanwhile_is_linked_by_its_own_road(
    db: Connection, progress: Progress
) -> None:
    make_item(db, "1")
    rules.add(db, SYSTEM, "api-design", API)
    later = make_item(db, "2")
    while relink.step(db, SYSTEM, 1):
        pass
    assert links(db, later) == []
    assert progress() == (1, 1, False)


def test_only_the_latest_is_remembered(db: Connection, progress: Progress) -> None:
    rules.add(db, SYSTEM, "api-design", API)
    relink.step(db, SYSTEM, 1)
    with clock.at(clock.now() + timedelta(days=1)):
        rules.add(db, SYSTEM, "api-design", API)
        assert progress() == (0, 0, False)
    [(number,)] = db.execute("SELECT count(*) FROM relink").fetchall()
    assert number == 1


def test_what_a_person_said_stays_whatever_rules_say(db: Connection, cast: Cast) -> None:
    by_hand, kept = make_item(db, "1", components=["Docs"]), make_item(db, "2")
    skill = reads.skill(db, SYSTEM, "api-design").skill.id
    rule_id = rules.add(db, SYSTEM, "api-design", API)
    confirm(db, by_hand, skill, cast.bob.id)
    relinked(db)
    confirm(db, kept, skill, cast.bob.id)
    assert [link[2] for link in links(db, by_hand, kept)] == [None, rule_id]
    for change, maker in ((rules.remove, None), (rules.restore, rule_id)):
        change(db, SYSTEM, rule_id)
        relinked(db)
        assert [link[:3] for link in links(db, by_hand, kept)] == [
            (by_hand, skill, None),
            (kept, skill, maker),
        ]


def test_what_was_refused_goes_with_its_rule(db: Connection, cast: Cast) -> None:
    refused = make_item(db)
    skill = reads.skill(db, SYSTEM, "api-design").skill.id
    rule_id = rules.add(db, SYSTEM, "api-design", API)
    db.execute(
        "INSERT INTO answer VALUES (%s, %s, %s, false, %s)",
        (refused, skill, cast.bob.id, clock.now()),
    )
    relinked(db)
    assert [link[2] for link in links(db, refused)] == [rule_id]
    rules.remove(db, SYSTEM, rule_id)
    relinked(db)
    assert links(db, refused) == []


def test_progress_is_shown_to_those_who_see_rules(db: Connection, cast: Cast) -> None:
    assert relink.progress(db, cast.actor(cast.dana)) is None
    with pytest.raises(NotFound):
        relink.progress(db, cast.actor(cast.bob))
    with pytest.raises(Forbidden):
        relink.step(db, cast.actor(cast.dana), 1)
