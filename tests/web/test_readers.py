"""Form and help page say who reads what: both are made from the one table."""

from collections.abc import Iterator

import pytest
from flask import Flask
from flask_babel import force_locale

from service.db.sql import Connection
from service.feedback import actions_reports
from service.feedback.readers import GROUPS, READERS, Circle, Part, Readers, may_read
from service.web import readers
from tests.cast import Cast, make_person
from tests.feedback.making import bob_asks_alice
from tests.web.browse import Browse, plain, text


@pytest.fixture
def english(app: Flask) -> Iterator[None]:
    with app.test_request_context("/"), force_locale("en"):
        yield


def test_help_says_of_every_text_who_reads_it(browse: Browse, app: Flask) -> None:
    page = plain(app.test_client().get("/about/readers").text)
    for parts in GROUPS.values():
        for part in parts:
            said = " ".join(
                "reads it" if may_read(circle, part) else "– does not read it"
                for circle in Circle
                if any(circle in READERS[one] for one in parts)
            )
            assert f"{readers.PARTS[part]} {said}" in page, part


@pytest.mark.usefixtures("english")
def test_choices_name_what_each_opens_and_what_stays() -> None:
    two, team, wall = readers.choices("Bob")
    assert (two.label, two.kept) == ("Only Bob and me", "")
    assert team.label.endswith("if Bob agrees: the moment and what it made possible")
    assert team.kept == "What was seen of skills and the step forward"
    assert wall.label.endswith("only what it made possible")
    assert wall.kept == "What was seen of skills, the moment and the step forward"


@pytest.mark.usefixtures("english")
def test_choices_follow_the_table(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(READERS, Part.STEP, READERS[Part.STEP] | {Circle.WALL})
    assert readers.opened(Readers.WALL) == "what it made possible and the step forward"
    assert readers.kept(Readers.WALL) == "What was seen of skills and the moment"


def test_form_names_the_trusted_people_before_typing(
    db: Connection, cast: Cast, browse: Browse
) -> None:
    ask, alice = bob_asks_alice(db, cast), browse(cast.alice)
    assert "Nobody is chosen yet to read reports" in plain(text(alice, f"/asks/{ask}"))
    tess, theo = make_person(db, "Tess"), make_person(db, "Theo")
    actions_reports.choose_trusted(db, cast.actor(cast.dana), [tess.id, theo.id])
    page = text(alice, f"/asks/{ask}")
    before_typing = plain(page[: page.index("<form class")])
    assert "Only if Bob reports it, Tess and Theo read it too" in before_typing


def test_form_names_no_trusted_person_who_is_one_of_the_two(
    db: Connection, cast: Cast, browse: Browse
) -> None:
    tess = make_person(db, "Tess")
    actions_reports.choose_trusted(db, cast.actor(cast.dana), [tess.id, cast.bob.id])
    page = plain(text(browse(cast.alice), f"/asks/{bob_asks_alice(db, cast)}"))
    assert "Only if Bob reports it, Tess reads it too" in page
