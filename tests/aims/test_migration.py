"""What people said before focus was a table of its own is kept by the migration."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from service.db import migrate, pool
from service.db.sql import Connection

BEGAN = datetime(2026, 1, 5, 9, tzinfo=UTC)
DAY = timedelta(days=1)
#: Days after the begin, skill, wish, and what will be tried.
SAID = (
    (0, 1, 1, None), (1, 1, 3, "Draw it."), (2, 1, 3, "Ask sooner."), (3, 1, 0, None),
    (4, 1, 3, "Draw it again."), (0, 2, 3, None), (0, 3, 2, "Only for me."), (0, 4, 2, None),
)  # fmt: skip


@pytest.fixture
def before(database_url: str, worker_id: str) -> Iterator[Connection]:
    """A database as it was, with one person who placed themselves."""
    name = f"before_focus_{worker_id}"
    with pool.connect(database_url, name) as db:
        db.execute(f"DROP SCHEMA IF EXISTS {name} CASCADE".encode())
        db.execute(f"CREATE SCHEMA {name}".encode())
        for migration in migrate.available():
            if migration < "0003_pre_aims.sql":
                migrate._apply(db, migration)
        _say(db)
        yield db
        db.execute(f"DROP SCHEMA {name} CASCADE".encode())


def _say(db: Connection) -> None:
    db.execute(
        "INSERT INTO person (name, email, session_key, created_at)"
        " VALUES ('Bob', 'bob@example.org', '', %s)",
        (BEGAN,),
    )
    db.execute("INSERT INTO area (slug, position, name_en, name_nl) VALUES ('a', 1, '', '')")
    for number in range(1, 5):
        db.execute("INSERT INTO skill (slug, area_id, position) VALUES (%s, 1, 1)", (f"s{number}",))
        db.execute(
            "INSERT INTO skill_version (skill_id, number, name_en, name_nl, summary_en, summary_nl,"
            " valid_from) VALUES (%s, 1, '', '', '', '', %s)",
            (number, BEGAN),
        )
    for days, skill, wish, will_try in SAID:
        db.execute(
            "INSERT INTO placement (person_id, skill_id, skill_version_id, wish, will_try,"
            " placed_at) VALUES (1, %s, %s, %s, %s, %s)",
            (skill, skill, wish, will_try, BEGAN + days * DAY),
        )


def test_each_time_of_a_focus_is_kept_with_what_was_tried(before: Connection) -> None:
    for migration in ("0003_pre_aims.sql", "0004_post_aims.sql"):
        migrate._apply(before, migration)
    found = before.execute(
        "SELECT skill_id, will_try, is_shown_to_givers, begun_at, ended_at, slot IS NOT NULL"
        " FROM focus ORDER BY skill_id, begun_at"
    ).fetchall()
    assert found == [
        (1, "Ask sooner.", True, BEGAN + 1 * DAY, BEGAN + 3 * DAY, False),
        (1, "Draw it again.", True, BEGAN + 4 * DAY, None, True),
        (2, None, True, BEGAN, None, True),
        (3, "Only for me.", False, BEGAN, None, True),
    ]
