"""What the map promises, each as an attack on the running application."""

import re
from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from service import clock
from service.actor import System
from service.aims.schema import PeopleQuery
from service.db import sql
from service.db.sql import Connection
from service.growth import actions_learning, estimating
from service.growth.standing import Standing
from tests.cast import Cast, make_person
from tests.growth.making import make_skill, place, practise, say, see
from tests.web.browse import Browse, plain

FIGURES = re.compile(r"about \d\.\d, between \d\.\d and \d\.\d")


@pytest.fixture
def browse(app: Flask) -> Browse:
    return Browse(app)


@pytest.fixture
def facilitating(db: Connection, cast: Cast) -> int:
    """Five colleagues saw Bob facilitate; nobody saw anybody else do anything."""
    skill = make_skill(db, "facilitating")
    for number in range(5):
        giver = make_person(db, f"Giver{number}")
        work = practise(db, cast, skill, key=f"PAY-{number}", days=10 * number + 5)
        see(db, say(db, giver, cast.bob, work, moment=f"Words {number}"), skill, 4)
    return skill


def standing(db: Connection, cast: Cast, skill: int) -> Standing:
    seen = estimating.sightings(db, cast.bob.id)
    return estimating.standings(db, seen, clock.now())[skill]


def pages(app: Flask, client: FlaskClient, cast: Cast) -> Iterator[tuple[str, str]]:
    """Every page of the application as somebody finds it, with Bob's ids filled in."""
    adapter = app.url_map.bind("localhost")
    for rule in app.url_map.iter_rules():
        if "GET" not in (rule.methods or ()) or rule.endpoint in ("static", "bootstrap.static"):
            continue
        kinds = {name: type(rule._converters[name]).__name__ for name in rule.arguments}
        values = {
            name: cast.bob.id if kind == "IntegerConverter" else "facilitating"
            for name, kind in kinds.items()
        }
        address = adapter.build(rule.endpoint, values)
        answer = client.get(address)
        if answer.mimetype in ("text/html", "application/json", "text/csv"):
            yield address, plain(answer.text)


def test_2_i_see_everything_about_myself(browse: Browse, cast: Cast, facilitating: int) -> None:
    bob = browse(cast.bob)
    why, page = plain(bob.get("/map/facilitating/why").text), bob.get("/map/facilitating").text
    for number in range(5):
        assert f"Giver{number} saw:" in why
        assert f"Words {number}" in page
    assert FIGURES.search(plain(page))


@pytest.mark.parametrize("who", ["alice", "charlie", "dana"])
def test_3_nobody_reads_my_level_on_any_page_or_in_any_file(
    app: Flask, browse: Browse, cast: Cast, facilitating: int, who: str
) -> None:
    """Neither my lead nor an administrator, by page, export or search."""
    mine = plain(browse(cast.bob).get("/map").text)
    found = FIGURES.search(mine)
    assert found
    for address, text in pages(app, browse(getattr(cast, who)), cast):
        assert not FIGURES.search(text), address
        assert found[0] not in text, address


def test_4_and_5_no_search_sort_or_list_goes_by_level() -> None:
    """No field asks for a level, and only the text of one skill is put in the order of levels."""
    assert not [name for name in PeopleQuery().fields if "level" in name]
    for package in ("aims", "feedback", "growth", "people"):
        for name, query in sql.load(f"service.{package}").items():
            order = re.split(r"^ ORDER BY ", query, flags=re.MULTILINE)[1:]
            by = " ".join(re.split(r"LIMIT|RETURNING|ON CONFLICT", one)[0] for one in order)
            assert not re.search(r"\b(level|mean|sd)\b", by), (package, name)


def test_6_no_figure_without_its_range(browse: Browse, cast: Cast, facilitating: int) -> None:
    bob = browse(cast.bob)
    for address in ("/map", "/map/facilitating", "/map/portfolio?skill=facilitating&levels=yes"):
        text = plain(bob.get(address).text)
        for start in (found.start() for found in re.finditer(r"\babout \d\.\d", text)):
            told = text[start : start + 60]
            assert "between" in told, (address, told)


def test_8_how_strict_i_am_only_i_read(
    app: Flask, db: Connection, browse: Browse, cast: Cast, facilitating: int
) -> None:
    actions_learning.learn(db, System("test"))
    db.execute(
        "INSERT INTO tendency (version, giver_id, mean, variance) VALUES (1, %s, -0.77, 0.01)",
        (cast.alice.id,),
    )
    assert "say 0.8 lower than colleagues" in plain(browse(cast.alice).get("/map/cases").text)
    for other in (cast.bob, cast.charlie, cast.dana):
        for address, text in pages(app, browse(other), cast):
            assert "than colleagues. That is fine" not in text, address
            assert "-0.77" not in text, address


def test_9_a_hundred_closed_tickets_move_nothing(
    db: Connection, cast: Cast, facilitating: int
) -> None:
    before = standing(db, cast, facilitating)
    for number in range(100):
        practise(db, cast, facilitating, key=f"MANY-{number}", days=1 + number)
    assert standing(db, cast, facilitating) == before


def test_11_where_i_place_myself_moves_nothing(
    db: Connection, cast: Cast, facilitating: int
) -> None:
    before = standing(db, cast, facilitating)
    for level in (1, 5):
        place(db, cast.bob, facilitating, level, wish=3)
        assert standing(db, cast, facilitating) == before


def test_taking_words_back_equals_never_having_had_them(
    db: Connection, cast: Cast, facilitating: int
) -> None:
    before = standing(db, cast, facilitating)
    work = practise(db, cast, facilitating, key="PAY-99", days=2)
    words = say(db, cast.dana, cast.bob, work)
    see(db, words, facilitating, 1)
    assert standing(db, cast, facilitating) != before
    db.execute("UPDATE feedback SET withdrawn_at = given_at, moment = NULL, effect = NULL"
               " WHERE id = %s", (words,))  # fmt: skip
    assert standing(db, cast, facilitating) == before
