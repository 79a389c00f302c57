"""The catalogue goes out by file for everybody, and comes in for those who shape it."""

import io

import pytest
from flask import Flask

from service.actor import System
from service.db.sql import Connection, value
from service.skills import (
    actions,
    actions_catalogue,
    catalogue_csv,
    catalogue_yaml,
    reads,
    starter,
)
from service.skills import reads_catalogue as catalogue
from tests.cast import Cast
from tests.web.browse import Browse, plain

SYSTEM = System("test")


@pytest.fixture
def browse(db: Connection, app: Flask, cast: Cast) -> Browse:
    """Alice looks after Together."""
    actions.load_starter(db, SYSTEM)
    actions_catalogue.name_steward(db, SYSTEM, "together", cast.alice.id)
    return Browse(app)


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


def test_a_large_catalogue_may_be_pasted(browse: Browse, cast: Cast) -> None:
    content = catalogue_yaml.written(list(starter.areas()))
    content = content.ljust(505_000, "#")  # more than Flask takes in one field by itself
    answer = browse(cast.dana).post(
        "/catalogue-import/preview", data={"text": content}, content_type="multipart/form-data"
    )
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
