"""Loading the catalogue, and linking work."""

from datetime import timedelta
from typing import LiteralString

import pytest

from service import clock
from service.actor import System
from service.db.sql import Connection, column
from service.errors import Forbidden
from service.skills import actions, reads
from service.skills import actions_rules as rules
from service.skills.rules_tree import all_of
from tests.cast import Cast
from tests.skills.items import confirm, links, make_item

SYSTEM = System("test")
API = all_of(component=["API"])


def test_the_starter_is_loaded_once(db: Connection, cast: Cast) -> None:
    dana = cast.actor(cast.dana)
    assert actions.load_starter(db, dana) == 40
    before = reads.catalogue(db, dana), reads.levels(db, dana)
    assert actions.load_starter(db, dana) == 0
    assert (reads.catalogue(db, dana), reads.levels(db, dana)) == before


def test_the_starter_changes_no_words_that_are_there(
    db: Connection, skills: dict[str, int]
) -> None:
    db.execute("UPDATE area SET name_en = 'Making' WHERE slug = 'building'")
    db.execute(
        "UPDATE skill_version SET name_en = 'Interfaces' WHERE skill_id = %s",
        (skills["api-design"],),
    )
    assert actions.load_starter(db, SYSTEM) == 0
    first = reads.skills(db, SYSTEM)[0]
    assert (first.name_en, first.area_en) == ("Interfaces", "Making")


def test_linking_is_for_the_system(db: Connection, cast: Cast) -> None:
    with pytest.raises(Forbidden):
        actions.link(db, cast.actor(cast.dana), [1])


def test_work_is_linked_by_the_first_rule(db: Connection, skills: dict[str, int]) -> None:
    low = rules.add(db, SYSTEM, "api-design", all_of(project=["PAY"]))
    rules.add(db, SYSTEM, "api-design", API)
    refining = rules.add(db, SYSTEM, "facilitating", all_of(title=["refine*"]))
    ours, other = make_item(db, "1"), make_item(db, "2", project_key="SHOP", components=[])
    actions.link(db, SYSTEM, [other, ours])
    assert [link[:3] for link in links(db, ours, other)] == [
        (ours, skills["api-design"], low),
        (ours, skills["facilitating"], refining),
        (other, skills["facilitating"], refining),
    ]


def test_linking_again_changes_nothing(db: Connection, skills: dict[str, int]) -> None:
    rules.add(db, SYSTEM, "api-design", API)
    ours = make_item(db)
    actions.link(db, SYSTEM, [ours])
    before = links(db, ours)
    with clock.at(clock.now() + timedelta(days=1)):
        actions.link(db, SYSTEM, [ours, ours])
    assert links(db, ours) == before
    assert len(before) == 1


def test_a_link_goes_when_the_work_changes(db: Connection, skills: dict[str, int]) -> None:
    rules.add(db, SYSTEM, "api-design", API)
    ours, other = make_item(db, "1"), make_item(db, "2")
    actions.link(db, SYSTEM, [ours, other])
    db.execute("UPDATE work_item SET components = '{Docs}' WHERE id = %s", (ours,))
    actions.link(db, SYSTEM, [ours])
    assert [link[0] for link in links(db, ours, other)] == [other]


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE work_item SET deleted_at = '2026-03-01T12:00Z'",
        "UPDATE work_item SET status_category = NULL",
    ],
)
def test_what_is_deleted_or_barely_known_has_no_links(
    db: Connection, skills: dict[str, int], change: LiteralString
) -> None:
    rules.add(db, SYSTEM, "api-design", API)
    ours = make_item(db)
    actions.link(db, SYSTEM, [ours])
    db.execute(change)
    actions.link(db, SYSTEM, [ours])
    assert links(db, ours) == []


def test_what_a_person_linked_stays(db: Connection, cast: Cast, skills: dict[str, int]) -> None:
    """While a rule says it too the link is the rule's, and afterwards the person's again."""
    rule_id = rules.add(db, SYSTEM, "api-design", API)
    ours, skill = make_item(db), skills["api-design"]
    confirm(db, ours, skill, cast.bob.id)
    actions.link(db, SYSTEM, [ours])
    assert links(db, ours) == [(ours, skill, rule_id, clock.now())]
    rules.switch(db, SYSTEM, rule_id, is_on=False)
    actions.link(db, SYSTEM, [ours])
    assert links(db, ours) == [(ours, skill, None, clock.now())]
    assert column(db, "SELECT added_by FROM link") == [cast.bob.id]


def test_a_link_that_nobody_confirmed_goes_with_its_rule(
    db: Connection, cast: Cast, skills: dict[str, int]
) -> None:
    rule_id = rules.add(db, SYSTEM, "api-design", API)
    ours, other = make_item(db, "1"), make_item(db, "2")
    actions.link(db, SYSTEM, [ours, other])
    confirm(db, ours, skills["api-design"], cast.bob.id)
    rules.remove(db, SYSTEM, rule_id)
    actions.link(db, SYSTEM, [ours, other])
    assert [link[:3] for link in links(db, ours, other)] == [(ours, skills["api-design"], None)]


def test_another_rule_takes_over_and_the_link_keeps_its_age(
    db: Connection, skills: dict[str, int]
) -> None:
    low = rules.add(db, SYSTEM, "api-design", API)
    high = rules.add(db, SYSTEM, "api-design", all_of(project=["PAY"]))
    ours = make_item(db)
    actions.link(db, SYSTEM, [ours])
    [before] = links(db, ours)
    rules.switch(db, SYSTEM, low, is_on=False)
    with clock.at(clock.now() + timedelta(days=1)):
        actions.link(db, SYSTEM, [ours])
    assert (before[2], links(db, ours)) == (low, [(*before[:2], high, before[3])])


def test_the_links_of_a_rule_go_with_it(db: Connection, skills: dict[str, int]) -> None:
    rule_id = rules.add(db, SYSTEM, "api-design", API)
    ours = make_item(db)
    actions.link(db, SYSTEM, [ours])
    rules.remove(db, SYSTEM, rule_id)
    actions.link(db, SYSTEM, [ours])
    assert links(db, ours) == []


def test_nothing_to_link_is_no_error(db: Connection) -> None:
    actions.link(db, SYSTEM, [])
