"""Changing rules: by whom, in which order, with a history, and past work linked anew."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import psycopg
import pytest
from psycopg.types.json import Jsonb

from service import clock
from service.actor import Actor, Member, System
from service.db import migrate, pool
from service.db.sql import Connection, column, value
from service.errors import NotFound
from service.skills import actions, reads_rules
from service.skills import actions_rules as rules
from service.skills.rules_tree import all_of
from tests.cast import Cast
from tests.skills.items import make_item

SYSTEM = System("test")
API = all_of(component=["API"])
DOCS = all_of(component=["Docs"])
Attempt = Callable[[Actor, int], Any]


@pytest.fixture(autouse=True)
def _skills(db: Connection) -> None:
    actions.load_starter(db, SYSTEM)


@pytest.fixture
def dana(cast: Cast) -> Member:
    return cast.actor(cast.dana)


def promised(db: Connection) -> list[str]:
    return column(db, "SELECT task_name FROM procrastinate_jobs")


def history(db: Connection, rule_id: int) -> list[tuple[str, str | None]]:
    return [(one.what, one.name) for one in reads_rules.rule_changes(db, SYSTEM, rule_id)]


def order(db: Connection, slug: str) -> list[int]:
    skill_id = reads_rules.rule_place(db, SYSTEM, slug).id
    return [one.id for one in reads_rules.rules_of(db, SYSTEM, skill_id)]


def form(db: Connection, rule_id: int) -> int:
    return reads_rules.rule(db, SYSTEM, rule_id).form


def attempts(db: Connection) -> dict[str, Attempt]:
    return {
        "add": lambda me, _: rules.add(db, me, "api-design", API),
        "change": lambda me, id: rules.change(db, me, id, DOCS, "building", form(db, id)),
        "switch": lambda me, id: rules.switch(db, me, id, is_on=False),
        "up": lambda me, id: rules.move(db, me, id, up=True),
        "remove": lambda me, id: rules.remove(db, me, id),
        "restore": lambda me, id: rules.restore(db, me, id),
        "rules": lambda me, _: reads_rules.rules(db, me),
        "rules of": lambda me, _: reads_rules.rules_of(db, me, 1),
        "removed": lambda me, _: reads_rules.removed_rules(db, me),
        "rule": lambda me, id: reads_rules.rule(db, me, id),
        "place": lambda me, _: reads_rules.rule_place(db, me, "api-design"),
        "changes": lambda me, id: reads_rules.rule_changes(db, me, id),
        "form": lambda me, id: reads_rules.rule_form(db, me, id, form(db, id)),
        "areas": lambda me, _: reads_rules.owner_areas(db, me),
        "values": lambda me, _: reads_rules.known_values(db, me),
        "preview": lambda me, _: reads_rules.preview(db, me, "api-design", API),
    }


def test_rules_do_not_exist_for_others(db: Connection, cast: Cast, dana: Member) -> None:
    rule_id = rules.add(db, dana, "api-design", API)
    before = reads_rules.rule(db, SYSTEM, rule_id)
    for person in (cast.alice, cast.bob, cast.charlie):
        for attempt in attempts(db).values():
            with pytest.raises(NotFound):
                attempt(cast.actor(person), rule_id)
    assert reads_rules.rule(db, SYSTEM, rule_id) == before


@pytest.mark.parametrize("verb", ["change", "switch", "up", "remove", "restore"])
def test_what_is_not_there_is_not_found_and_promises_nothing(db: Connection, verb: str) -> None:
    doing = {
        "change": lambda: rules.change(db, SYSTEM, 0, API, "building", 0),
        "switch": lambda: rules.switch(db, SYSTEM, 0, is_on=True),
        "up": lambda: rules.move(db, SYSTEM, 0, up=True),
        "remove": lambda: rules.remove(db, SYSTEM, 0),
        "restore": lambda: rules.restore(db, SYSTEM, 0),
    }
    with pytest.raises(NotFound):
        doing[verb]()
    assert promised(db) == []


def test_a_rule_needs_a_skill_and_an_area_that_are_there(db: Connection) -> None:
    with pytest.raises(NotFound):
        rules.add(db, SYSTEM, "juggling", API)
    with pytest.raises(NotFound):
        rules.add(db, SYSTEM, "api-design", API, "circus")
    rule_id = rules.add(db, SYSTEM, "api-design", API)
    with pytest.raises(NotFound):
        rules.change(db, SYSTEM, rule_id, DOCS, "circus", form(db, rule_id))
    assert reads_rules.rule(db, SYSTEM, rule_id).tree == API


def test_the_area_of_the_skill_keeps_a_rule_unless_another_is_named(db: Connection) -> None:
    own = rules.add(db, SYSTEM, "api-design", API)
    other = rules.add(db, SYSTEM, "api-design", API, "together")
    areas = [reads_rules.rule(db, SYSTEM, one).area_slug for one in (own, other)]
    assert areas == ["building", "together"]


def test_every_change_is_noted_with_who_and_when(db: Connection, dana: Member) -> None:
    rule_id = rules.add(db, SYSTEM, "api-design", API)
    with clock.at(clock.now() + timedelta(days=1)):
        rules.change(db, dana, rule_id, DOCS, "building", form(db, rule_id))
        rules.change(db, dana, rule_id, DOCS, "together", form(db, rule_id))
        rules.switch(db, dana, rule_id, is_on=False)
        rules.switch(db, dana, rule_id, is_on=True)
        rules.remove(db, dana, rule_id)
        rules.restore(db, dana, rule_id)
    assert history(db, rule_id) == [
        ("restored", "Dana"), ("removed", "Dana"), ("switched_on", "Dana"),
        ("switched_off", "Dana"), ("given", "Dana"), ("changed", "Dana"), ("made", None),
    ]  # fmt: skip
    last, *_, first = reads_rules.rule_changes(db, SYSTEM, rule_id)
    assert (first.at, last.at) == (clock.now(), clock.now() + timedelta(days=1))
    assert (first.tree, last.tree) == (API, DOCS)
    assert reads_rules.rule_form(db, SYSTEM, rule_id, first.id) == API


def test_a_form_of_another_rule_is_not_found(db: Connection) -> None:
    one, other = (rules.add(db, SYSTEM, "api-design", API) for _ in range(2))
    with pytest.raises(NotFound):
        reads_rules.rule_form(db, SYSTEM, one, form(db, other))


def test_an_earlier_form_comes_back_as_a_change(db: Connection, dana: Member) -> None:
    rule_id = rules.add(db, SYSTEM, "api-design", API)
    first = form(db, rule_id)
    rules.change(db, dana, rule_id, DOCS, "building", first)
    again = reads_rules.rule_form(db, dana, rule_id, first)
    rules.change(db, dana, rule_id, again, "building", form(db, rule_id))
    assert reads_rules.rule(db, SYSTEM, rule_id).tree == API
    assert len(history(db, rule_id)) == 3


def test_history_goes_on_where_a_page_ended(db: Connection) -> None:
    rule_id = rules.add(db, SYSTEM, "api-design", API)
    for number in range(reads_rules.PAGE + 2):
        rules.switch(db, SYSTEM, rule_id, is_on=bool(number % 2))
    first = reads_rules.rule_changes(db, SYSTEM, rule_id)
    second = reads_rules.rule_changes(db, SYSTEM, rule_id, first[-1].id)
    assert (len(first), [one.what for one in second]) == (
        reads_rules.PAGE, ["switched_on", "switched_off", "made"],
    )  # fmt: skip


def test_who_did_not_see_the_latest_form_changes_nothing(db: Connection) -> None:
    rule_id = rules.add(db, SYSTEM, "api-design", API)
    seen = form(db, rule_id)
    rules.switch(db, SYSTEM, rule_id, is_on=False)
    with pytest.raises(rules.ChangedMeanwhile):
        rules.change(db, SYSTEM, rule_id, DOCS, "building", seen)
    assert reads_rules.rule(db, SYSTEM, rule_id).tree == API


def test_a_removed_rule_is_only_brought_back(db: Connection) -> None:
    rule_id = rules.add(db, SYSTEM, "api-design", API)
    rules.remove(db, SYSTEM, rule_id)
    for verb in ("change", "switch", "up", "remove"):
        with pytest.raises(rules.RemovedRule):
            attempts(db)[verb](SYSTEM, rule_id)
    assert [one.id for one in reads_rules.removed_rules(db, SYSTEM)] == [rule_id]
    assert reads_rules.rules(db, SYSTEM) == {}
    rules.restore(db, SYSTEM, rule_id)
    assert order(db, "api-design") == [rule_id]
    assert reads_rules.removed_rules(db, SYSTEM) == []


def test_rules_move_among_those_of_their_skill(db: Connection) -> None:
    one, two, three = (rules.add(db, SYSTEM, "api-design", API) for _ in range(3))
    other = rules.add(db, SYSTEM, "mentoring", API)
    rules.move(db, SYSTEM, three, up=True)
    assert order(db, "api-design") == [one, three, two]
    rules.move(db, SYSTEM, one, up=False)
    assert order(db, "api-design") == [three, one, two]
    for end, up in ((three, True), (two, False)):
        rules.move(db, SYSTEM, end, up=up)
    assert order(db, "api-design") == [three, one, two]
    assert order(db, "mentoring") == [other]
    rules.remove(db, SYSTEM, one)
    rules.restore(db, SYSTEM, one)
    assert order(db, "api-design") == [three, two, one]


def test_a_skill_has_twenty_rules_at_most(db: Connection) -> None:
    ids = [rules.add(db, SYSTEM, "api-design", API) for _ in range(reads_rules.MOST_RULES)]
    with pytest.raises(rules.ManyRules):
        rules.add(db, SYSTEM, "api-design", API)
    rules.remove(db, SYSTEM, ids[0])
    rules.add(db, SYSTEM, "api-design", API)
    with pytest.raises(rules.ManyRules):
        rules.restore(db, SYSTEM, ids[0])


def test_each_change_that_matters_promises_to_link_anew(db: Connection) -> None:
    one, two = (rules.add(db, SYSTEM, "api-design", API) for _ in range(2))
    assert len(promised(db)) == 2
    changes: Iterator[tuple[Callable[[], None], int]] = iter([
        (lambda: rules.change(db, SYSTEM, one, DOCS, "building", form(db, one)), 1),
        (lambda: rules.change(db, SYSTEM, one, DOCS, "building", form(db, one)), 0),
        (lambda: rules.change(db, SYSTEM, one, DOCS, "together", form(db, one)), 0),
        (lambda: rules.move(db, SYSTEM, one, up=True), 0),
        (lambda: rules.move(db, SYSTEM, two, up=True), 1),
        (lambda: rules.switch(db, SYSTEM, one, is_on=True), 0),
        (lambda: rules.switch(db, SYSTEM, one, is_on=False), 1),
        (lambda: rules.remove(db, SYSTEM, one), 1),
        (lambda: rules.restore(db, SYSTEM, one), 1),
        (lambda: rules.restore(db, SYSTEM, one), 0),
    ])  # fmt: skip
    for doing, expected in changes:
        before = len(promised(db))
        doing()
        assert len(promised(db)) - before == expected
    assert set(promised(db)) == {"relink_work"}


@pytest.mark.parametrize(
    "conditions",
    [{}, ["x"], {"field": "label", "is": ["x" * 80] * 1000}],
    ids=["no", "list", "long"],
)
def test_the_database_keeps_the_size_of_conditions(db: Connection, conditions: Any) -> None:
    rule_id = rules.add(db, SYSTEM, "api-design", API)
    with pytest.raises(psycopg.errors.CheckViolation, match="rule_conditions_are_a_short_tree"):
        db.execute("UPDATE rule SET conditions = %s WHERE id = %s", (Jsonb(conditions), rule_id))


def test_values_are_known_from_the_latest_work(db: Connection, cast: Cast) -> None:
    make_item(db, "1", connection_id=cast.jira, components=["API", "Docs"])
    make_item(db, "2", components=["API"], project_key="SHOP", issue_type="Bug", labels=[])
    make_item(db, "3", kind="page", project_key="TEAM", issue_type=None, epic_key=None)
    make_item(db, "4", deleted_at=clock.now(), project_key="GONE")
    db.execute(
        "INSERT INTO project (connection_id, key, name, is_chosen)"
        " VALUES (%s, 'NEW', 'New', true), (%s, 'NOT', 'Not', false)",
        (cast.jira, cast.jira),
    )
    assert reads_rules.known_values(db, SYSTEM) == {
        "connection": ["jira"], "project": ["NEW", "PAY", "SHOP"], "space": ["TEAM"],
        "type": ["Bug", "Story"], "component": ["API", "Docs"], "label": ["refinement"],
        "epic": ["PAY-1"], "title": [],
    }  # fmt: skip


def test_rules_of_old_are_trees_now(database_url: str, worker_id: str) -> None:
    """The migration keeps what each of them asked, and their order."""
    name = f"old_rules_{worker_id}"
    with pool.connect(database_url, name) as db:
        db.execute(f"DROP SCHEMA IF EXISTS {name} CASCADE".encode())
        db.execute(f"CREATE SCHEMA {name}".encode())
        _migrate(db, [one for one in migrate.available() if one < "0005"])
        db.execute(OLD)
        _migrate(db, [one for one in migrate.available() if one.startswith("0005")])
        kept = db.execute("SELECT conditions, position, area_id FROM rule ORDER BY id").fetchall()
        noted = db.execute("SELECT what, conditions FROM rule_change ORDER BY rule_id").fetchall()
        area = value(db, "SELECT id FROM area")
        db.execute(f"DROP SCHEMA {name} CASCADE".encode())
    trees = [
        {"all": [{"field": "project", "is": ["PAY"]}, {"field": "title", "is": ["api", "x*"]}]},
        {"all": [{"field": "type", "is": ["Bug"]}, {"field": "component", "is": ["API"]},
                 {"field": "label", "is": ["a"]}, {"field": "epic", "is": ["PAY-1"]}]},
    ]  # fmt: skip
    assert kept == [(trees[0], 1, area), (trees[1], 2, area)]
    assert noted == [("made", trees[0]), ("made", trees[1])]


def _migrate(db: Connection, names: list[str]) -> None:
    migrate._apply_jobs(db)
    for name in names:
        if name not in migrate.applied(db):
            migrate._apply(db, name)


OLD = b"""
INSERT INTO area (slug, position, name_en, name_nl) VALUES ('a', 1, 'A', 'A');
INSERT INTO skill (slug, area_id, position) SELECT 's', id, 1 FROM area;
INSERT INTO rule (skill_id, projects, title_words, created_at)
SELECT id, '{PAY}', '{api,x*}', '2026-01-01Z' FROM skill;
INSERT INTO rule (skill_id, issue_types, components, labels, epics, created_at)
SELECT id, '{Bug}', '{API}', '{a}', '{PAY-1}', '2026-01-02Z' FROM skill;
"""
