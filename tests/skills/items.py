"""Work items for tests of rules and links."""

from datetime import datetime
from typing import Any

from service import clock
from service.db.sql import Connection, value
from service.skills.rules import LinkableItem

SHAPE: dict[str, Any] = {
    "kind": "issue",
    "connection_id": None,
    "key": "PAY-7",
    "project_key": "PAY",
    "issue_type": "Story",
    "title": "Refinement of the payment API",
    "labels": ["refinement"],
    "components": ["API"],
    "epic_key": "PAY-1",
    "status_category": "done",
    "done_at": None,
    "deleted_at": None,
}


def make_item(db: Connection, external_id: str = "7", **different: Any) -> int:
    """A finished story about the payment API, but for what is said to be different."""
    row = {**SHAPE, "done_at": clock.now(), **different}
    return int(
        value(
            db,
            "INSERT INTO work_item (kind, connection_id, external_id, key, project_key, issue_type,"
            " title, labels, components, epic_key, status_category, done_at, deleted_at)"
            " VALUES (%(kind)s, %(connection_id)s, %(external_id)s, %(key)s, %(project_key)s,"
            " %(issue_type)s, %(title)s, %(labels)s, %(components)s, %(epic_key)s,"
            " %(status_category)s, %(done_at)s, %(deleted_at)s) RETURNING id",
            external_id=external_id,
            **row,
        )
    )


def item(**different: Any) -> LinkableItem:
    """The same story in memory."""
    story: dict[str, Any] = {
        "id": 7, "connection": "our-jira", "project": "PAY", "space": None, "type": "Story",
        "components": ["API"], "labels": ["refinement"], "epic": "PAY-1",
        "title": "Refinement of the payment API",
    }  # fmt: skip
    return LinkableItem(**story | different)


def links(db: Connection, *work_item_ids: int) -> list[tuple[int, int, int | None, datetime]]:
    """All links of these items, as (item, skill, rule, when)."""
    rows = db.execute(
        "SELECT work_item_id, skill_id, rule_id, created_at FROM link"
        " WHERE work_item_id = ANY(%s) ORDER BY 1, 2",
        (list(work_item_ids),),
    )
    return rows.fetchall()


def confirm(db: Connection, work_item_id: int, skill_id: int, person_id: int) -> None:
    """A link that a person made, and that stands for them."""
    db.execute(
        "INSERT INTO link (work_item_id, skill_id, source, added_by, created_at)"
        " VALUES (%s, %s, 'person', %s, %s) ON CONFLICT DO NOTHING",
        (work_item_id, skill_id, person_id, clock.now()),
    )
    db.execute(
        "INSERT INTO answer VALUES (%s, %s, %s, true, %s)",
        (work_item_id, skill_id, person_id, clock.now()),
    )
