"""Named queries: SQL lives in `queries.sql` beside its package, and rows become dataclasses.

A query begins with two comment lines, its name and a sentence:

    -- person
    -- A person by id.
    SELECT ...
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, LiteralString, TypeVar

import psycopg
from psycopg.rows import class_row, dict_row, scalar_row

from service.errors import NotFound

Connection = psycopg.Connection[Any]
Row = TypeVar("Row")
#: Rows as a file or a page shows them, by what they are.
Tables = dict[str, list[dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Part:
    """Which of some tables, all by default, and which of their rows."""

    table: str | None = None
    most: int | None = None
    skip: int = 0


WHOLE = Part()

_HEADING = re.compile(r"^-- ([a-z][a-z0-9_]*)\n-- .+\n", re.MULTILINE)


def load(package: str) -> dict[str, LiteralString]:
    """The queries of a package by name, each from its `queries*.sql`.

    The text is ours, never a visitor's, so it counts as literal.
    """
    queries: dict[str, LiteralString] = {}
    for file in sorted(files(package).iterdir(), key=lambda f: f.name):
        if file.name.startswith("queries") and file.name.endswith(".sql"):
            queries |= _split(file.read_text(encoding="utf-8"))
    return queries


def _split(text: str) -> dict[str, LiteralString]:
    heads = list(_HEADING.finditer(text))
    ends = [head.start() for head in heads[1:]] + [len(text)]
    return {
        head[1]: text[head.end() : end].strip().rstrip(";")
        for head, end in zip(heads, ends, strict=True)
    }


def first(db: Connection, row: type[Row], query: LiteralString, **values: Any) -> Row | None:
    """The first row, or None."""
    with db.cursor(row_factory=class_row(row)) as cursor:
        return cursor.execute(query, values).fetchone()


def one(db: Connection, row: type[Row], query: LiteralString, **values: Any) -> Row:
    """The one row, or NotFound."""
    found = first(db, row, query, **values)
    if found is None:
        raise NotFound
    return found


def every(db: Connection, row: type[Row], query: LiteralString, **values: Any) -> list[Row]:
    """All rows, in the order of the query."""
    with db.cursor(row_factory=class_row(row)) as cursor:
        return cursor.execute(query, values).fetchall()


def value(db: Connection, query: LiteralString, **values: Any) -> Any:
    """The first column of the first row, or None."""
    with db.cursor(row_factory=scalar_row) as cursor:
        return cursor.execute(query, values).fetchone()


def column(db: Connection, query: LiteralString, **values: Any) -> list[Any]:
    """The first column of all rows."""
    with db.cursor(row_factory=scalar_row) as cursor:
        return cursor.execute(query, values).fetchall()


def tables(
    db: Connection,
    queries: Mapping[str, LiteralString],
    names: Iterable[str],
    part: Part = WHOLE,
    **values: Any,
) -> Tables:
    """The rows of several queries, each by its name after the first "_"."""
    wanted = {name.partition("_")[2]: name for name in names}
    if part.table is not None:
        wanted = {key: name for key, name in wanted.items() if key == part.table}
    rows = values | {"most": part.most, "skip": part.skip}
    with db.cursor(row_factory=dict_row) as cursor:
        return {key: cursor.execute(queries[name], rows).fetchall() for key, name in wanted.items()}


def run(db: Connection, query: LiteralString, **values: Any) -> int:
    """Carry out a statement; how many rows it touched."""
    return db.execute(query, values).rowcount


def run_many(db: Connection, query: LiteralString, rows: list[dict[str, Any]]) -> None:
    """Carry out one statement for many rows, in one round trip."""
    with db.cursor() as cursor:
        cursor.executemany(query, rows)
