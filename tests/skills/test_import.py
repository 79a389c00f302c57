"""Taking in a catalogue: what is announced happens, and words that were used stay."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service import clock
from service.actor import Member, System
from service.db.sql import Connection, value
from service.errors import Forbidden
from service.skills import actions, actions_catalogue, actions_import, reads, starter
from service.skills import reads_catalogue as catalogue
from service.skills.catalogue_files import BrokenFile
from service.skills.catalogue_plan import Kind, ordered, plan
from service.skills.model_words import Words, WrittenArea
from tests.cast import Cast

SYSTEM = System("test")
SLUGS = st.lists(st.sampled_from("abcdefgh"), unique=True)


@pytest.fixture
def areas(db: Connection) -> list[WrittenArea]:
    """The framework, loaded."""
    actions.load_starter(db, SYSTEM)
    return list(starter.areas())


def take_in(db: Connection, actor: Member | System, wanted: list[WrittenArea]) -> None:
    mark = actions_import.preview(db, actor, wanted).mark
    actions_import.take_in(db, actor, wanted, mark)


def renamed(areas: list[WrittenArea], name: str) -> list[WrittenArea]:
    """The first skill has another English name."""
    skill = areas[0].skills[0]
    words = replace(skill.words, name=Words(name, skill.words.name.nl))
    first = replace(areas[0], skills=(replace(skill, words=words), *areas[0].skills[1:]))
    return [first, *areas[1:]]


def test_what_goes_in_is_what_goes_out(db: Connection, areas: list[WrittenArea]) -> None:
    assert catalogue.written(db, SYSTEM) == areas


def test_an_empty_catalogue_becomes_the_file(db: Connection) -> None:
    areas = list(starter.areas())
    made = actions_import.preview(db, SYSTEM, areas)
    assert {change.kind for change in made.changes} == {Kind.NEW_AREA, Kind.NEW_SKILL}
    assert catalogue.written(db, SYSTEM) == []
    actions_import.take_in(db, SYSTEM, areas, made.mark)
    assert catalogue.written(db, SYSTEM) == areas


def test_the_same_file_again_does_nothing(db: Connection, areas: list[WrittenArea]) -> None:
    made = actions_import.preview(db, SYSTEM, areas)
    assert made.changes == ()
    actions_import.take_in(db, SYSTEM, areas, made.mark)
    assert value(db, "SELECT max(number) FROM skill_version") == 1


def test_a_changed_text_is_a_new_version_and_the_old_one_stays(
    db: Connection, cast: Cast, areas: list[WrittenArea]
) -> None:
    wanted = renamed(areas, "Interfaces")
    made = actions_import.preview(db, SYSTEM, wanted)
    assert [(change.kind, change.slug) for change in made.changes] == [
        (Kind.NEW_VERSION, "api-design")
    ]
    with clock.at(clock.now() + timedelta(days=1)):
        take_in(db, cast.actor(cast.dana), wanted)
    skill = reads.skill(db, SYSTEM, "api-design").skill
    newer, older = catalogue.versions(db, SYSTEM, skill.id)
    assert (newer.number, newer.words.name.en, newer.made_by) == (2, "Interfaces", "Dana")
    assert (older.number, older.words) == (1, areas[0].skills[0].words)
    assert value(db, "SELECT count(*) FROM skill_version WHERE number > 1") == 1


def test_areas_skills_and_order_are_as_the_file_says(
    db: Connection, areas: list[WrittenArea]
) -> None:
    moved, kept = areas[0].skills[0], areas[0].skills[1:]
    archived = replace(areas[1].skills[0], is_archived=True)
    wanted = [
        replace(areas[1], name=Words("Running", "Draaien"), skills=(archived, moved)),
        replace(areas[0], skills=tuple(reversed(kept))),
        WrittenArea("new-ground", Words("New ground", "Nieuw terrein"), ()),
        *areas[2:],
    ]
    kinds = {change.kind for change in actions_import.preview(db, SYSTEM, wanted).changes}
    assert kinds == {
        Kind.NEW_AREA,
        Kind.RENAMED_AREA,
        Kind.MOVED,
        Kind.ARCHIVED,
        Kind.ORDER,
        Kind.STAYS,
    }
    take_in(db, SYSTEM, wanted)
    found = catalogue.written(db, SYSTEM)
    assert [area.slug for area in found] == [area.slug for area in wanted]
    assert [skill.slug for skill in found[0].skills] == [
        archived.slug,
        moved.slug,
        *(skill.slug for skill in areas[1].skills[1:]),
    ]
    assert found[1] == wanted[1]
    assert archived.slug not in {skill.slug for skill in reads.skills(db, SYSTEM)}
    take_in(db, SYSTEM, areas)
    assert catalogue.written(db, SYSTEM)[:2] == areas[:2]


@given(SLUGS, SLUGS)
def test_the_order_is_that_of_the_file_and_strangers_keep_theirs(
    now: list[str], wanted: list[str]
) -> None:
    found = ordered(now, wanted)
    assert sorted(found) == sorted({*now, *wanted})
    assert [slug for slug in found if slug in wanted] == wanted or not wanted
    assert [slug for slug in found if slug not in wanted] == [s for s in now if s not in wanted]


def test_a_file_that_names_little_leaves_the_rest(db: Connection, areas: list[WrittenArea]) -> None:
    alone = [replace(areas[2], skills=areas[2].skills[3:4])]
    made = actions_import.preview(db, SYSTEM, alone)
    assert {change.kind for change in made.changes} == {Kind.STAYS}
    take_in(db, SYSTEM, alone)
    assert catalogue.written(db, SYSTEM) == areas


def test_what_would_be_something_else_by_now_is_not_done(
    db: Connection, areas: list[WrittenArea]
) -> None:
    mark = actions_import.preview(db, SYSTEM, areas).mark
    take_in(db, SYSTEM, renamed(areas, "Interfaces"))
    before = catalogue.written(db, SYSTEM)
    with pytest.raises(actions_import.NotAsAnnounced):
        actions_import.take_in(db, SYSTEM, areas, mark)
    assert catalogue.written(db, SYSTEM) == before


def test_a_merged_skill_does_not_come_back_by_a_file(
    db: Connection, areas: list[WrittenArea]
) -> None:
    actions_catalogue.merge(db, SYSTEM, "api-design", "databases")
    with pytest.raises(BrokenFile) as broken:
        actions_import.preview(db, SYSTEM, areas)
    assert [problem.where for problem in broken.value.problems] == ["api-design"]


def test_stewards_take_in_what_touches_their_own_areas(
    db: Connection, cast: Cast, areas: list[WrittenArea]
) -> None:
    bob, wanted = cast.actor(cast.bob), renamed(areas, "Interfaces")
    with pytest.raises(Forbidden):
        actions_import.preview(db, bob, wanted)
    actions_catalogue.name_steward(db, SYSTEM, "together", bob.person_id)
    with pytest.raises(Forbidden):
        actions_import.preview(db, bob, wanted)
    with pytest.raises(Forbidden):
        actions_import.take_in(db, bob, wanted, plan(areas, wanted).mark)
    actions_catalogue.name_steward(db, SYSTEM, "building", bob.person_id)
    take_in(db, bob, wanted)
    assert reads.skill(db, SYSTEM, "api-design").skill.name_en == "Interfaces"
