"""The search pages: by GET, paged, with empty states that say what to do."""

import pytest

from service.aims import reads_found
from service.db.sql import Connection
from tests.aims.saying import let_find, say
from tests.aims.test_practice import known_to, open_work
from tests.cast import Cast, make_person
from tests.feedback.making import contribute, make_skill, make_work
from tests.growth.test_reads import statements
from tests.web.browse import Browse, plain, text

__all__ = ["statements"]


def test_somebody_is_found_by_what_they_share_and_no_level_is_told(
    db: Connection, cast: Cast, browse: Browse
) -> None:
    say(db, cast.bob, make_skill(db, "databases"), level=5, glad=True)
    let_find(db, cast.bob, sentence="After lunch.")
    page = plain(text(browse(cast.charlie), "/search?help=databases&words=lunch&order=name"))
    assert "Bob Loom “After lunch.” Glad to help with Databases" in page
    assert "By name. Nobody is found or ordered by level." in page
    assert "Passing on" not in page
    assert "bob@example.org" not in page


def test_the_address_of_a_search_has_no_say_about_levels(
    db: Connection, cast: Cast, browse: Browse
) -> None:
    skill = make_skill(db, "databases")
    for person, level in ((cast.alice, 1), (cast.bob, 5)):
        say(db, person, skill, level=level, glad=True)
        let_find(db, person)
    page = text(browse(cast.charlie), "/search?help=databases&level=5&order=name")
    assert page.index("Alice") < page.index("Bob")
    assert browse(cast.charlie).get("/search?order=level").status_code == 422


def test_nobody_fits_says_what_to_do(db: Connection, cast: Cast, browse: Browse) -> None:
    make_skill(db, "databases")
    charlie = browse(cast.charlie)
    assert "Somebody has to begin." in text(charlie, "/search")
    assert "Let any of it be enough" not in text(charlie, "/search?help=databases")
    page = text(charlie, "/search?help=databases&words=lunch")
    assert "Nobody who lets you find them fits this." in page
    assert "/search?help=databases&amp;words=lunch&amp;join=any" in page


def test_people_are_paged_in_the_order_that_was_begun(
    db: Connection, cast: Cast, browse: Browse
) -> None:
    names = [f"Person{number:02}" for number in range(reads_found.PAGE + 5)]
    for name in names:
        let_find(db, make_person(db, name))
    charlie = browse(cast.charlie)
    first = text(charlie, "/search")
    older = first.split('">More people')[0].rsplit('href="', 1)[1].replace("&amp;", "&")
    assert "day=2026-03-02" in older
    second = text(charlie, older)
    assert sorted(name for name in names if name in first or name in second) == names
    assert not any(name in first and name in second for name in names)
    assert "More people" not in second


@pytest.mark.parametrize(
    "query",
    ["after=x", "after=0", "team=-1", "join=some", "words=" + "x" * 121, "day=yesterday"],
)
def test_a_strange_address_is_refused(cast: Cast, browse: Browse, query: str) -> None:
    assert browse(cast.charlie).get(f"/search?{query}").status_code == 422


@pytest.mark.parametrize("words", ["'", "a & !b | (", ":*", "\\", "é ñ", "%00", "<->"])
def test_signs_only_part_words(cast: Cast, browse: Browse, words: str) -> None:
    for page in ("/search", "/search/work", "/search/skills"):
        answer = browse(cast.charlie).get(page, query_string={"words": words})
        assert answer.status_code == 200, page


def test_work_is_found_and_leads_to_its_page(db: Connection, cast: Cast, browse: Browse) -> None:
    work = make_work(db, cast, "PAY-231", title="Split payments")
    contribute(db, cast, work, bob="assignee")
    page = text(browse(cast.bob), "/search/work?words=split")
    assert f'href="/work/{work}"' in page
    assert "PAY-231" not in text(browse(cast.charlie), "/search/work?words=split")
    assert "No work that you may see" in text(browse(cast.charlie), "/search/work?words=split")


def test_open_work_of_my_team_is_found_without_a_page_to_lead_to(
    db: Connection, cast: Cast, browse: Browse
) -> None:
    work = open_work(db, cast, make_skill(db, "databases"), "PAY-9")
    known_to(db, cast, "alice")
    page = text(browse(cast.alice), "/search/work?words=pay+9")
    assert "open work of your team" in page
    assert f"/work/{work}" not in page


def test_skills_are_found_in_both_languages(db: Connection, cast: Cast, browse: Browse) -> None:
    make_skill(db, "databases")
    for words in ("data", "wat het"):
        page = browse(cast.charlie).get("/search/skills", query_string={"words": words}).text
        assert 'href="/map/databases"' in page
    assert "No skill has all these words." in text(browse(cast.charlie), "/search/skills?words=zz")


def test_pages_cost_the_same_however_many_there_are(
    db: Connection, cast: Cast, browse: Browse, statements: list[str]
) -> None:
    bob = browse(cast.bob)

    def costs() -> list[int]:
        found = []
        for page in ("/search", "/search/work?words=pay", "/work/open", "/aims"):
            statements.clear()
            text(bob, page)
            found.append(len(statements))
        return found

    skill = make_skill(db, "databases")
    open_work(db, cast, skill)
    let_find(db, cast.alice)
    before = costs()
    for number in range(12):
        person = make_person(db, f"Person{number}")
        say(db, person, skill, glad=True)
        let_find(db, person)
        open_work(db, cast, skill, f"PAY-{number + 10}")
    assert costs() == before
