"""Everything about me: whole, mine alone, and in words that can be read."""

import json
import re
from typing import Any

import pytest
from flask import Flask
from psycopg.rows import dict_row

from service.db import sql
from service.db.sql import Connection
from service.web import mine
from tests.cast import Cast
from tests.growth.making import contribute, focus_on, make_skill, place, practise, say, see
from tests.web.browse import Browse, plain

PACKAGES = tuple(mine.PARTS)
#: Tables that name a person for what they did for all.
FOR_ALL = {
    "skill_version",
    "relink",
    "rule_change",
    "chat",
    "body_look",
    "trusted_person",
    "link",
    "ledger",
    "plan",
}
#: Keys for signing in, what only keeps things from happening twice, and parts of what is told.
MARKS = {
    "one_time_link", "told", "let_be", "suggestion_outcome", "onward", "thanked", "share_look",
    "tendency", "team_counted",
}  # fmt: skip


@pytest.fixture
def browse(app: Flask) -> Browse:
    return Browse(app)


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
    assert [one["level"] for one in everything["feedback"]["seen"]] == [4]
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
        assert not rows or str(mine.TITLES[name]) in page
    assert "“" not in page
    assert "Seen by Alice" in page


def test_every_table_and_column_has_a_name(db: Connection) -> None:
    for package in PACKAGES:
        queries = sql.load(f"service.{package}")
        names = [name for name in queries if name.startswith("about_")]
        assert names
        for name in names:
            assert name.partition("_")[2] in mine.TITLES
            with db.cursor(row_factory=dict_row) as cursor:
                cursor.execute(queries[name], {"person_id": 0})
                columns = {column.name for column in cursor.description or ()}
            assert columns <= set(mine.HEADS), name


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
