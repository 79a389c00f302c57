"""The pages of rules: the list, one rule with its history, and the editor."""

import html
import json
import re
from collections.abc import Callable
from typing import Any

import psycopg
import pytest
from flask import Flask
from flask.testing import FlaskClient

from service.actor import System
from service.db.sql import Connection
from service.skills import actions, actions_catalogue, actions_rules, reads_rules, relink
from service.skills.rules_tree import AllOf, AnyOf, Field, Is, Node, Not, all_of, as_json
from service.web.rules.sentences import sentence
from tests.cast import Cast, sign_in
from tests.skills.items import make_item
from tests.web.browse import plain

SYSTEM = System("test")
API = all_of(component=["API"])
TREE = AllOf(
    (
        Is(Field.COMPONENT, ("API", "Gateway")),
        Not(Is(Field.TYPE, ("Epic",))),
        AnyOf((Is(Field.TITLE, ("refin*",)), Is(Field.LABEL, ("refinement",)))),
    )
)
SAID = (
    "all of: component is API or Gateway · type is not Epic ·"
    " (any of: title has refin* or x · label is refinement)"
)
#: What the editor sends of such a tree.
ROWS = {
    "depth": ["0", "1", "1", "1", "2", "2"],
    "kind": ["all", "is", "isnot", "any", "is", "is"],
    "field": ["", "component", "type", "", "title", "label"],
    "values": ["", "API, Gateway", "Epic", "", "refin*, x", "refinement"],
    "area": "building",
}
NEW = "/rules/new/api-design"


@pytest.fixture(autouse=True)
def _ready(app: Flask, db: Connection) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    actions.load_starter(db, SYSTEM)


@pytest.fixture
def dana(client: FlaskClient, cast: Cast) -> FlaskClient:
    return sign_in(client, cast.dana)


@pytest.fixture
def rule_id(db: Connection) -> int:
    return actions_rules.add(db, SYSTEM, "api-design", API)


def rules(db: Connection) -> list[Node]:
    return [one.tree for several in reads_rules.rules(db, SYSTEM).values() for one in several]


def hidden(text: str, name: str) -> str:
    """The value of a field that the page sends on."""
    found = re.search(rf'type="hidden" name="{name}" value="([^"]*)"', text)
    assert found, name
    return html.unescape(found[1])


def typed(text: str) -> list[str]:
    """The values that stand in the editor."""
    return [html.unescape(one) for one in re.findall(r'id="values-[\d.]+" value="([^"]*)"', text)]


# the editor ─────────────────────────────────────────────────────────────────────────────────


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


def sentence_in(client: FlaskClient, tree: Node) -> str:
    with client.application.test_request_context():
        return sentence(tree)


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


# changing ───────────────────────────────────────────────────────────────────────────────────


def kept(tree: Node, seen: int, area: str = "building") -> dict[str, Any]:
    return {"conditions": json.dumps(as_json(tree)), "area": area, "seen": seen}


def test_a_rule_is_changed_and_goes_back(db: Connection, dana: FlaskClient, rule_id: int) -> None:
    first = reads_rules.rule(db, SYSTEM, rule_id).form
    assert dana.post(f"/rules/{rule_id}/change", data=kept(TREE, first)).status_code == 303
    page = dana.get(f"/rules/{rule_id}").text
    assert f'href="/rules/{rule_id}/change?change={first}"' in page
    back = dana.get(f"/rules/{rule_id}/change?change={first}").text
    assert "What this rule would do" in back
    assert typed(back) == ["API"]
    names = ("conditions", "area", "seen")
    answer = dana.post(f"/rules/{rule_id}/change", data={n: hidden(back, n) for n in names})
    assert answer.status_code == 303
    assert rules(db) == [API]


def test_a_form_of_yesterday_changes_nothing(
    db: Connection, dana: FlaskClient, rule_id: int
) -> None:
    seen = reads_rules.rule(db, SYSTEM, rule_id).form
    actions_rules.change(db, SYSTEM, rule_id, all_of(label=["x"]), "building", seen)
    answer = dana.post(f"/rules/{rule_id}/change", data=kept(TREE, seen))
    assert answer.status_code == 409
    assert "Somebody else changed this rule" in answer.text
    assert typed(answer.text) == ["API, Gateway", "Epic", "refin*", "refinement"]
    assert rules(db) == [all_of(label=["x"])]


def test_links_that_would_go_are_said_and_shown(
    db: Connection, dana: FlaskClient, rule_id: int
) -> None:
    item = make_item(db, "1", key="PAY-7")
    actions.link(db, SYSTEM, [item])
    rows = {
        "depth": ["0", "1"], "kind": ["all", "is"], "field": ["", "label"], "values": ["", "none"],
    }  # fmt: skip
    text = dana.post(f"/rules/{rule_id}/change/preview", data={**rows, "area": "building"}).text
    assert "0 links would be new. 1 link would go." in plain(text)
    assert "PAY-7" in text.partition("Links that would go, for example")[2]


def test_what_a_rule_that_rests_would_do_is_said_too(
    db: Connection, dana: FlaskClient, rule_id: int
) -> None:
    actions_rules.switch(db, SYSTEM, rule_id, is_on=False)
    text = dana.post(f"/rules/{rule_id}/change/preview", data=ROWS).text
    assert "The rule is off, so nothing changes until it is switched on." in text


def test_a_full_skill_takes_no_more(db: Connection, dana: FlaskClient) -> None:
    for _ in range(reads_rules.MOST_RULES):
        actions_rules.add(db, SYSTEM, "api-design", API)
    answer = dana.post(NEW, data=kept(TREE, 0))
    assert answer.status_code == 409
    assert typed(answer.text)[0] == "API, Gateway"


# the list and one rule ──────────────────────────────────────────────────────────────────────


def test_a_rule_is_switched_removed_and_brought_back(
    db: Connection, dana: FlaskClient, rule_id: int
) -> None:
    def pressed(verb: str) -> str:
        answer = dana.post(f"/rules/{rule_id}/{verb}", follow_redirects=True)
        assert answer.status_code == 200
        return plain(answer.text)

    assert "It is off" in pressed("off")
    assert "It is on" in pressed("on")
    assert "Removed on" in pressed("remove")
    assert f'href="/rules/{rule_id}"' not in dana.get("/rules").text
    assert f'href="/rules/{rule_id}"' in dana.get("/rules/removed").text
    assert "It is on" in pressed("restore")
    assert [one.name for one in reads_rules.rule_changes(db, SYSTEM, rule_id)] == [
        *["Dana"] * 4, None,
    ]  # fmt: skip


def test_rules_are_put_in_order(db: Connection, dana: FlaskClient, rule_id: int) -> None:
    other = actions_rules.add(db, SYSTEM, "api-design", TREE)
    answer = dana.post(f"/rules/{other}/up")
    assert (answer.status_code, answer.location) == (303, f"/rules#rule-{other}")
    assert re.findall(r'id="rule-(\d+)"', dana.get("/rules").text) == [str(other), str(rule_id)]
    dana.post(f"/rules/{other}/down")
    assert re.findall(r'id="rule-(\d+)"', dana.get("/rules").text) == [str(rule_id), str(other)]


def test_how_far_past_work_is_linked_is_shown(db: Connection, dana: FlaskClient) -> None:
    assert "No rule has changed yet." in dana.get("/rules/progress").text
    for number in range(3):
        make_item(db, str(number))
    actions_rules.add(db, SYSTEM, "api-design", API)
    relink.step(db, SYSTEM, 2)
    for page in ("/rules", "/rules/progress"):
        text = dana.get(page).text
        assert "2 of 3 so far" in text
        assert '<progress aria-labelledby="relink-said" max="3" value="2">' in text
        assert 'data-again="/rules/progress"' in text
    while relink.step(db, SYSTEM, 2):
        pass
    text = dana.get("/rules/progress").text
    assert "data-again" not in text
    assert "All past work was gone through" in text


def test_a_steward_shapes_the_rules_of_their_area_alone(
    db: Connection, client: FlaskClient, cast: Cast, rule_id: int
) -> None:
    actions_catalogue.name_steward(db, SYSTEM, "together", cast.bob.id)
    mine = actions_rules.add(db, SYSTEM, "reviewing", TREE)
    bob = sign_in(client, cast.bob)
    page = bob.get("/rules").text
    assert "/rules/new/reviewing" in page
    assert "/rules/new/api-design" not in page
    assert "Switch off" in bob.get(f"/rules/{mine}").text
    assert "Switch off" not in bob.get(f"/rules/{rule_id}").text
    assert bob.post(f"/rules/{mine}/off").status_code == 303
    assert bob.post(f"/rules/{rule_id}/off").status_code == 403
    assert not reads_rules.rule(db, SYSTEM, mine).is_on
    assert reads_rules.rule(db, SYSTEM, rule_id).is_on


def test_for_whoever_looks_after_nothing_there_are_no_rules(
    db: Connection, client: FlaskClient, cast: Cast, rule_id: int
) -> None:
    one = f"/rules/{rule_id}"
    pages = ["/rules", "/rules/removed", "/rules/progress", NEW, one, f"{one}/change"]
    verbs = ("on", "off", "up", "down", "remove", "restore")
    posts = [
        NEW, f"{NEW}/form", f"{NEW}/preview", f"{one}/change", f"{one}/change/form",
        f"{one}/change/preview", *(f"{one}/{verb}" for verb in verbs),
    ]  # fmt: skip
    before = reads_rules.rule(db, SYSTEM, rule_id)
    for person in (cast.alice, cast.bob, cast.charlie):
        sign_in(client, person)
        assert [client.get(path).status_code for path in pages] == [404] * len(pages)
        sent = {**ROWS, **kept(TREE, before.form)}
        answers = [client.post(path, data=sent).status_code for path in posts]
        assert answers == [404] * len(posts)
    assert reads_rules.rule(db, SYSTEM, rule_id) == before


@pytest.mark.parametrize("look", ["list", "rule", "preview"])
def test_a_page_takes_as_many_statements_however_many_rules(
    db: Connection, dana: FlaskClient, rule_id: int, monkeypatch: pytest.MonkeyPatch, look: str
) -> None:
    looks = {
        "list": lambda: dana.get("/rules"),
        "rule": lambda: dana.get(f"/rules/{rule_id}"),
        "preview": lambda: dana.post(f"/rules/{rule_id}/change/preview", data=ROWS),
    }
    few = statements(monkeypatch, looks[look])
    for number in range(5):
        actions_rules.add(db, SYSTEM, "api-design", TREE)
        actions_rules.switch(db, SYSTEM, rule_id, is_on=bool(number % 2))
        make_item(db, str(number))
    assert statements(monkeypatch, looks[look]) == few
    assert 0 < few < 15


def statements(monkeypatch: pytest.MonkeyPatch, look: Callable[[], Any]) -> int:
    counted = 0
    execute = psycopg.Cursor.execute

    def counting(self: Any, *args: Any, **kwargs: Any) -> Any:
        nonlocal counted
        counted += 1
        return execute(self, *args, **kwargs)

    with monkeypatch.context() as patched:
        patched.setattr(psycopg.Cursor, "execute", counting)
        assert look().status_code == 200
    return counted


def test_what_is_not_there_has_no_page(dana: FlaskClient) -> None:
    for path in ("/rules/new/juggling", "/rules/0", "/rules/0/change"):
        assert dana.get(path).status_code == 404
    assert dana.post("/rules/new/juggling", data=kept(TREE, 0)).status_code == 404


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
