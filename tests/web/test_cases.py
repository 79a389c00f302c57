"""The page of the described cases."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from service.growth.vignettes import vignettes
from tests.cast import Cast, sign_in
from tests.web.browse import Browse, plain


@pytest.fixture
def bob(app: Flask, cast: Cast) -> FlaskClient:
    return Browse(app)(cast.bob)


def test_one_case_at_a_time_until_all_are_judged(bob: FlaskClient) -> None:
    for number, one in enumerate(vignettes(), start=1):
        text = plain(bob.get("/map/cases").text)
        assert f"Case {number} of 6" in text
        answer = bob.post(f"/map/cases/{one.slug}", data={"level": str(one.level)})
        assert (answer.status_code, answer.location) == (303, f"/map/cases#{one.slug}")
    text = plain(bob.get("/map/cases").text)
    assert "You judged all six." in text
    assert text.count("You and those who agreed on it see the same:") == 6


@pytest.mark.parametrize("sent", [{}, {"level": "6"}, {"level": "much"}])
def test_a_choice_that_is_none_is_asked_again(bob: FlaskClient, sent: dict[str, str]) -> None:
    answer = bob.post("/map/cases/two-ways", data=sent)
    assert answer.status_code == 422
    assert "Choose one of the five." in answer.text


def test_a_second_time_and_an_unknown_case(bob: FlaskClient) -> None:
    bob.post("/map/cases/two-ways", data={"level": "4"})
    assert bob.post("/map/cases/two-ways", data={"level": "5"}).status_code == 409
    assert bob.post("/map/cases/three-ways", data={"level": "5"}).status_code == 404


def test_what_i_chose_is_mine(client: FlaskClient, bob: FlaskClient, cast: Cast) -> None:
    bob.post("/map/cases/two-ways", data={"level": "4"})
    for other in (cast.alice, cast.dana):
        assert "Case 1 of 6" in sign_in(client, other).get("/map/cases").text
