"""The pages of my map: what stands there at first, and placing myself."""

import pytest
from flask.testing import FlaskClient

from service import clock
from service.aims import reads as aims
from service.db.sql import Connection
from tests.cast import Cast
from tests.growth.making import DAY, contribute, make_skill_with_texts, place, practise
from tests.web.browse import Browse

SKILL = "/map/facilitating"


@pytest.fixture
def bob(browse: Browse, cast: Cast) -> FlaskClient:
    return browse(cast.bob)


@pytest.fixture
def facilitating(db: Connection) -> int:
    return make_skill_with_texts(db, "facilitating")


@pytest.mark.parametrize("path", ["/map", SKILL, f"{SKILL}/place"])
def test_a_stranger_is_sent_to_the_door(client: FlaskClient, facilitating: int, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 302
    assert answer.location.startswith("/sign-in")


def test_an_empty_map_offers_skills(bob: FlaskClient, facilitating: int) -> None:
    text = bob.get("/map").text
    assert "Your map is on the loom, Bob" in text
    assert f'href="{SKILL}/place"' in text


def test_an_empty_map_suggests_what_i_practised(
    db: Connection, cast: Cast, bob: FlaskClient, facilitating: int
) -> None:
    practise(db, cast, facilitating, key="PAY-1")
    text = bob.get("/map").text
    assert "Suggested by your finished work" in text
    assert "in your work since February 2026" in text


def test_a_place_that_is_none_is_refused(bob: FlaskClient, facilitating: int) -> None:
    assert bob.get(f"{SKILL}?before=yesterday").status_code == 422


def test_an_unknown_skill_is_not_here(bob: FlaskClient) -> None:
    assert bob.get("/map/juggling").status_code == 404
    assert bob.get("/map/juggling/place").status_code == 404
    assert bob.post("/map/juggling/place", data={"level": "2"}).status_code == 404


def test_the_map_names_where_one_word_would_help(
    db: Connection, cast: Cast, bob: FlaskClient, facilitating: int
) -> None:
    place(db, cast.bob, facilitating, 2)
    work = practise(db, cast, facilitating, key="PAY-7")
    contribute(db, cast, work, alice="commenter")
    text = bob.get("/map").text
    assert "Alice took part in PAY-7 “Split payments” and has not been asked about it." in text
    assert f'href="/work/{work}"' in text


def test_placing_myself_is_kept_and_shown(
    db: Connection, cast: Cast, bob: FlaskClient, facilitating: int
) -> None:
    form = bob.get(f"{SKILL}/place").text
    assert "Summary of level 4" in form
    assert "Signal of level 4" in form
    sent = {"level": "2", "wish": "3", "glad_to_help": "yes"}
    answer = bob.post(f"{SKILL}/place", data=sent)
    assert (answer.status_code, answer.location) == (303, SKILL)
    mine = aims.placement(db, cast.actor(cast.bob), facilitating)
    assert mine
    assert (mine.level, mine.wish, mine.is_glad_to_help) == (2, 3, True)
    text = bob.get(SKILL).text
    assert "What independent looks like" in text
    again = bob.get(f"{SKILL}/place").text
    assert 'name="level" value="2" checked' in again
    assert 'name="wish" value="3" checked' in again
    assert 'name="glad_to_help" value="yes" checked' in again


def test_not_knowing_is_an_answer(
    db: Connection, cast: Cast, bob: FlaskClient, facilitating: int
) -> None:
    assert bob.post(f"{SKILL}/place", data={"level": "", "wish": "1"}).status_code == 303
    mine = aims.placement(db, cast.actor(cast.bob), facilitating)
    assert mine
    assert mine.level is None
    assert "You do not know yet where you stand." in bob.get("/map").text


def test_what_was_typed_stays_when_something_does_not_fit(
    db: Connection, cast: Cast, bob: FlaskClient, facilitating: int
) -> None:
    sent = {"level": "4", "wish": "7"}
    answer = bob.post(f"{SKILL}/place", data=sent)
    assert answer.status_code == 422
    assert "Choose one of the four wishes." in answer.text
    assert 'id="wish-error"' in answer.text
    assert 'name="level" value="4" checked' in answer.text
    assert aims.placement(db, cast.actor(cast.bob), facilitating) is None


def test_my_line_over_time_stands_in_picture_and_table(
    db: Connection, cast: Cast, bob: FlaskClient, facilitating: int
) -> None:
    place(db, cast.bob, facilitating, 1, at=clock.now() - 200 * DAY)
    place(db, cast.bob, facilitating, 2, at=clock.now() - 50 * DAY)
    text = bob.get(SKILL).text
    assert text.count('class="g-me-line"') == 2
    assert "You placed yourself at exploring from August 2025." in text
    assert "You placed yourself at practising from January 2026." in text
    assert "<td>Exploring</td>" in text
