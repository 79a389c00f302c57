"""Everything about me: whole, mine alone, and in words that can be read."""

import json
import re
from typing import Any

import pytest

from service.db import sql
from service.db.sql import Connection
from service.web.mine.pages import PAGE
from service.web.mine.titles import PARTS, TITLES
from tests.cast import Cast
from tests.growth.making import contribute, focus_on, make_skill, place, practise, say, see
from tests.web.browse import Browse, plain, statements

PACKAGES = tuple(PARTS)
#: Tables that name a person for what they did for all.
FOR_ALL = {
    "skill_version",
    "relink",
    "rule_change",
    "chat",
    "body_look",
    "trusted_person",
    "link",
    "budget_change",
    "ledger",
    "plan",
}
#: Keys for signing in, what only keeps things from happening twice, and parts of what is told.
MARKS = {
    "one_time_link", "told", "let_be", "suggestion_outcome", "onward", "thanked", "share_look",
    "team_counted", "focus_counted",
}  # fmt: skip


@pytest.fixture
def lived(db: Connection, cast: Cast) -> int:
    """Alice said words about Bob's work, which he opened; Dana did too, and he did not."""
    skill = make_skill(db, "facilitating")
    place(db, cast.bob, skill, 2)
    focus_on(db, cast.bob, skill)
    for number, giver in enumerate((cast.alice, cast.dana)):
        work = practise(db, cast, skill, key=f"PAY-{number}")
        contribute(db, cast, work, charlie="commenter")
        words = say(db, giver, cast.bob, work, moment=f"Seen by {giver.name}", is_read=not number)
        see(db, words, skill, 4)
    return skill


def told(browse: Browse, person: Any) -> dict[str, Any]:
    answer = browse(person).get("/mine.json")
    assert "attachment" in answer.headers["Content-Disposition"]
    return dict(json.loads(answer.text))


def test_the_file_has_what_there_is_about_me(browse: Browse, cast: Cast, lived: int) -> None:
    everything = told(browse, cast.bob)
    assert everything["purpose"].startswith("For growth and learning only")
    assert set(PACKAGES) < set(everything)
    assert everything["people"]["me"][0]["name"] == "Bob"
    assert {one["work"].split()[0] for one in everything["work"]["work"]} == {"PAY-0", "PAY-1"}
    assert [one["level"] for one in everything["aims"]["placements"]] == [2]
    assert len(everything["aims"]["focus"]) == 1
    assert [one["seen"] for one in everything["feedback"]["seen"]] == [4]
    assert everything["growth"]["levels"][0]["level"] is None


def test_words_that_i_did_not_open_are_not_in_it(browse: Browse, cast: Cast, lived: int) -> None:
    received = told(browse, cast.bob)["feedback"]["received"]
    assert {one["person"]: one["moment"] for one in received} == {
        "Alice": "Seen by Alice",
        "Dana": None,
    }
    assert "Seen by Dana" not in browse(cast.bob).get("/mine").text


def test_my_words_are_in_mine_and_nobody_elses(browse: Browse, cast: Cast, lived: int) -> None:
    assert [one["moment"] for one in told(browse, cast.alice)["feedback"]["given"]] == [
        "Seen by Alice"
    ]
    for other in (cast.charlie, cast.dana):
        for address in ("/mine", "/mine.json"):
            assert "Seen by Alice" not in browse(other).get(address).text
    assert told(browse, cast.charlie)["growth"]["levels"] == []


def test_no_key_and_no_password_is_in_it(browse: Browse, cast: Cast, db: Connection) -> None:
    key = sql.value(db, "SELECT session_key FROM person WHERE id = %(id)s", id=cast.bob.id)
    assert key not in browse(cast.bob).get("/mine.json").text


def test_the_page_reads_what_the_file_has(browse: Browse, cast: Cast, lived: int) -> None:
    page = plain(browse(cast.bob).get("/mine").text)
    for name, rows in told(browse, cast.bob)["feedback"].items():
        assert not rows or str(TITLES[name]) in page
    assert "“" not in page
    assert "Seen by Alice" in page


def test_codes_read_as_words_and_skills_by_name(
    browse: Browse, cast: Cast, db: Connection, lived: int
) -> None:
    page = plain(browse(cast.bob).get("/mine").text)
    for word in ("did it", "did it together with you", "the two of us"):
        assert word in page
    assert not re.search(r"\b(assignee|together_|two\b(?! of)|by_hand|facilitating)", page)
    db.execute("UPDATE person SET language = 'nl' WHERE id = %s", (cast.bob.id,))
    page = plain(browse(cast.bob).get("/mine").text)
    assert "deed het" in page
    assert "assignee" not in page


def test_a_long_table_has_pages_and_the_file_has_it_whole(
    browse: Browse, cast: Cast, db: Connection, lived: int
) -> None:
    for _ in range(PAGE):
        place(db, cast.bob, lived, 3)
    bob = browse(cast.bob)
    assert bob.get("/mine").text.count('href="/map/facilitating"') < PAGE
    first = bob.get("/mine/aims/placements").text
    assert first.count("<tr>") == 1 + PAGE
    second = bob.get(f"/mine/aims/placements?skip={PAGE}").text
    assert second.count("<tr>") == 1 + 1
    assert ["Earlier" in page for page in (first, second)] == [True, False]
    assert ["Newer" in page for page in (first, second)] == [False, True]
    assert len(told(browse, cast.bob)["aims"]["placements"]) == PAGE + 1


@pytest.mark.parametrize(
    "address", ["/mine/aims/work", "/mine/aims/nothing", "/mine/nothing/work", "/mine/db/me"]
)
def test_a_table_that_is_not_there_is_not_found(browse: Browse, cast: Cast, address: str) -> None:
    assert browse(cast.bob).get(address).status_code == 404
    assert browse(cast.bob).get("/mine/aims/steps?skip=-1").status_code == 422


def test_every_table_has_a_page(browse: Browse, cast: Cast, lived: int) -> None:
    for part, tables in told(browse, cast.bob).items():
        for name in tables if part in PARTS else ():
            page = browse(cast.bob).get(f"/mine/{part}/{name}")
            assert page.status_code == 200
            assert str(TITLES[name]) in plain(page.text)


def test_much_costs_no_more_questions_than_little(
    browse: Browse, cast: Cast, db: Connection, monkeypatch: pytest.MonkeyPatch, lived: int
) -> None:
    def count(address: str) -> int:
        return statements(monkeypatch, lambda: browse(cast.bob).get(address))

    before = count("/mine"), count("/mine/aims/placements")
    for number in range(30):
        other = make_skill(db, f"skill-{number}")
        place(db, cast.bob, other, 3)
        focus = practise(db, cast, other, key=f"PAY-1{number}")
        see(db, say(db, cast.charlie, cast.bob, focus), other, 4)
    assert (count("/mine"), count("/mine/aims/placements")) == before


def test_no_table_about_people_is_forgotten(db: Connection) -> None:
    """Whatever table refers to a person is read by some `about_` query, or is named above."""
    query = (
        "SELECT DISTINCT conrelid::regclass::text FROM pg_constraint"
        " WHERE contype = 'f' AND confrelid = 'person'::regclass"
    )
    read = " ".join(
        text
        for package in PACKAGES
        for name, text in sql.load(f"service.{package}").items()
        if name.startswith("about_")
    ).replace("words", "feedback")
    about = {table for table in sql.column(db, query) if not re.search(rf"\b{table}\b", read)}
    assert about == (FOR_ALL | MARKS) & about
    assert not about - FOR_ALL - MARKS
