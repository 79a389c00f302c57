"""What the map promises, each as an attack on the running application."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

import service
from service import clock
from service.actor import System
from service.aims.schema import PeopleQuery
from service.db import sql
from service.db.sql import Connection, value
from service.growth import actions_learning, estimating
from service.growth.standing import Standing
from service.people.model import Person
from tests.cast import Cast, make_person
from tests.growth.making import make_skill, place, practise, say, see
from tests.web.browse import Browse, plain

SERVICE = Path(service.__file__).parent
READS_GROWTH = re.compile(r"^from service\.growth import|^import service\.growth", re.MULTILINE)
COMPARING = re.compile(r"\b(avg|(dense_|percent_)?rank|ntile|percentile_\w+)\s*\(", re.IGNORECASE)
FIGURES = re.compile(r"about \d\.\d, between \d\.\d and \d\.\d")


@pytest.fixture
def facilitating(db: Connection, cast: Cast) -> int:
    """Five colleagues saw Bob facilitate; nobody saw anybody else do anything."""
    skill = make_skill(db, "facilitating")
    db.execute(
        "INSERT INTO skill_level SELECT id, level, 'en', 'nl', '{}', '{}'"
        " FROM skill_version, generate_series(1, 5) AS level WHERE skill_id = %s",
        (skill,),
    )
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
        assert answer.status_code < 500, address
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


def test_3_a_share_that_is_taken_back_leaves_nothing(
    app: Flask, db: Connection, browse: Browse, cast: Cast, facilitating: int
) -> None:
    """While it lasts one person sees one skill, and nobody else anything; after it, nobody."""
    bob, alice = browse(cast.bob), browse(cast.alice)
    own = FIGURES.search(plain(bob.get("/map").text))
    assert own
    shared = {"audience": "person", "with_person_id": str(cast.alice.id), "months": "1"}
    assert bob.post("/map/facilitating/share", data=shared).status_code == 303
    assert {address for address, text in pages(app, alice, cast) if own[0] in text} == {
        f"/shared/{cast.bob.id}"
    }
    for other in (cast.charlie, cast.dana):
        assert not [one for one, text in pages(app, browse(other), cast) if FIGURES.search(text)]
    share = value(db, "SELECT id FROM share WHERE ended_at IS NULL")
    assert bob.post(f"/map/shares/{share}/end").status_code == 303
    assert not [one for one, text in pages(app, alice, cast) if FIGURES.search(text)]


def test_4_no_command_and_no_job_hands_out_levels() -> None:
    """Beside pages and demo: the night that learns, what each is told, and counts for planners."""
    reading = {
        path.relative_to(SERVICE).as_posix()
        for path in SERVICE.rglob("*.py")
        if path.parts[len(SERVICE.parts)] != "growth" and READS_GROWTH.search(path.read_text())
    }
    others = {one for one in reading if not one.startswith(("web/", "demo/"))}
    assert others == {"application.py", "budgets/reads_plan.py", "jobs/tasks.py"}


def test_5_nothing_compares_people() -> None:
    """No statement makes an average, a rank or a part of all out of what people were seen to do."""
    for package in ("aims", "feedback", "growth", "people", "skills"):
        for name, query in sql.load(f"service.{package}").items():
            if re.search(r"\b(observation|placement|tendency|judgement)\b", query):
                assert not COMPARING.search(query), (package, name)


def test_6_below_the_evidence_rule_no_page_and_no_file_has_a_figure(
    app: Flask, db: Connection, browse: Browse, cast: Cast, facilitating: int
) -> None:
    """Two colleagues, however often: not on any page, and not in the file either."""
    db.execute(
        "UPDATE feedback SET giver_id = CASE giver_id %% 2 WHEN 0 THEN %s ELSE %s END",
        (cast.alice.id, cast.dana.id),
    )
    bob = browse(cast.bob)
    found = dict(pages(app, bob, cast))
    assert "Two colleagues in a year" in found["/map"]
    assert not [one for one, text in found.items() if FIGURES.search(text)]
    mine = json.loads(bob.get("/mine.json").text)["growth"]["levels"][0]
    assert (mine["skill"], mine["level"], mine["low"], mine["high"]) == (
        "facilitating", None, None, None,
    )  # fmt: skip


def test_6_no_name_for_those_at_either_end(browse: Browse, cast: Cast, facilitating: int) -> None:
    """The names of levels are the only names there are for where somebody stands."""
    for address in ("/map", "/map/facilitating", "/map/facilitating/why", "/about/how"):
        said = plain(browse(cast.bob).get(address).text).lower()
        for label in ("talent", "top ", "low perform", "high perform", "percentile", "below aver"):
            assert label not in said, (address, label)


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


def test_9_what_others_see_of_me_counts_nothing(
    app: Flask, db: Connection, browse: Browse, cast: Cast, facilitating: int
) -> None:
    """Twenty pieces of work and the words about them later, every page about me is the same."""

    def about_bob(reader: Person) -> dict[str, str]:
        return {
            address: text for address, text in pages(app, browse(reader), cast) if "Bob" in text
        }

    readers = (cast.charlie, cast.dana)
    before = [about_bob(one) for one in readers]
    for number in range(20):
        work = practise(db, cast, facilitating, key=f"MANY-{number}", days=1 + number)
        giver = value(db, "SELECT id FROM person WHERE name = %(name)s", name=f"Giver{number % 5}")
        see(db, say(db, replace(cast.alice, id=giver), cast.bob, work), facilitating, 4)
    after = [about_bob(one) for one in readers]
    assert all(before)
    assert after == before


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


def test_11_where_i_place_myself_is_on_nobody_elses_page(
    app: Flask, db: Connection, browse: Browse, cast: Cast, facilitating: int
) -> None:
    """Whether I say one or five, what others find is the same to the letter."""
    found = []
    for level in (1, 5):
        place(db, cast.bob, facilitating, level)
        found.append(
            [dict(pages(app, browse(one), cast)) for one in (cast.alice, cast.charlie, cast.dana)]
        )
    assert found[0] == found[1]
