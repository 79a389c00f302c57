"""What a view stands on: the database, who is here, and what was sent. One request, one time."""

from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any, cast

from flask import Flask, current_app, g, request
from flask_login import current_user
from marshmallow import Schema
from webargs.flaskparser import FlaskParser
from werkzeug.exceptions import UnprocessableEntity

from service import clock
from service.actor import Member
from service.connections.secrets import Vault
from service.db.pool import Pool, borrowed
from service.db.sql import Connection
from service.errors import Invalid, NotFound
from service.people.model import Person
from service.settings import Settings

_parser = FlaskParser()


@dataclass(frozen=True, slots=True)
class Parts:
    """What the root put together and the pages use."""

    settings: Settings
    pool: Pool
    vault: Vault


def parts() -> Parts:
    return cast(Parts, current_app.extensions["gezel"])


def db() -> Connection:
    """The connection of this request, borrowed at first use."""
    if "db" not in g:
        g.db = _stack().enter_context(borrowed(parts().pool))
    return cast(Connection, g.db)


def person() -> Person:
    """The signed-in person. Views without `@sign_in.open_to_strangers` always have one."""
    return cast(Person, current_user.person)


def me() -> Member:
    """The signed-in person as an actor."""
    return cast(Member, current_user.actor)


def looks_ahead() -> bool:
    """A browser that only fetches what may be wanted next: nobody has read it."""
    asked = request.headers.get("Sec-Purpose", request.headers.get("Purpose", ""))
    return "prefetch" in asked


def form(schema: type[Schema] | Schema) -> dict[str, Any]:
    """The fields of a form as the schema reads them, or Invalid with a message per field."""
    return _read(schema, "form")


def query(schema: type[Schema] | Schema) -> dict[str, Any]:
    """The query parameters as the schema reads them, or Invalid."""
    return _read(schema, "query")


def _read(schema: type[Schema] | Schema, location: str) -> dict[str, Any]:
    try:
        return cast(dict[str, Any], _parser.parse(schema, location=location))
    except UnprocessableEntity as wrong:
        raise Invalid(fields=wrong.data["messages"][location]) from wrong  # type: ignore[attr-defined]


def install(app: Flask) -> None:
    app.before_request(_begin)
    app.teardown_request(_end)


def _stack() -> ExitStack:
    if "stack" not in g:
        g.stack = ExitStack()
    return cast(ExitStack, g.stack)


def _begin() -> None:
    if "\x00" in request.path:
        raise NotFound  # PostgreSQL cannot keep it, so nothing has it in its name
    _stack().enter_context(clock.stopped())


def _end(_: BaseException | None) -> None:
    _stack().close()
