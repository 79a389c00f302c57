"""The catalogue on its pages: for everybody to read, for stewards to shape."""

import io
from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask

from service import clock
from service.actor import System
from service.db.sql import Connection, value
from service.skills import actions, actions_catalogue, catalogue_csv, catalogue_yaml, reads, starter
from service.skills import reads_catalogue as catalogue
from tests.cast import Cast
from tests.growth.making import place, practise
from tests.web.browse import Browse, plain, text

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


def import_it(browse: Browse, cast: Cast, content: str) -> None:
    dana = browse(cast.dana)
    page = dana.post("/catalogue-import/preview", data={"text": content}).text
    mark = page.partition('name="mark" value="')[2].partition('"')[0]
    answer = dana.post("/catalogue-import", data={"text": content, "mark": mark})
    assert answer.status_code == 303, plain(answer.text)


@pytest.mark.parametrize(("kind", "form"), [("yaml", catalogue_yaml), ("csv", catalogue_csv)])
def test_it_goes_out_and_comes_in_by_file(
    db: Connection, browse: Browse, cast: Cast, kind: str, form: object
) -> None:
    answer = browse(cast.charlie).get(f"/catalogue.{kind}")
    assert answer.headers["Content-Disposition"].endswith(f'gezel-catalogue.{kind}"')
    sent = answer.data.decode("utf-8-sig")
    assert form.read(sent) == list(starter.areas())  # type: ignore[attr-defined]
    other = sent.replace("API design", "Interfaces").encode()
    dana = browse(cast.dana)
    data = {"file": (io.BytesIO(other), f"catalogue.{kind}")}
    page = dana.post("/catalogue-import/preview", data=data).text
    assert "Skills with a new version 1 Interfaces api-design" in plain(page)
    assert reads.skill(db, SYSTEM, "api-design").skill.name_en == "API design"
    import_it(browse, cast, other.decode())
    assert reads.skill(db, SYSTEM, "api-design").skill.name_en == "Interfaces"


@pytest.mark.parametrize(
    ("content", "line", "reason"),
    [
        ("areas:\n  - slug: [", 2, "This is not YAML"),
        ("area,skill,level,what,en,nl\nx,,,name,Only English,\n", 2, "in both languages"),
    ],
)
def test_a_broken_file_names_line_and_reason_and_changes_nothing(
    db: Connection, browse: Browse, cast: Cast, content: str, line: int, reason: str
) -> None:
    before = catalogue.written(db, SYSTEM)
    for address in ("/catalogue-import/preview", "/catalogue-import"):
        answer = browse(cast.dana).post(address, data={"text": content, "mark": "x"})
        assert answer.status_code == 422
        assert f"Line {line}:" in answer.text
        assert reason in answer.text
        assert plain(content)[:10] in plain(answer.text)
    assert catalogue.written(db, SYSTEM) == before


def test_a_catalogue_as_large_as_may_be_is_taken_in(browse: Browse, cast: Cast) -> None:
    first = starter.areas()[0]
    many = [
        replace(first, slug=f"area-{n}", skills=(replace(first.skills[0], slug=f"skill-{n}"),))
        for n in range(50)
    ]
    content = catalogue_yaml.written([*starter.areas()[:-1], *many][:50])
    content += "# " + "x" * 900_000
    answer = browse(cast.dana).post("/catalogue-import/preview", data={"text": content})
    assert answer.status_code == 200


def test_what_is_not_text_or_nothing_is_said(browse: Browse, cast: Cast) -> None:
    dana = browse(cast.dana)
    data = {"file": (io.BytesIO(b"\xff\xfe\x00"), "x.yaml")}
    assert "not text in UTF-8" in dana.post("/catalogue-import/preview", data=data).text
    assert "Choose a file" in dana.post("/catalogue-import/preview", data={}).text


def test_an_announcement_that_no_longer_holds_is_made_again(
    db: Connection, browse: Browse, cast: Cast
) -> None:
    content = catalogue_yaml.written(list(starter.areas())).replace("API design", "Interfaces")
    data = {"text": content, "mark": "of another catalogue"}
    answer = browse(cast.dana).post("/catalogue-import", data=data)
    assert answer.status_code == 409
    assert "would do something else" in answer.text
    assert value(db, "SELECT max(number) FROM skill_version") == 1


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
