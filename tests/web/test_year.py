"""The pages of my timeline and my year."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.cast import Cast
from tests.growth.test_stream import lived as lived
from tests.web.browse import Browse, plain


@pytest.fixture
def bob(app: Flask, cast: Cast, lived: int) -> FlaskClient:
    return Browse(app)(cast.bob)


def test_the_timeline_tells_each_kind(bob: FlaskClient) -> None:
    text = plain(bob.get("/map/timeline").text)
    for said in (
        "Finished: PAY-0 Split payments",
        "“You drew both options.”",
        "We went home early.",
        "Dana left words for you.",
        "You placed yourself at practising in Facilitating.",
        "Facilitating became your focus. To try: “say so out loud”",
        "You tried in Facilitating: when it is quiet, I read on. You wrote: “Worth it.”",
        "saw independent in Facilitating together.",
    ):
        assert said in text
    assert "Still closed" not in text


def test_filters_are_kept(bob: FlaskClient) -> None:
    text = bob.get("/map/timeline?kind=thanks&skill=facilitating").text
    assert 'value="thanks" checked' in text
    assert 'value="facilitating" selected' in text
    assert "You drew both options" not in text
    assert "We went home early." in text


@pytest.mark.parametrize("query", ["kind=magic", "before=yesterday"])
def test_a_filter_that_is_none(bob: FlaskClient, query: str) -> None:
    assert bob.get(f"/map/timeline?{query}").status_code == 422


def test_a_year_reads_like_a_letter(bob: FlaskClient) -> None:
    text = plain(bob.get("/map/year/2026").text)
    assert "Dear Bob, 2026 is not over" in text
    assert "took the time to write to you. These are worth reading again:" in text
    assert "Whether you grew cannot be said with certainty" in text
    assert "Nobody else reads this letter." in text
    assert "Still closed" not in text


def test_years_without_anything_and_years_to_come(bob: FlaskClient) -> None:
    assert "Of 2019 nothing is kept here." in bob.get("/map/year/2019").text
    assert bob.get("/map/year/2027").status_code == 404
    assert bob.get("/map/year/1999").status_code == 404
