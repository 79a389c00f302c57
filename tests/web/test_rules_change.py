"""A rule that is changed: back again, not by an old form, and what it takes away."""

from flask.testing import FlaskClient

from service.db.sql import Connection
from service.skills import actions, actions_rules, reads_rules
from service.skills.rules_tree import all_of
from tests.skills.items import make_item
from tests.web.browse import plain
from tests.web.ruling import (
    API,
    NEW,
    ROWS,
    SYSTEM,
    TREE,
    dana,
    hidden,
    kept,
    ready,
    rule_id,
    rules,
    typed,
)

__all__ = ["dana", "ready", "rule_id"]


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
