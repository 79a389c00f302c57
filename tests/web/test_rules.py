"""The list of rules, one rule with its history, and who may shape them."""

import re

import pytest
from flask.testing import FlaskClient

from service.db.sql import Connection
from service.skills import actions_catalogue, actions_rules, reads_rules, relink
from tests.cast import Cast, sign_in
from tests.skills.items import make_item
from tests.web.browse import plain, statements
from tests.web.ruling import (
    API,
    NEW,
    ROWS,
    SYSTEM,
    TREE,
    dana,
    kept,
    ready,
    rule_id,
)

__all__ = ["dana", "ready", "rule_id"]


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
    assert looks[look]().status_code == 200
    few = statements(monkeypatch, looks[look])
    for number in range(5):
        actions_rules.add(db, SYSTEM, "api-design", TREE)
        actions_rules.switch(db, SYSTEM, rule_id, is_on=bool(number % 2))
        make_item(db, str(number))
    assert statements(monkeypatch, looks[look]) == few
    assert 0 < few < 15


def test_what_is_not_there_has_no_page(dana: FlaskClient) -> None:
    for path in ("/rules/new/juggling", "/rules/0", "/rules/0/change"):
        assert dana.get(path).status_code == 404
    assert dana.post("/rules/new/juggling", data=kept(TREE, 0)).status_code == 404
