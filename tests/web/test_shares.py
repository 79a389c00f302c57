"""The pages of sharing, and attacks on them."""

import json
import re
from typing import Any

import psycopg
import pytest
from flask import Flask
from flask.testing import FlaskClient

from service.db.sql import Connection, value
from tests.cast import Cast, make_person
from tests.growth.making import make_skill, place, practise, say, see
from tests.web.browse import Browse, plain

SHARE = "/map/facilitating/share"


@pytest.fixture
def bob(browse: Browse, cast: Cast) -> FlaskClient:
    return browse(cast.bob)


@pytest.fixture(autouse=True)
def facilitating(db: Connection, cast: Cast) -> int:
    skill = make_skill(db, "facilitating")
    for number in range(5):
        work = practise(db, cast, skill, key=f"PAY-{number}", days=10 * number + 5)
        giver = make_person(db, f"Giver{number}")
        see(db, say(db, giver, cast.bob, work, moment="Words between two"), skill, 4)
    place(db, cast.bob, skill, 2)
    return skill


def test_i_see_what_they_will_see_and_they_see_just_that(
    cast: Cast, bob: FlaskClient, browse: Browse
) -> None:
    form = bob.get(SHARE).text
    sent = {"audience": "person", "with_person_id": str(cast.charlie.id), "months": "1"}
    assert bob.post(SHARE, data=sent).status_code == 303
    assert "with Charlie, until" in plain(bob.get("/map/shares").text)
    charlie = browse(cast.charlie)
    shown = charlie.get(f"/shared/{cast.bob.id}").text
    leaf = re.search(r'class="g-seen" x="[0-9.]+%" width="[0-9.]+%"', form)
    assert leaf
    assert leaf[0] in shown
    assert "What colleagues saw lies between independent and deepening" in plain(shown)
    assert "Words between two" not in shown
    assert "practising." not in shown
    assert "PAY-" not in shown
    assert f'href="/shared/{cast.bob.id}"' in charlie.get("/map/shares").text
    looked = plain(browse(cast.bob).get("/map/shares").text)
    assert "Charlie : Facilitating" in looked


def test_the_page_that_names_who_shares_has_no_levels(
    cast: Cast, bob: FlaskClient, browse: Browse
) -> None:
    bob.post(SHARE, data={"audience": "everyone"})
    text = browse(cast.dana).get("/map/shares").text
    assert "Bob" in text
    assert "about" not in plain(text[text.index("What others share") : text.index("Who looked")])


@pytest.fixture
def statements(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    seen: list[str] = []
    carry_out = psycopg.Cursor.execute

    def noting(cursor: Any, query: Any, *values: Any, **options: Any) -> Any:
        seen.append(str(query))
        return carry_out(cursor, query, *values, **options)

    monkeypatch.setattr(psycopg.Cursor, "execute", noting)
    return seen


def test_not_shared_and_not_existing_are_the_same(
    db: Connection, cast: Cast, bob: FlaskClient, statements: list[str], browse: Browse
) -> None:
    """Status, body and number of statements: nobody learns whether there is anything."""
    bob.post(SHARE, data={"audience": "person", "with_person_id": str(cast.charlie.id)})
    share = value(db, "SELECT id FROM share")
    for viewer in (cast.alice, cast.dana):
        client, answers = browse(viewer), set()
        for person in (cast.bob.id, cast.charlie.id, viewer.id, 2**62):
            statements.clear()
            answer = client.get(f"/shared/{person}")
            answers.add((answer.status_code, plain(answer.text), len(statements)))
        assert len(answers) == 1, answers
        ((status, _, number),) = answers
        assert (status, number) == (404, 2)
        assert client.post(f"/map/shares/{share}/end").status_code == 404
        assert client.post(f"/map/shares/{2**62}/end").status_code == 404


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({}, "Choose who may see it."),
        ({"audience": "world"}, "Choose who may see it."),
        ({"audience": "person"}, "Choose a colleague who takes part."),
        ({"audience": "team", "months": "99"}, "Choose for how long."),
    ],
)
def test_what_does_not_fit_is_asked_again(
    bob: FlaskClient, sent: dict[str, str], said: str
) -> None:
    answer = bob.post(SHARE, data=sent)
    assert answer.status_code == 422
    assert said in answer.text


def test_the_file_holds_my_own_and_nobody_elses(
    cast: Cast, bob: FlaskClient, browse: Browse
) -> None:
    mine = json.loads(bob.get("/mine.json").text)
    assert [one["skill"] for one in mine["growth"]["levels"]] == ["facilitating"]
    assert 3 < mine["growth"]["levels"][0]["level"] < 5
    assert [one["level"] for one in mine["aims"]["placements"]] == [2]
    assert len(mine["feedback"]["seen"]) == 5
    for other in (cast.alice, cast.dana):
        theirs = json.loads(browse(other).get("/mine.json").text)
        assert theirs["growth"]["levels"] == theirs["feedback"]["seen"] == []
        assert theirs["aims"]["placements"] == []


def test_no_address_takes_another_person_but_the_shared_one(app: Flask) -> None:
    """No page or export of growth returns levels of a person one names, save what they share."""
    growth = {"growth", "shares", "cases", "year", "dialogues", "steps"}
    takes_a_person = {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if rule.endpoint.split(".")[0] in growth and any("person" in one for one in rule.arguments)
    }
    assert takes_a_person == {"shares.shared"}


def test_a_portfolio_shows_chosen_skills_with_levels_on_demand(bob: FlaskClient) -> None:
    text = plain(bob.get("/map/portfolio").text)
    assert "Choose what to take along" in text
    text = plain(bob.get("/map/portfolio?skill=facilitating").text)
    assert "PAY-1" in text
    assert "What colleagues saw lies" not in text
    text = plain(bob.get("/map/portfolio?skill=facilitating&levels=yes").text)
    assert "What colleagues saw lies between independent and deepening" in text
    assert "Words between two" not in text
