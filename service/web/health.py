"""Is the service alive, and can it do its work? For proxies and supervisors."""

import psycopg
from flask import Blueprint
from werkzeug.wrappers import Response

from service.db import migrate
from service.errors import Unavailable
from service.web import here
from service.web.sign_in import open_to_strangers

bp = Blueprint("health", __name__)


@bp.get("/healthz")
@open_to_strangers
def alive() -> Response:
    return Response("ok\n", mimetype="text/plain")


@bp.get("/readyz")
@open_to_strangers
def ready() -> Response:
    """503 while the database is away or not migrated."""
    try:
        pending = migrate.pending(here.db())
    except (Unavailable, psycopg.OperationalError):
        return Response("the database is away\n", status=503, mimetype="text/plain")
    if pending:
        return Response("run: gezel db migrate\n", status=503, mimetype="text/plain")
    return Response("ready\n", mimetype="text/plain")
