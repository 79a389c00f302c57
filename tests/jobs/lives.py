"""What a connection made of the double's world, to compare one way with another."""

from typing import Any

from service.db.sql import Connection

WORK = """
SELECT external_id, key, project_key, issue_type, title, labels, components, status,
       status_category, resolution, created_at, updated_at, told_done_at, entered_done_at, done_at
  FROM work_item
 WHERE connection_id = %(id)s
 ORDER BY external_id
"""
PARTS = """
SELECT work_item.external_id, account.external_id, account.name, role, first_at, last_at
  FROM contribution
  JOIN work_item ON work_item.id = work_item_id
  JOIN account ON account.id = account_id
 WHERE work_item.connection_id = %(id)s
 ORDER BY 1, 2, 4
"""


def rows(db: Connection, connection_id: int) -> list[Any]:
    """All work items and contributions of a connection, without our own ids."""
    return [db.execute(query, {"id": connection_id}).fetchall() for query in (WORK, PARTS)]
