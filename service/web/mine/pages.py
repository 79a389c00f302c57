"""The page of everything about me, a page for each table, and the file.

What there is, each package says of itself; the root lists them.
"""

from collections.abc import Mapping
from typing import Any, Protocol

from flask import Blueprint, Response, jsonify, render_template, url_for

from service import clock
from service.actor import Actor
from service.db.sql import WHOLE, Connection, Part, Tables
from service.errors import NotFound
from service.growth.reads_mine import PURPOSE
from service.skills import reads as skills
from service.web import here
from service.web.mine import cells
from service.web.mine.cells import Names, Row, Table
from service.web.mine.schema import FromQuery
from service.web.mine.titles import PARTS, TITLES

GLANCE = 4  #: rows of a table where all tables are
PAGE = 50  #: rows on a page of their own


class About(Protocol):
    """What a package says about a person: its tables, or one of them and some of its rows."""

    def __call__(self, db: Connection, actor: Actor, part: Part = WHOLE) -> Tables: ...


def blueprint(everything: Mapping[str, About]) -> Blueprint:
    """The pages and the file, given what each package says about a person."""
    bp = Blueprint("mine", __name__)
    bp.context_processor(lambda: {"PARTS": PARTS, "TITLES": TITLES})

    @bp.get("/mine")
    def page() -> str:
        names, glance = _names(), Part(most=GLANCE + 1)
        about = {
            part: _glance(tables, names) for part, tables in _about(everything, glance).items()
        }
        return render_template("mine/page.html", about=about)

    @bp.get("/mine/<part>/<table>")
    def table(part: str, table: str) -> str:
        skip = here.query(FromQuery)["skip"]
        if part not in everything or table not in TITLES:
            raise NotFound
        found = everything[part](here.db(), here.me(), Part(table, PAGE + 1, skip))
        if table not in found:
            raise NotFound
        return _table(part, cells.table(table, list(found[table]), PAGE, _names()), skip)

    @bp.get("/mine.json")
    def file() -> Response:
        told = {part: _plain(tables) for part, tables in _about(everything, WHOLE).items()}
        answer = jsonify({"purpose": PURPOSE, "made_at": clock.now().isoformat(), **told})
        answer.headers["Content-Disposition"] = "attachment; filename=about-me.json"
        return answer

    return bp


def _about(everything: Mapping[str, About], rows: Part) -> dict[str, Tables]:
    return {part: about(here.db(), here.me(), rows) for part, about in everything.items()}


def _names() -> Names:
    return Names.of(skills.skills(here.db(), here.me(), with_archived=True))


def _glance(tables: Tables, names: Names) -> list[Table]:
    return [cells.table(name, list(rows), GLANCE, names) for name, rows in tables.items()]


def _table(part: str, found: Table, skip: int) -> str:
    def at(first: int) -> str:
        return url_for("mine.table", part=part, table=found.name, skip=first or None)

    return render_template(
        "mine/table.html",
        part=part,
        table=found,
        newer=at(max(skip - PAGE, 0)) if skip else None,
        older=at(skip + PAGE) if found.has_more else None,
    )


def _plain(tables: Tables) -> dict[str, list[dict[str, Any]]]:
    """Times as ISO 8601."""
    return {name: [_row(row) for row in rows] for name, rows in tables.items()}


def _row(row: Row) -> dict[str, Any]:
    return {
        key: value.isoformat() if hasattr(value, "isoformat") else value
        for key, value in row.items()
    }
