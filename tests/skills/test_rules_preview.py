"""A preview is the truth: keeping the rule does to real work exactly what was said before."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as some

from benchmarks.deliveries import DONE, issue_id, issues
from service import clock
from service.actor import System
from service.db.sql import Connection
from service.skills import actions, reads_rules, relink
from service.skills import actions_rules as rules
from service.skills.rules_tree import Field, Node, all_of
from tests.cast import Cast
from tests.skills.items import make_item
from tests.skills.trees import trees

SYSTEM = System("test")
API = all_of(component=["API"])
DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
FILES = [DATA / f"apache-{name}-issues.jsonl.gz" for name in ("lucene", "pdfbox", "shiro")]
SOME = 7
OF_REAL_WORK = trees(
    {
        Field.CONNECTION: ["jira", "elsewhere"],
        Field.PROJECT: ["LUCENE", "PDFBOX", "shiro", "TIDE"],
        Field.COMPONENT: ["core/index", "core/search", "Parsing", "Rendering", "general/build"],
        Field.LABEL: ["patch", "newbie", "none of these"],
        Field.TITLE: ["index*", "test", "build*", "PDF", "query", "the", "xyzzy"],
    }
)
Links = set[tuple[int, int]]


@pytest.fixture(autouse=True)
def _skills(db: Connection) -> None:
    actions.load_starter(db, SYSTEM)


def relinked(db: Connection) -> None:
    while relink.step(db, SYSTEM, 1000):
        pass


def lately_linked(db: Connection, slug: str) -> Links:
    """Work of the last 90 days that is linked to this skill, and whether a rule did."""
    rows = db.execute(
        "SELECT work_item_id, rule_id FROM link JOIN skill ON skill.id = skill_id"
        " JOIN work_item ON work_item.id = work_item_id"
        " WHERE slug = %s AND done_at > %s AND deleted_at IS NULL",
        (slug, clock.now() - timedelta(days=90)),
    )
    return {(item, rule or 0) for item, rule in rows.fetchall()}


def items(links: Links) -> set[int]:
    return {item for item, _ in links}


# real work ──────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def apache(db: Connection, cast: Cast) -> None:
    """Every seventh recorded Apache issue, done within the last 120 days."""
    if not DATA.exists():
        pytest.skip(f"there are no recorded issues in {DATA}")
    found = issues(FILES)[::SOME]
    rows = [_row(cast.jira, number, one) for number, one in enumerate(found)]
    with db.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO work_item (connection_id, kind, external_id, key, project_key, issue_type,"
            " title, labels, components, status_category, done_at) VALUES (%s, 'issue', %s, %s,"
            " %s, 'Bug', %s, %s, %s, %s, %s)",
            rows,
        )


def _row(connection: int, number: int, issue: dict[str, Any]) -> tuple[Any, ...]:
    is_done = issue["status"] in DONE
    done_at = clock.now() - timedelta(hours=number % (120 * 24))
    return (
        connection, issue_id(issue), issue["key"], issue["project"], issue["summary"],
        issue["labels"], issue["components"], "done" if is_done else "new",
        done_at if is_done else None,
    )  # fmt: skip


@pytest.mark.usefixtures("apache")
@settings(
    max_examples=20,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],  # each try takes a second; smaller ones add little
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(before=OF_REAL_WORK, other=OF_REAL_WORK, after=OF_REAL_WORK, is_new=some.booleans())
def test_keeping_a_rule_does_what_its_preview_said(
    db: Connection, cast: Cast, before: Node, other: Node, after: Node, is_new: bool
) -> None:
    with db.transaction(force_rollback=True):
        rule_id = rules.add(db, SYSTEM, "databases", before)
        rules.add(db, SYSTEM, "databases", other)
        relinked(db)
        _settle_some(db, cast.bob.id)
        then = lately_linked(db, "databases")

        if is_new:
            said = reads_rules.preview(db, SYSTEM, "databases", after)
            rule_id = rules.add(db, SYSTEM, "databases", after)
        else:
            said = reads_rules.preview(db, SYSTEM, "databases", after, rule_id)
            form = reads_rules.rule(db, SYSTEM, rule_id).form
            rules.change(db, SYSTEM, rule_id, after, "building", form)
        relinked(db)

        now = lately_linked(db, "databases")
        assert said.new == len(items(now) - items(then))
        assert said.gone == len(items(then) - items(now))
        assert {one.id for one in said.gone_examples} <= items(then) - items(now)
        assert {one.id for one in said.linked_examples} <= items(now)
        if not is_new:  # it stands first, so whatever it matches is linked by it
            assert said.linked == len({item for item, rule in now if rule == rule_id})


def _settle_some(db: Connection, person_id: int) -> None:
    """A person links every fiftieth item, and says yes or no to every seventh of the rules'."""
    db.execute(
        "INSERT INTO link (work_item_id, skill_id, source, added_by, created_at)"
        " SELECT work_item.id, skill.id, 'person', %s, %s FROM work_item, skill"
        " WHERE work_item.id %% 50 = 0 AND slug = 'databases' ON CONFLICT DO NOTHING",
        (person_id, clock.now()),
    )
    db.execute(
        "INSERT INTO answer (work_item_id, skill_id, person_id, is_mine, said_at)"
        " SELECT work_item_id, skill_id, %s, rule_id IS NULL OR work_item_id %% 3 > 0, %s FROM link"
        " WHERE rule_id IS NULL OR work_item_id %% 7 = 0",
        (person_id, clock.now()),
    )


# small work ─────────────────────────────────────────────────────────────────────────────────


def test_it_looks_at_work_done_in_ninety_days(db: Connection) -> None:
    make_item(db, "1", key="PAY-1", done_at=clock.now() - timedelta(days=1))
    make_item(db, "2", key="PAY-2")
    make_item(db, "3", components=["Docs"])
    make_item(db, "4", done_at=clock.now() - timedelta(days=91))
    make_item(db, "5", deleted_at=clock.now())
    make_item(db, "6", done_at=None, status_category="new")
    preview = reads_rules.preview(db, SYSTEM, "api-design", API)
    assert (preview.linked, preview.looked_at, preview.new, preview.gone) == (2, 3, 2, 0)
    assert [example.key for example in preview.linked_examples] == ["PAY-2", "PAY-1"]


def test_what_another_rule_says_too_does_not_go(db: Connection) -> None:
    make_item(db, "1")
    make_item(db, "2", project_key="SHOP")
    first = rules.add(db, SYSTEM, "api-design", API)
    rules.add(db, SYSTEM, "api-design", all_of(project=["PAY"]))
    relinked(db)
    preview = reads_rules.preview(db, SYSTEM, "api-design", all_of(label=["none"]), first)
    assert (preview.linked, preview.new, preview.gone) == (0, 0, 1)
    assert [one.project for one in preview.gone_examples] == ["SHOP"]


def test_rules_that_rest_and_rules_of_other_skills_count_for_nothing(db: Connection) -> None:
    resting = rules.add(db, SYSTEM, "api-design", API)
    rules.switch(db, SYSTEM, resting, is_on=False)
    rules.add(db, SYSTEM, "mentoring", API)
    make_item(db, "1")
    preview = reads_rules.preview(db, SYSTEM, "api-design", API)
    assert (preview.linked, preview.new) == (1, 1)


def test_new_links_are_the_first_examples(db: Connection) -> None:
    for number in range(12):
        make_item(db, f"old-{number}", key=f"OLD-{number}")
    make_item(db, "new", key="NEW-1", components=["Docs"], done_at=clock.now() - timedelta(days=9))
    rule_id = rules.add(db, SYSTEM, "api-design", API)
    relinked(db)
    wider = all_of(component=["API", "Docs"])
    preview = reads_rules.preview(db, SYSTEM, "api-design", wider, rule_id)
    assert (preview.linked, preview.new, len(preview.linked_examples)) == (13, 1, 10)
    assert preview.linked_examples[0].key == "NEW-1"


@pytest.fixture
def plan(db: Connection) -> str:
    """How PostgreSQL finds finished work among 30,000 items of three years."""
    db.execute(
        "INSERT INTO work_item (kind, external_id, status_category, done_at)"
        " SELECT 'issue', n, 'done', %s - n * interval '50 minutes'"
        " FROM generate_series(1, 30000) AS n",
        (clock.now(),),
    )
    db.execute("ANALYZE work_item")
    since = clock.now() - timedelta(days=90)
    query = f"EXPLAIN {reads_rules.Q['finished_items']}"
    return "\n".join(row[0] for row in db.execute(query, {"skill_id": 1, "since": since}))


def test_a_preview_does_not_go_through_all_work(plan: str) -> None:
    assert "work_item_done" in plan
    assert "Seq Scan on work_item " not in plan
