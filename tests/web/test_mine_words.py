"""Everything about me reads as words: each table, column and code of it has some."""

import re
from typing import Any, LiteralString, NamedTuple

from flask import Flask
from psycopg.rows import dict_row

from service.budgets.model_requests import State
from service.db import sql
from service.db.sql import Connection
from service.growth.reads_mine import FIGURES
from service.growth.vignettes import vignettes
from service.web.mine import codes
from service.web.mine.columns import COLUMNS, Kind
from service.web.mine.titles import PARTS, TITLES

NOBODY = {"person_id": 0, "most": None, "skip": 0}
TEXT = 25  # the type `text` of PostgreSQL
#: Text without a limit in the database that needs no words of ours: names and addresses from
#: elsewhere, what is put together from texts that have a limit, and two that are tested here.
WRITTEN = {
    "account.external_id", "account.name", "budget.currency", "connection.name",
    "published_page.address", "published_page.space_key", "words.giver", "words.receiver",
    "brought_by", "helper", "learner", "person", "work",
    "effect", "moment", "step", "signal_en", "signal_nl",
    "judgement.vignette", "request_step.state",
}  # fmt: skip


class Asked(NamedTuple):
    """A column of a table about me, and the column of the database that it comes from."""

    table: str
    column: str
    origin: str | None
    is_text: bool


def asked(db: Connection) -> list[Asked]:
    """Every column of every `about_` query."""
    found = []
    for package in PARTS:
        for name, query in sql.load(f"service.{package}").items():
            if not name.startswith("about_"):
                continue
            with db.cursor() as cursor:
                cursor.execute(query, NOBODY)
                result, columns = cursor.pgresult, cursor.description or []
            assert result is not None
            found += [
                Asked(
                    name.partition("_")[2], column.name,
                    origin(db, result.ftable(at), result.ftablecol(at)),
                    column.type_code == TEXT,
                )
                for at, column in enumerate(columns)
            ]  # fmt: skip
    return found


def origin(db: Connection, table: int, column: int) -> str | None:
    """`table.column`; of a view, that of the table under it."""
    query = (
        "SELECT coalesce(under.attrelid::regclass::text, a.attrelid::regclass::text)"
        " || '.' || a.attname FROM pg_attribute AS a"
        " LEFT JOIN pg_rewrite ON ev_class = a.attrelid"
        " LEFT JOIN pg_depend ON classid = 'pg_rewrite'::regclass AND objid = pg_rewrite.oid"
        " LEFT JOIN pg_attribute AS under ON under.attrelid = refobjid"
        "  AND under.attnum = refobjsubid AND under.attname = a.attname"
        " WHERE a.attrelid = %(table)s AND a.attnum = %(column)s ORDER BY under.attrelid LIMIT 1"
    )
    return sql.value(db, query, table=table, column=column) if table else None


def constrained(db: Connection) -> dict[str, str]:
    """What the database says of single columns of text, by `table.column`."""
    query = (
        "SELECT conrelid::regclass::text || '.' || attname AS name,"
        " pg_get_constraintdef(pg_constraint.oid) AS says FROM pg_constraint"
        " JOIN pg_attribute ON attrelid = conrelid AND attnum = conkey[1]"
        " WHERE contype = 'c' AND cardinality(conkey) = 1 AND atttypid = 'text'::regtype"
    )
    return {row["name"]: row["says"] for row in rows(db, query)}


def rows(db: Connection, query: LiteralString) -> list[dict[str, Any]]:
    with db.cursor(row_factory=dict_row) as cursor:
        return cursor.execute(query).fetchall()


def test_every_table_and_column_has_a_name(db: Connection) -> None:
    columns = asked(db)
    assert {one.table for one in columns} | {"levels"} == set(TITLES)
    assert {one.column for one in columns} | set(FIGURES) == set(COLUMNS)


def test_every_code_has_words(db: Connection) -> None:
    says = constrained(db)
    coded = [one for one in asked(db) if "ANY (ARRAY" in says.get(one.origin or "", "")]
    assert len(coded) > 25
    for one in coded:
        known = set(re.findall(r"'(\w+)'::text", says[one.origin or ""]))
        assert known <= set(codes.CODES.get((one.table, one.column), ())), one


def test_codes_that_the_database_leaves_to_us_have_words(app: Flask) -> None:
    assert set(codes.CODES["request_steps", "state"]) == {str(state) for state in State}
    with app.test_request_context():
        for case in vignettes():
            assert codes.words("judgements", "vignette", case.slug, {}) == case.case_en


def test_whatever_else_is_text_was_written_or_is_a_name(db: Connection) -> None:
    """A new column of codes without a rule in the database would show them untranslated."""
    says = constrained(db)
    known = ("length(", "ANY (ARRAY")
    unknown = {
        one.origin or one.column
        for one in asked(db)
        if one.is_text
        and COLUMNS[one.column].kind not in (Kind.SKILL, Kind.AREA)
        and not any(word in says.get(one.origin or "", "") for word in known)
    }
    assert unknown == WRITTEN
