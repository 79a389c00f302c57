"""The administrator's pages for skills and rules."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from service.actor import System
from service.db.sql import Connection
from service.skills import actions, reads
from service.skills.rules import Conditions
from service.web.skills.rules import sentence
from tests.cast import Cast, sign_in
from tests.skills.items import make_item

SYSTEM = System("test")
RULE = {"components": "API, Gateway", "labels": "refinement"}


@pytest.fixture(autouse=True)
def _forms_without_tokens(app: Flask) -> None:
    app.config["WTF_CSRF_ENABLED"] = False


@pytest.fixture
def dana(client: FlaskClient, cast: Cast) -> FlaskClient:
    return sign_in(client, cast.dana)


@pytest.fixture
def _skills(db: Connection) -> None:
    actions.load_starter(db, SYSTEM)


@pytest.fixture
def rule_id(db: Connection, _skills: None) -> int:
    return actions.add_rule(db, SYSTEM, "api-design", Conditions(components=["API"]))


def test_without_skills_one_button_brings_them(db: Connection, dana: FlaskClient) -> None:
    assert "Start with the forty skills" in dana.get("/skills").text
    answer = dana.post("/skills/starter", follow_redirects=True)
    assert answer.status_code == 200
    assert "API design" in answer.text
    assert "Start with the forty skills" not in answer.text
    assert len(reads.skills(db, SYSTEM)) == 40


def test_the_page_shows_levels_and_rules(dana: FlaskClient, rule_id: int) -> None:
    text = dana.get("/skills").text
    assert "Component is API." in text
    assert "Passing on" in text
    assert f'action="/skills/rules/{rule_id}/off"' in text


@pytest.mark.usefixtures("_skills")
def test_a_preview_says_what_the_rule_would_do_and_keeps_nothing(
    db: Connection, dana: FlaskClient
) -> None:
    make_item(db, "1", key="PAY-7", title="The payment API <b>")
    make_item(db, "2", key="PAY-8", title=None)
    make_item(db, "3", key="PAY-9", components=["Docs"])
    text = dana.post("/skills/api-design/rules/preview", data=RULE).text
    assert "Component is API or Gateway, and label is refinement." in text
    assert "2 of the 3 work items" in text
    assert "The payment API &lt;b&gt;" in text
    assert "(the title is hidden)" in text
    assert "PAY-9" not in text
    assert text.count('value="API, Gateway"') == 2
    assert reads.rules(db, SYSTEM) == []


@pytest.mark.usefixtures("_skills")
def test_a_rule_is_kept(db: Connection, dana: FlaskClient) -> None:
    answer = dana.post("/skills/api-design/rules", data=RULE, follow_redirects=True)
    assert "Component is API or Gateway, and label is refinement." in answer.text
    [rule] = reads.rules(db, SYSTEM)
    assert (rule.components, rule.labels, rule.projects) == (["API", "Gateway"], ["refinement"], [])


@pytest.mark.usefixtures("_skills")
@pytest.mark.parametrize("path", ["/skills/api-design/rules/preview", "/skills/api-design/rules"])
def test_what_does_not_fit_comes_back_as_it_was_typed(
    db: Connection, dana: FlaskClient, path: str
) -> None:
    answer = dana.post(path, data={"components": "x" * 81, "labels": "kept"})
    assert answer.status_code == 422
    assert "A value has at most 80 characters." in answer.text
    assert 'value="kept"' in answer.text
    assert "Fill in at least one condition." in dana.post(path, data={}).text
    assert reads.rules(db, SYSTEM) == []


def test_a_rule_is_switched_off_and_on_and_removed(
    db: Connection, dana: FlaskClient, rule_id: int
) -> None:
    assert dana.post(f"/skills/rules/{rule_id}/off").status_code == 303
    assert [rule.is_on for rule in reads.rules(db, SYSTEM)] == [False]
    assert "Switch on" in dana.get("/skills").text
    assert dana.post(f"/skills/rules/{rule_id}/on").status_code == 303
    assert [rule.is_on for rule in reads.rules(db, SYSTEM)] == [True]
    assert dana.post(f"/skills/rules/{rule_id}/remove").status_code == 303
    assert reads.rules(db, SYSTEM) == []


def test_these_pages_are_for_administrators(
    db: Connection, client: FlaskClient, cast: Cast, rule_id: int
) -> None:
    pages = ["/skills", "/skills/api-design/rules/new"]
    posts = [
        "/skills/starter",
        "/skills/api-design/rules/preview",
        "/skills/api-design/rules",
        *(f"/skills/rules/{rule_id}/{verb}" for verb in ("on", "off", "remove")),
    ]
    for person in (cast.alice, cast.bob, cast.charlie):
        sign_in(client, person)
        assert [client.get(path).status_code for path in pages] == [404] * len(pages)
        answers = [client.post(path, data=RULE).status_code for path in posts]
        assert answers == [404] * len(posts)
    assert [(rule.id, rule.is_on) for rule in reads.rules(db, SYSTEM)] == [(rule_id, True)]


@pytest.mark.usefixtures("_skills")
def test_a_skill_that_is_not_there_has_no_form(dana: FlaskClient) -> None:
    assert dana.get("/skills/juggling/rules/new").status_code == 404
    assert dana.post("/skills/juggling/rules/preview", data=RULE).status_code == 404
    assert dana.post("/skills/juggling/rules", data=RULE).status_code == 404


def test_a_rule_reads_as_a_sentence(dana: FlaskClient) -> None:
    rule = Conditions(projects=["PAY"], epics=["PAY-1", "PAY-2", "PAY-3"], title_words=["api*"])
    with dana.application.test_request_context():
        assert sentence(rule) == (
            "Project is PAY, and epic is PAY-1 or PAY-2 or PAY-3, and the title has api*"
        )
