"""`schema.sql` and the migrations lead to the same database, and its keys have indexes."""

from pathlib import Path

from service.db import migrate, pool
from service.db.sql import Connection

ROOT = Path(__file__).parents[2]
# A column that left keeps its number, so they are counted anew.
COLUMNS = """
SELECT table_name, column_name,
       row_number() OVER (PARTITION BY table_name ORDER BY ordinal_position),
       data_type, is_nullable, column_default,
       is_identity, generation_expression
  FROM information_schema.columns WHERE table_schema = %(schema)s
   AND table_name NOT LIKE 'procrastinate%%' ORDER BY 1, 3
"""
CONSTRAINTS = """
SELECT conrelid::regclass::text, conname, pg_get_constraintdef(pg_constraint.oid)
  FROM pg_constraint JOIN pg_namespace ON pg_namespace.oid = connamespace
 WHERE nspname = %(schema)s AND conrelid::regclass::text NOT LIKE 'procrastinate%%' ORDER BY 1, 2
"""
INDEXES = """
SELECT tablename, indexname, replace(indexdef, %(schema)s || '.', '')
  FROM pg_indexes WHERE schemaname = %(schema)s AND tablename NOT LIKE 'procrastinate%%' ORDER BY 2
"""
STORAGE = """
SELECT attrelid::regclass::text, attname, attstorage FROM pg_attribute
  JOIN pg_class ON pg_class.oid = attrelid JOIN pg_namespace ON pg_namespace.oid = relnamespace
 WHERE nspname = %(schema)s AND relkind = 'r' AND attnum > 0 AND NOT attisdropped
   AND attrelid::regclass::text NOT LIKE 'procrastinate%%' ORDER BY 1, 2
"""
VIEWS = """
SELECT viewname, replace(definition, %(schema)s || '.', '')
  FROM pg_views WHERE schemaname = %(schema)s ORDER BY 1
"""
WITHOUT_INDEX = """
SELECT conrelid::regclass::text || ' ' || conname
  FROM pg_constraint JOIN pg_namespace ON pg_namespace.oid = connamespace
 WHERE nspname = %(schema)s AND contype = 'f'
   AND conrelid::regclass::text NOT LIKE 'procrastinate%%'
   AND confrelid::regclass::text NOT IN ('skill', 'skill_version', 'connection', 'area')
   AND NOT EXISTS (SELECT FROM pg_index WHERE indrelid = conrelid AND indkey[0] = conkey[1])
 ORDER BY 1
"""


def described(db: Connection, schema: str) -> list[list[object]]:
    queries = (COLUMNS, CONSTRAINTS, INDEXES, STORAGE, VIEWS)
    return [db.execute(query, {"schema": schema}).fetchall() for query in queries]


def test_schema_and_migrations_are_equal(database_url: str, worker_id: str) -> None:
    by_file, by_migration = f"by_file_{worker_id}", f"by_migration_{worker_id}"
    with pool.connect(database_url, by_file) as db:
        db.execute(f"DROP SCHEMA IF EXISTS {by_file} CASCADE".encode())
        db.execute(f"CREATE SCHEMA {by_file}".encode())
        db.execute((ROOT / "schema.sql").read_bytes())
        file = described(db, by_file)
        db.execute(f"DROP SCHEMA {by_file} CASCADE".encode())
    with pool.connect(database_url, by_migration) as db:
        db.execute(f"DROP SCHEMA IF EXISTS {by_migration} CASCADE".encode())
        migrate.migrate(db, by_migration)
        migrated = described(db, by_migration)
        db.execute(f"DROP SCHEMA {by_migration} CASCADE".encode())
    assert file[0], "schema.sql makes no tables"
    assert file == migrated


def test_foreign_keys_that_are_followed_have_an_index(db: Connection, schema: str) -> None:
    """Catalogue and connection rows are never deleted, so nothing looks for who refers to them."""
    missing = [row[0] for row in db.execute(WITHOUT_INDEX, {"schema": schema}).fetchall()]
    assert missing == []
