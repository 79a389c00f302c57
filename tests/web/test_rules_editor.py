"""The editor of a rule: what it previews, keeps, and takes back."""

import html
import json
import re

import pytest
from flask.testing import FlaskClient

from service.db.sql import Connection
from service.skills import actions_rules
from service.skills.rules_tree import AnyOf, Field, Is, Node, Not, all_of, as_json
from tests.skills.items import make_item
from tests.web.browse import plain
from tests.web.ruling import (
    API,
    NEW,
    ROWS,
    SAID,
    SYSTEM,
    dana,
    hidden,
    ready,
    rule_id,
    rules,
    sentence_in,
    typed,
)

__all__ = ["dana", "ready", "rule_id"]


def test_a_preview_says_what_the_rule_would_do_and_keeps_nothing(
    db: Connection, dana: FlaskClient
) -> None:
    make_item(db, "1", key="PAY-7", title="Refinement of the API <b>")
    make_item(db, "2", key="PAY-8", title=None)
    make_item(db, "3", key="PAY-9", components=["Docs"])
    text = dana.post(f"{NEW}/preview", data=ROWS).text
    assert SAID in plain(text)
    assert "It would link 2 of the 3 work items done in the last 90 days." in text
    assert "2 links would be new. 0 links would go." in plain(text)
    assert "Refinement of the API &lt;b&gt;" in text
    assert "(the title is hidden)" in text
    assert "PAY-9" not in text
    assert typed(text) == ["API, Gateway", "Epic", "refin*, x", "refinement"]
    assert rules(db) == []


def test_what_was_previewed_is_what_is_kept(db: Connection, dana: FlaskClient) -> None:
    text = dana.post(f"{NEW}/preview", data=ROWS).text
    names = ("conditions", "area", "seen")
    answer = dana.post(NEW, data={name: hidden(text, name) for name in names})
    assert answer.status_code == 303
    [tree] = rules(db)
    assert sentence_in(dana, tree) == SAID
    page = dana.get(answer.location).text
    assert SAID in plain(page)
    assert "by Dana" in plain(page)


@pytest.mark.parametrize(
    ("do", "expected"),
    [
        ("condition ", ["API, Gateway", "Epic", "refin*, x", "refinement", ""]),
        ("condition 2", ["API, Gateway", "Epic", "refin*, x", "refinement", ""]),
        ("group 2", ["API, Gateway", "Epic", "refin*, x", "refinement", ""]),
        ("remove 0", ["Epic", "refin*, x", "refinement"]),
        ("remove 2.0", ["API, Gateway", "Epic", "refinement"]),
        ("remove 2", ["API, Gateway", "Epic"]),
        ("remove ", ["API, Gateway", "Epic", "refin*, x", "refinement"]),
        ("remove 9.9", ["API, Gateway", "Epic", "refin*, x", "refinement"]),
        ("", ["API, Gateway", "Epic", "refin*, x", "refinement"]),
    ],
)
def test_a_button_changes_the_form_and_keeps_what_was_typed(
    db: Connection, dana: FlaskClient, do: str, expected: list[str]
) -> None:
    answer = dana.post(f"{NEW}/form", data={**ROWS, "do": do, "area": "together"})
    assert answer.status_code == 200
    assert typed(answer.text) == expected
    assert '<option value="together" selected>' in answer.text
    assert rules(db) == []


def test_the_next_key_goes_to_what_was_added(dana: FlaskClient) -> None:
    added = dana.post(f"{NEW}/form", data={**ROWS, "do": "condition 2"}).text
    assert re.search(r'id="field-2\.2"[^>]* autofocus', added)
    removed = dana.post(f"{NEW}/form", data={**ROWS, "do": "remove 2.0"}).text
    assert re.search(r'id="add-2" autofocus', removed)


@pytest.mark.parametrize("path", [f"{NEW}/form", f"{NEW}/preview"])
@pytest.mark.parametrize(
    "broken",
    [
        {}, {"depth": ["0"]}, {"depth": ["x"] * 6}, {"depth": ["0"] * 6}, {"kind": ["is"] * 6},
        {"kind": ["maybe"] * 6}, {"depth": ["0", "1", "3", "1", "2", "2"]},
    ],
)  # fmt: skip
def test_a_form_that_does_not_hang_together_begins_anew(
    db: Connection, dana: FlaskClient, path: str, broken: dict[str, list[str]]
) -> None:
    answer = dana.post(path, data={**ROWS, **broken} if broken else {})
    assert typed(answer.text) == [""]
    assert rules(db) == []


def test_what_does_not_fit_comes_back_as_it_was_typed(db: Connection, dana: FlaskClient) -> None:
    wrong = {**ROWS, "values": ["", "x" * 81, " , ", "", "refin*, *", "kept"]}
    answer = dana.post(f"{NEW}/preview", data=wrong)
    assert answer.status_code == 422
    for message in (
        "A value has at most 80 characters.",
        "Write at least one value, or remove this condition.",
        "A word needs letters before the *.",
    ):
        assert message in plain(answer.text)
    assert typed(answer.text) == ["x" * 81, " , ", "refin*, *", "kept"]
    assert 'aria-describedby="error-2.0"' in answer.text
    assert rules(db) == []


@pytest.mark.parametrize("conditions", ["", "no json", '{"all": []}', '{"field": "x", "is": []}'])
def test_what_was_tampered_with_is_not_kept(
    db: Connection, dana: FlaskClient, rule_id: int, conditions: str
) -> None:
    for path in (NEW, f"/rules/{rule_id}/change"):
        answer = dana.post(path, data={"conditions": conditions, "area": "building"})
        assert answer.status_code == 422
    assert rules(db) == [API]


def test_a_value_with_a_comma_stands_in_quotation_marks(db: Connection, dana: FlaskClient) -> None:
    tree = all_of(component=["Build, CI", 'The "old" one', "API"])
    rule = actions_rules.add(db, SYSTEM, "api-design", tree)
    text = dana.get(f"/rules/{rule}/change").text
    [value] = typed(text)
    assert value == '"Build, CI", "The ""old"" one", API'
    sent = {"depth": ["0", "1"], "kind": ["all", "is"], "field": ["", "component"]}
    again = dana.post(f"{NEW}/preview", data={**sent, "values": ["", value], "area": "building"})
    assert json.loads(hidden(again.text, "conditions")) == as_json(tree)


def test_values_that_work_has_are_suggested(db: Connection, dana: FlaskClient) -> None:
    make_item(db, "1", components=["Build, CI", "API"])
    text = html.unescape(dana.get(NEW).text)
    known = text.partition('<datalist id="known-component">')[2].partition("</datalist>")[0]
    assert re.findall(r'value="(.*?)"></option>', known) == ["API", '"Build, CI"']


@pytest.mark.parametrize(
    ("tree", "said"),
    [
        (API, "component is API"),
        (Not(API), "component is not API"),
        (AnyOf((API,)), "component is API"),
        (Is(Field.TITLE, ("refin*", "a")), "title has refin* or a"),
        (Not(Is(Field.TITLE, ("a",))), "title does not have a"),
        (Not(AnyOf((API, Not(API)))), "none of: component is API · component is not API"),
        (Not(all_of(label=["a"], epic=["b"])), "not all of: label is a · epic is b"),
        (Not(Not(API)), "component is API"),
    ],
)
def test_a_rule_reads_as_a_sentence(dana: FlaskClient, tree: Node, said: str) -> None:
    assert sentence_in(dana, tree) == said
