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
from tests.skills.items import links, make_item

SYSTEM = System("test")
API = all_of(component=["API"])
Progress = Callable[[], tuple[int, int, bool]]


@pytest.fixture(autouse=True)
def _skills(db: Connection) -> None:
    actions.load_starter(db, SYSTEM)


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


def test_what_a_person_said_stays_whatever_rules_say(db: Connection) -> None:
    """Today a link without a rule is a person's; whatever `settled_link` shows is left alone."""
    by_hand, kept = make_item(db, "1", components=["Docs"]), make_item(db, "2")
    skill = reads.skill(db, SYSTEM, "api-design").skill.id
    rule_id = rules.add(db, SYSTEM, "api-design", API)
    db.execute(
        "INSERT INTO link (work_item_id, skill_id, created_at) VALUES (%s, %s, %s)",
        (by_hand, skill, clock.now()),
    )
    while relink.step(db, SYSTEM, 10):
        pass
    db.execute("UPDATE link SET rule_id = NULL WHERE work_item_id = %s", (kept,))
    before = links(db, by_hand, kept)
    assert [link[2] for link in before] == [None, None]
    for doing in (rules.remove, rules.restore):
        doing(db, SYSTEM, rule_id)
        while relink.step(db, SYSTEM, 10):
            pass
        assert links(db, by_hand, kept) == before


def test_a_settled_link_is_safe_even_where_a_rule_made_it(db: Connection) -> None:
    """Answers will widen the view; the statements go by the view and not by the column alone."""
    confirmed, refused = make_item(db, "1", components=["Docs"]), make_item(db, "2")
    skill = reads.skill(db, SYSTEM, "api-design").skill.id
    rule_id = rules.add(db, SYSTEM, "api-design", API)
    db.execute(
        "INSERT INTO link (work_item_id, skill_id, rule_id, created_at) VALUES (%s, %s, %s, %s)",
        (confirmed, skill, rule_id, clock.now()),
    )
    db.execute(
        "CREATE OR REPLACE VIEW settled_link AS"
        " SELECT id AS work_item_id, (SELECT id FROM skill WHERE slug = 'api-design') AS skill_id"
        " FROM work_item"
    )
    while relink.step(db, SYSTEM, 10):
        pass
    assert [link[0] for link in links(db, confirmed, refused)] == [confirmed]


def test_progress_is_shown_to_those_who_see_rules(db: Connection, cast: Cast) -> None:
    assert relink.progress(db, cast.actor(cast.dana)) is None
    with pytest.raises(NotFound):
        relink.progress(db, cast.actor(cast.bob))
    with pytest.raises(Forbidden):
        relink.step(db, cast.actor(cast.dana), 1)
