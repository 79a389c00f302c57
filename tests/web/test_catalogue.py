"""The catalogue on its pages: for everybody to read, for stewards to shape."""

from datetime import timedelta

import pytest
from flask import Flask

from service import clock
from service.actor import System
from service.db.sql import Connection, value
from service.skills import (
    actions,
    actions_catalogue,
    catalogue_yaml,
    reads,
    schema_proposals,
    starter,
)
from service.skills import actions_proposals as proposals
from service.skills import reads_catalogue as catalogue
from tests.cast import Cast
from tests.growth.making import place, practise
from tests.web.browse import Browse, plain, statements, text
from tests.web.test_catalogue_files import import_it

SYSTEM = System("test")


@pytest.fixture
def browse(db: Connection, app: Flask, cast: Cast) -> Browse:
    """Alice looks after Together."""
    actions.load_starter(db, SYSTEM)
    actions_catalogue.name_steward(db, SYSTEM, "together", cast.alice.id)
    return Browse(app)


def test_everybody_reads_the_catalogue(browse: Browse, cast: Cast) -> None:
    page = text(browse(cast.charlie), "/catalogue")
    assert "Looked after by Alice" in page
    assert page.count("Nobody looks after it yet") == 7
    assert "From a file" not in page
    skill = text(browse(cast.charlie), "/catalogue/taking-initiative")
    assert "for example" in skill
    assert "For stewards" not in skill
    assert "For stewards" in text(browse(cast.alice), "/catalogue/reviewing")
    assert "For stewards" not in text(browse(cast.alice), "/catalogue/teaching")
    assert browse(cast.charlie).get("/catalogue/juggling").status_code == 404


def test_versions_show_what_is_different_in_words(
    db: Connection, browse: Browse, cast: Cast
) -> None:
    areas = catalogue_yaml.written(list(starter.areas()))
    changed = areas.replace(
        "Reads a change together with a reviewer", "Reads a page with a reviewer"
    )
    with clock.at(clock.now() + timedelta(days=1)):
        import_it(browse, cast, changed)
    page = plain(text(browse(cast.bob), "/catalogue/reviewing/versions"))
    assert "Version 2" in page
    assert "Exploring · Summary in English Reads a gone: change together new: page with a" in page
    assert "The first words." in page


def test_a_steward_merges_and_sees_first_what_moves(
    db: Connection, browse: Browse, cast: Cast
) -> None:
    ids = {skill.slug: skill.id for skill in reads.skills(db, SYSTEM)}
    practise(db, cast, ids["pairing"], key="PAY-1")
    place(db, cast.bob, ids["pairing"], 3)
    alice = browse(cast.alice)
    page = plain(text(alice, "/catalogue/pairing/merge?into=reviewing"))
    assert "1 piece of work" in page
    assert "if anything; counted from 5 people on" in page  # one person is nobody's business
    assert reads.skill(db, SYSTEM, "pairing").skill.id == ids["pairing"]
    answer = alice.post("/catalogue/pairing/merge", data={"into": "reviewing"})
    assert answer.location == "/catalogue/reviewing"
    bob = browse(cast.bob)
    for old, new in (
        ("/catalogue/pairing", "/catalogue/reviewing"),
        ("/map/pairing", "/map/reviewing"),
    ):
        assert bob.get(old).location == new
    assert bob.post("/map/pairing/place").status_code == 404
    assert "PAY-1" in text(bob, "/map/reviewing")


def test_how_many_people_is_said_from_five_on(db: Connection, browse: Browse, cast: Cast) -> None:
    skill = reads.skill(db, SYSTEM, "pairing").skill.id
    for person in (cast.alice, cast.bob, cast.charlie, cast.dana):
        place(db, person, skill, 3)
    address = "/catalogue/pairing/merge?into=reviewing"
    assert "what people said of themselves, if anything" in text(browse(cast.alice), address)
    fifth = value(
        db,
        "INSERT INTO person (name, email, session_key, created_at)"
        " VALUES ('Eve', 'eve@example.org', 'x', %(now)s) RETURNING id",
        now=clock.now(),
    )
    db.execute(
        "UPDATE placement SET person_id = %s WHERE id = (SELECT min(id) FROM placement)", (fifth,)
    )
    place(db, cast.alice, skill, 2)
    assert "what 5 people said of themselves" in text(browse(cast.alice), address)


def test_a_skill_is_archived_and_brought_back(db: Connection, browse: Browse, cast: Cast) -> None:
    alice = browse(cast.alice)
    assert alice.post("/catalogue/pairing/archive").status_code == 303
    assert "Archived on" in text(alice, "/catalogue/pairing")
    assert "1 archived skill" in text(browse(cast.bob), "/catalogue")
    assert alice.post("/catalogue/pairing/bring-back").status_code == 303
    assert "archived skill" not in text(browse(cast.bob), "/catalogue")


def test_an_administrator_names_and_releases_stewards(
    db: Connection, browse: Browse, cast: Cast
) -> None:
    dana = browse(cast.dana)
    assert "Make Bob steward" in text(dana, "/areas/building/stewards?search=bob")
    dana.post("/areas/building/stewards", data={"person_id": cast.bob.id})
    assert "Release Bob" in text(dana, "/areas/building/stewards")
    dana.post(f"/areas/building/stewards/{cast.bob.id}/release")
    assert [one.name for one in catalogue.stewards(db, SYSTEM)] == ["Alice"]


@pytest.mark.parametrize(
    "address",
    ["/catalogue", "/catalogue/reviewing", "/catalogue/reviewing/versions", "/proposals/waiting"],
)
def test_pages_cost_the_same_however_full(
    db: Connection, browse: Browse, cast: Cast, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    alice, bob = browse(cast.alice), cast.actor(cast.bob)
    little = statements(monkeypatch, lambda: text(alice, address))
    skill = reads.skill(db, SYSTEM, "reviewing").skill
    words = schema_proposals.typed_of(catalogue.words(db, SYSTEM, skill.id))
    for number in range(3):
        typed = words | {"name_en": f"Reviewing {number}"}
        for area, slug in ((None, "reviewing"), ("together", None)):
            one = proposals.begin(db, bob, area, slug, typed, None)
            proposals.send(db, bob, one)
            if number < 2:
                version = reads.skill(db, SYSTEM, "reviewing").skill.version_id
                proposals.accept(db, cast.actor(cast.alice), one, version)
    assert statements(monkeypatch, lambda: text(alice, address)) == little


FORBIDDEN = [
    ("GET", "/catalogue/pairing/merge"),
    ("POST", "/catalogue/pairing/merge"),
    ("POST", "/catalogue/pairing/archive"),
    ("POST", "/catalogue/pairing/bring-back"),
    ("GET", "/catalogue-import"),
    ("POST", "/catalogue-import/preview"),
    ("POST", "/catalogue-import"),
]
NOT_FOUND = [
    ("GET", "/areas/together/stewards"),
    ("POST", "/areas/together/stewards"),
    ("POST", "/areas/together/stewards/1/release"),
]


@pytest.mark.parametrize(
    ("method", "address", "status"),
    [(*one, 403) for one in FORBIDDEN] + [(*one, 404) for one in NOT_FOUND],
)
def test_who_tends_nothing_changes_nothing(
    db: Connection, browse: Browse, cast: Cast, method: str, address: str, status: int
) -> None:
    before = catalogue.written(db, SYSTEM), catalogue.stewards(db, SYSTEM)
    data = {"into": "reviewing", "person_id": cast.bob.id} if method == "POST" else None
    answer = browse(cast.bob).open(address, method=method, data=data)
    assert answer.status_code == status
    assert (catalogue.written(db, SYSTEM), catalogue.stewards(db, SYSTEM)) == before
