"""The catalogue is everybody's; links are shown to those who took part."""

import pytest

from service import clock
from service.actor import System
from service.db.sql import Connection
from service.errors import NotFound
from service.skills import actions, reads
from service.skills import actions_rules as rules
from service.skills.rules_tree import all_of
from tests.cast import Cast
from tests.skills.items import make_item

SYSTEM = System("test")
API = all_of(component=["API"])


@pytest.fixture(autouse=True)
def _catalogue(db: Connection) -> None:
    actions.load_starter(db, SYSTEM)


def test_the_catalogue_stands_in_its_own_order(db: Connection, cast: Cast) -> None:
    areas = reads.catalogue(db, cast.actor(cast.charlie))
    assert [len(area.skills) for area in areas] == [5] * 8
    first = areas[0].skills[0]
    assert (first.slug, first.name("en"), first.name("nl")) == (
        "api-design",
        "API design",
        "API-ontwerp",
    )
    assert first.area("nl") == areas[0].name("nl") == "Bouwen"
    assert first.summary("en") != first.summary("nl")
    assert reads.skills(db, SYSTEM) == [skill for area in areas for skill in area.skills]


def test_a_skill_has_five_levels_in_words(db: Connection, cast: Cast) -> None:
    found = reads.skill(db, cast.actor(cast.charlie), "reviewing")
    assert [text.level for text in found.levels] == [1, 2, 3, 4, 5]
    assert all(text.signals("en") and text.signals("nl") for text in found.levels)
    assert found.levels[0].summary("en") != found.levels[0].summary("nl")
    assert reads.levels(db, SYSTEM)[found.skill.id] == found.levels


def test_the_latest_version_of_a_skill_counts(db: Connection) -> None:
    before = reads.skill(db, SYSTEM, "reviewing").skill
    db.execute(
        "INSERT INTO skill_version (skill_id, number, name_en, name_nl, summary_en, summary_nl,"
        " valid_from) VALUES (%s, 2, 'Reading', 'Lezen', 'With care.', 'Met zorg.', %s)",
        (before.id, clock.now()),
    )
    after = reads.skill(db, SYSTEM, "reviewing")
    assert (after.skill.name("nl"), after.skill.id, after.levels) == ("Lezen", before.id, [])
    assert len(reads.skills(db, SYSTEM)) == 40


def test_a_skill_that_is_not_there_is_not_found(db: Connection) -> None:
    with pytest.raises(NotFound):
        reads.skill(db, SYSTEM, "juggling")


def test_links_come_with_their_skill(db: Connection) -> None:
    rules.add(db, SYSTEM, "api-design", API)
    ours = make_item(db)
    actions.link(db, SYSTEM, [ours])
    (by_rule,) = reads.skills_of_work(db, SYSTEM, [ours])
    assert (by_rule.slug, by_rule.name("nl")) == ("api-design", "API-ontwerp")


def test_links_are_counted_for_administrators(db: Connection, cast: Cast) -> None:
    rules.add(db, SYSTEM, "api-design", API)
    actions.link(db, SYSTEM, [make_item(db, "1"), make_item(db, "2"), make_item(db, "3")])
    assert reads.count_links(db, cast.actor(cast.dana)) == 3
    with pytest.raises(NotFound):
        reads.count_links(db, cast.actor(cast.bob))


def test_a_person_sees_links_of_work_they_took_part_in(db: Connection, cast: Cast) -> None:
    rules.add(db, SYSTEM, "api-design", API)
    ours = make_item(db)
    actions.link(db, SYSTEM, [ours])
    db.execute(
        "INSERT INTO contribution VALUES (%s, %s, 'assignee', %s, %s)",
        (ours, cast.accounts["alice"], clock.now(), clock.now()),
    )
    assert len(reads.skills_of_work(db, cast.actor(cast.alice), [ours])) == 1
    assert reads.skills_of_work(db, cast.actor(cast.charlie), [ours]) == []
