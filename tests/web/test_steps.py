"""The page of my steps."""

import re
from html import unescape

import pytest
from flask import Flask
from flask.testing import FlaskClient

from service.db.sql import Connection, value
from tests.aims.test_steps import in_hand
from tests.budgets.making import make_budget
from tests.cast import Cast, sign_in
from tests.feedback.making import make_skill
from tests.web.browse import Browse, plain

STEPS = "/map/facilitating/steps"
SENT = {"kind": "pairing", "moment": "a refinement goes in circles", "deed": "say so out loud."}


@pytest.fixture
def bob(app: Flask, cast: Cast) -> FlaskClient:
    return Browse(app)(cast.bob)


@pytest.fixture(autouse=True)
def facilitating(db: Connection) -> int:
    return make_skill(db, "facilitating")


def test_a_step_is_taken_and_comes_back_with_the_work(
    db: Connection, cast: Cast, bob: FlaskClient, facilitating: int
) -> None:
    answer = bob.post(STEPS, data=SENT)
    assert (answer.status_code, answer.location) == (303, "/map/facilitating")
    sentence = "When a refinement goes in circles, I say so out loud."
    assert sentence in plain(bob.get("/map/facilitating").text)
    assert sentence not in plain(bob.get("/").text)
    work = in_hand(db, cast, facilitating)
    for address in ("/", f"/work/{work}"):
        assert sentence in plain(bob.get(address).text)
    assert sentence not in plain(sign_in(bob, cast.alice).get("/").text)


def test_what_i_try_in_a_focus_comes_back_with_the_work(
    db: Connection, cast: Cast, bob: FlaskClient, facilitating: int
) -> None:
    answer = bob.post(
        "/map/facilitating/focus", data={"will_try": "I park one topic.", "shown": ""}
    )
    assert answer.status_code == 303
    assert "A moment to try it:" not in bob.get("/").text
    work = in_hand(db, cast, facilitating)
    today = plain(bob.get("/").text)
    assert "I park one topic. A moment to try it: PAY-1" in today
    assert today.count("I park one topic.") == 1
    assert "I park one topic." in plain(bob.get(f"/work/{work}").text)
    assert bob.post("/map/facilitating/focus/rest").status_code == 303
    for address in ("/", f"/work/{work}"):
        assert "I park one topic." not in plain(bob.get(address).text)


def test_it_is_ended_with_how_it_went(db: Connection, bob: FlaskClient) -> None:
    bob.post(STEPS, data=SENT)
    step = value(db, "SELECT id FROM step")
    answer = bob.post(f"{STEPS}/{step}/end", data={"how_it_went": "Felt odd, worked."})
    assert answer.status_code == 303
    assert "Felt odd, worked." in bob.get(STEPS).text
    assert bob.post(f"{STEPS}/{step}/end").status_code == 404


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"moment": ""}, "Say when you will do it."),
        ({"deed": ""}, "Say what you will do."),
        ({"deed": "x" * 301}, "Keep it within 300 characters."),
        ({"kind": "magic"}, "Choose one of the five kinds."),
    ],
)
def test_what_was_typed_stays(bob: FlaskClient, change: dict[str, str], said: str) -> None:
    answer = bob.post(STEPS, data=SENT | change)
    assert answer.status_code == 422
    assert said in answer.text
    assert (SENT | change)["moment"] in answer.text


def test_too_long_an_ending_is_kept_in_its_field(db: Connection, bob: FlaskClient) -> None:
    bob.post(STEPS, data=SENT)
    step = value(db, "SELECT id FROM step")
    answer = bob.post(f"{STEPS}/{step}/end", data={"how_it_went": "y" * 401})
    assert answer.status_code == 422
    assert "y" * 401 in answer.text


def test_the_steps_of_others_are_not_there(db: Connection, cast: Cast, bob: FlaskClient) -> None:
    bob.post(STEPS, data=SENT)
    step = value(db, "SELECT id FROM step")
    alice = sign_in(bob, cast.alice)
    assert "say so out loud" not in alice.get(STEPS).text
    assert alice.post(f"{STEPS}/{step}/end").status_code == 404
    assert alice.get("/map/juggling/steps").status_code == 404


def test_a_course_begins_a_request(
    db: Connection, cast: Cast, bob: FlaskClient, facilitating: int
) -> None:
    budget = make_budget(db, team_id=cast.team_id)
    bob.post(STEPS, data={**SENT, "kind": "course", "deed": "take the course on talks"})
    leads_on = re.search(r'href="(/budgets\?[^"]+)"', bob.get(STEPS).text)
    assert leads_on
    there = re.search(
        rf'href="(/budgets/{budget.id}/ask\?[^"]+)"', bob.get(unescape(leads_on[1])).text
    )
    assert there
    form = bob.get(unescape(there[1])).text
    assert 'value="take the course on talks"' in form
    assert f'<option value="{facilitating}" selected>' in form
