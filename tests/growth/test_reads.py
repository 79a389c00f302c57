"""My map and the page of a skill, from the database."""

from typing import Any

import psycopg
import pytest

from service import clock
from service.actor import System
from service.db.sql import Connection
from service.errors import Forbidden, NotFound
from service.growth import reads
from service.growth.map import Row
from service.growth.model import Missing
from service.growth.timeline import PAGE, Said, WordlessWork, Words
from service.people.model import Person
from tests.cast import Cast, make_person
from tests.growth.making import DAY, contribute, focus_on, make_skill, place, practise, say, see


@pytest.fixture
def facilitating(db: Connection) -> int:
    return make_skill(db, "facilitating")


@pytest.fixture
def testing(db: Connection, facilitating: int) -> int:
    return make_skill(db, "testing", position=2)


def rows(db: Connection, cast: Cast, person: Person) -> dict[str, Row]:
    shown = reads.growth_map(db, cast.actor(person))
    return {row.skill.slug: row for row in shown.rows}


def page(db: Connection, cast: Cast, before: Any = None) -> Any:
    return reads.skill_page(db, cast.actor(cast.bob), "facilitating", before)


def test_a_new_map_is_empty_and_offers_every_skill(
    db: Connection, cast: Cast, testing: int
) -> None:
    shown = reads.growth_map(db, cast.actor(cast.bob))
    assert shown.is_empty
    assert [skill.slug for skill in shown.others] == ["facilitating", "testing"]


def test_my_finished_work_is_a_tick(db: Connection, cast: Cast, facilitating: int) -> None:
    practise(db, cast, facilitating, key="PAY-1")
    row = rows(db, cast, cast.bob)["facilitating"]
    assert (len(row.strip.work), row.missing) == (1, Missing.WORDS)


def test_work_of_others_and_work_i_only_talked_about_is_no_tick(
    db: Connection, cast: Cast, facilitating: int
) -> None:
    work = practise(db, cast, facilitating, key="PAY-1", by="alice")
    contribute(db, cast, work, bob="commenter")
    assert rows(db, cast, cast.bob) == {}
    assert "facilitating" in rows(db, cast, cast.alice)


def test_a_page_i_wrote_counts_and_twice_mine_counts_once(
    db: Connection, cast: Cast, facilitating: int
) -> None:
    work = practise(db, cast, facilitating, key="PAY-1")
    contribute(db, cast, work, bob="page_author")
    assert len(rows(db, cast, cast.bob)["facilitating"].practice) == 1


@pytest.mark.parametrize("gone", ["done_at = NULL", "deleted_at = done_at"])
def test_reopened_and_deleted_work_is_no_tick(
    db: Connection, cast: Cast, facilitating: int, gone: str
) -> None:
    practise(db, cast, facilitating, key="PAY-1")
    db.execute(f"UPDATE work_item SET {gone}")  # noqa: S608  two fixed texts
    assert rows(db, cast, cast.bob) == {}


def test_words_stay_when_their_work_is_reopened(
    db: Connection, cast: Cast, facilitating: int
) -> None:
    work = practise(db, cast, facilitating, key="PAY-1")
    see(db, say(db, cast.alice, cast.bob, work), facilitating, 3)
    db.execute("UPDATE work_item SET done_at = NULL")
    assert len(rows(db, cast, cast.bob)["facilitating"].strip.words) == 1


def test_an_observation_is_words_and_counts_its_colleague_once(
    db: Connection, cast: Cast, facilitating: int
) -> None:
    for key in ("PAY-1", "PAY-2"):
        work = practise(db, cast, facilitating, key=key)
        see(db, say(db, cast.alice, cast.bob, work), facilitating, 3)
    row = rows(db, cast, cast.bob)["facilitating"]
    assert (len(row.sightings), row.colleagues, row.missing) == (2, 1, Missing.COLLEAGUES)


def test_withdrawn_words_never_count(db: Connection, cast: Cast, facilitating: int) -> None:
    work = practise(db, cast, facilitating, key="PAY-1")
    feedback = say(db, cast.alice, cast.bob, work, effect="We shipped.")
    see(db, feedback, facilitating, 3)
    db.execute(
        "UPDATE feedback SET withdrawn_at = given_at, moment = NULL, effect = NULL WHERE id = %s",
        (feedback,),
    )
    row = rows(db, cast, cast.bob)["facilitating"]
    assert (row.sightings, row.thanks) == ([], [])
    assert [type(event) for event in page(db, cast).happenings] == [WordlessWork]


def test_an_effect_without_an_observation_is_thanks(
    db: Connection, cast: Cast, facilitating: int, testing: int
) -> None:
    work = practise(db, cast, facilitating, testing, key="PAY-1")
    see(db, say(db, cast.alice, cast.bob, work, effect="We shipped."), testing, 4)
    found = rows(db, cast, cast.bob)
    assert (len(found["facilitating"].thanks), len(found["testing"].thanks)) == (1, 0)
    assert (len(found["facilitating"].sightings), len(found["testing"].sightings)) == (0, 1)


def test_could_not_see_is_no_level_and_no_colleague(
    db: Connection, cast: Cast, facilitating: int
) -> None:
    work = practise(db, cast, facilitating, key="PAY-1")
    see(db, say(db, cast.alice, cast.bob, work), facilitating, None)
    row = rows(db, cast, cast.bob)["facilitating"]
    assert (row.colleagues, row.missing) == (0, Missing.WORDS)
    (words,) = page(db, cast).happenings
    assert (words.is_about_it, words.level) == (True, None)


def test_three_colleagues_make_a_first_picture(
    db: Connection, cast: Cast, facilitating: int
) -> None:
    for number, giver in enumerate((cast.alice, cast.charlie, cast.dana)):
        work = practise(db, cast, facilitating, key=f"PAY-{number}", days=number + 5)
        assert page(db, cast).dots == []
        see(db, say(db, giver, cast.bob, work), facilitating, 3, could_not_show_more=number == 1)
    shown = page(db, cast)
    assert [dot.y for dot in shown.dots] == [50, 50, 50]
    assert [dot.sighting.giver for dot in shown.dots] == ["Dana", "Charlie", "Alice"]
    assert [dot.sighting.could_not_show_more for dot in shown.dots] == [False, True, False]
    assert shown.shown is None
    work = practise(db, cast, facilitating, key="PAY-9", days=30)
    see(db, say(db, cast.alice, cast.bob, work), facilitating, 3)
    shown = page(db, cast)
    assert shown.shown
    assert rows(db, cast, cast.bob)["facilitating"].shown == shown.shown == shown.track[-1].shown


def test_my_placement_is_mine_alone(db: Connection, cast: Cast, facilitating: int) -> None:
    place(db, cast.bob, facilitating, 2, wish=3)
    focus_on(db, cast.bob, facilitating)
    row = rows(db, cast, cast.bob)["facilitating"]
    assert (row.my_x, row.is_focus) == (30, True)
    assert rows(db, cast, cast.alice) == {}
    assert reads.skill_page(db, cast.actor(cast.alice), "facilitating", None).placements == []


def test_nothing_of_mine_shows_to_a_stranger_or_my_lead(
    db: Connection, cast: Cast, facilitating: int
) -> None:
    work = practise(db, cast, facilitating, key="PAY-1")
    see(db, say(db, cast.dana, cast.bob, work), facilitating, 3)
    for other in (cast.alice, cast.charlie, cast.dana):
        shown = reads.skill_page(db, cast.actor(other), "facilitating", None)
        assert (shown.happenings, shown.sightings, shown.practice) == ([], [], [])


def test_the_system_has_no_map(db: Connection, facilitating: int) -> None:
    with pytest.raises(Forbidden):
        reads.growth_map(db, System("test"))
    with pytest.raises(Forbidden):
        reads.skill_page(db, System("test"), "facilitating", None)


def test_an_unknown_skill_is_not_found(db: Connection, cast: Cast) -> None:
    with pytest.raises(NotFound):
        reads.skill_page(db, cast.actor(cast.bob), "juggling", None)


def test_the_timeline_holds_words_work_and_what_i_said(
    db: Connection, cast: Cast, facilitating: int
) -> None:
    work = practise(db, cast, facilitating, key="PAY-1", days=9)
    see(db, say(db, cast.alice, cast.bob, work), facilitating, 3)
    practise(db, cast, facilitating, key="PAY-2", days=6)
    place(db, cast.bob, facilitating, 2, at=clock.now() - 3 * DAY)
    happenings = page(db, cast).happenings
    assert [type(event) for event in happenings] == [Said, WordlessWork, Words]
    assert happenings[2].moment == "You drew both options."


def test_the_timeline_is_paged_without_holes(db: Connection, cast: Cast, facilitating: int) -> None:
    for number in range(PAGE + 10):
        work = practise(db, cast, facilitating, key=f"PAY-{number}", days=5 + number // 4)
        if number % 2:
            see(db, say(db, cast.alice, cast.bob, work), facilitating, 3)
    first = page(db, cast)
    second = page(db, cast, first.older)
    assert (len(first.happenings), len(second.happenings)) == (PAGE, 10)
    assert second.older is None
    events = [(type(event), event.id) for event in first.happenings + second.happenings]
    assert len(set(events)) == PAGE + 10


def test_the_page_of_a_dot_begins_with_its_words(
    db: Connection, cast: Cast, facilitating: int
) -> None:
    for number, giver in enumerate((cast.alice, cast.charlie, cast.dana)):
        work = practise(db, cast, facilitating, key=f"PAY-{number}", days=number + 5)
        see(db, say(db, giver, cast.bob, work), facilitating, 3)
    for dot in page(db, cast).dots:
        first = page(db, cast, dot.page).happenings[0]
        assert (type(first), first.id) == (Words, dot.sighting.feedback_id)


def test_a_word_is_asked_for_where_a_colleague_was_there(
    db: Connection, cast: Cast, facilitating: int, testing: int
) -> None:
    practise(db, cast, facilitating, key="PAY-1", days=3)
    work = practise(db, cast, facilitating, key="PAY-2", days=8)
    contribute(db, cast, work, alice="commenter")
    (word,) = reads.growth_map(db, cast.actor(cast.bob)).one_word
    assert (word.key, word.colleague, word.skill_id) == ("PAY-2", "Alice", facilitating)


@pytest.mark.parametrize("why", ["welcomed_at = NULL", "left_at = created_at"])
def test_nobody_is_named_who_cannot_be_asked(
    db: Connection, cast: Cast, facilitating: int, why: str
) -> None:
    work = practise(db, cast, facilitating, key="PAY-2")
    contribute(db, cast, work, alice="commenter")
    db.execute(f"UPDATE person SET {why} WHERE name = 'Alice'")  # noqa: S608  two fixed texts
    assert reads.growth_map(db, cast.actor(cast.bob)).one_word == []


def test_who_was_asked_already_is_not_named_again(
    db: Connection, cast: Cast, facilitating: int
) -> None:
    work = practise(db, cast, facilitating, key="PAY-2")
    contribute(db, cast, work, alice="commenter")
    say(db, cast.alice, cast.bob, work)
    assert reads.growth_map(db, cast.actor(cast.bob)).one_word == []


@pytest.fixture
def statements(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every statement that is carried out."""
    seen: list[str] = []
    carry_out = psycopg.Cursor.execute

    def noting(cursor: Any, query: Any, *values: Any, **options: Any) -> Any:
        seen.append(str(query))
        return carry_out(cursor, query, *values, **options)

    monkeypatch.setattr(psycopg.Cursor, "execute", noting)
    return seen


def test_pages_cost_the_same_however_much_there_is(
    db: Connection, cast: Cast, facilitating: int, testing: int, statements: list[str]
) -> None:
    def costs() -> tuple[int, int]:
        statements.clear()
        reads.growth_map(db, cast.actor(cast.bob))
        of_map = len(statements)
        page(db, cast)
        return of_map, len(statements) - of_map

    before = costs()
    for number in range(6):
        giver = make_person(db, f"Colleague{number}")
        work = practise(db, cast, facilitating, testing, key=f"PAY-{number}")
        see(db, say(db, giver, cast.bob, work), facilitating, 3)
    place(db, cast.bob, facilitating, 3)
    assert costs() == before == (9, 13)
