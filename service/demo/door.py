"""The door of the demo: one click and one is a developer, a team lead or the administrator.

It exists only in an application made by `gezel demo`, which answers on this machine alone.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, redirect, url_for
from werkzeug.wrappers import Response

from service.db import sql
from service.db.pool import Pool, borrowed
from service.errors import NotFound

Q = sql.load(__package__)
#: Who plays which role in the demo, by e-mail address, and their names for the door.
WHO = {
    "developer": "noor.dewit@lindewal.example",
    "lead": "iris.bakker@lindewal.example",
    "administrator": "dana.hoekstra@lindewal.example",
}
NAMES = {"developer": "Noor de Wit", "lead": "Iris Bakker", "administrator": "Dana Hoekstra"}


@dataclass(frozen=True, slots=True)
class Door:
    id: int
    name: str
    email: str


def blueprint(
    pool: Pool, enter: Callable[[int], None], open_to_strangers: Callable[[Any], Any]
) -> Blueprint:
    """The door, given how to let somebody in and how to mark a view as open."""
    bp = Blueprint("demo", __name__)

    @bp.app_context_processor
    def doors() -> dict[str, Any]:
        return {"demo_doors": NAMES}

    @bp.post("/demo/<role>")
    @open_to_strangers
    def go_in(role: str) -> Response:
        if role not in WHO:
            raise NotFound
        with borrowed(pool) as db:
            person = sql.one(db, Door, Q["doors"], emails=[WHO[role]])
        enter(person.id)
        return redirect(url_for("today.page"), 303)

    return bp
