"""Asking a connection while an administrator waits, and saying what went wrong in words."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from service.atlassian.rest.client import Client
from service.atlassian.rest.errors import AtlassianError
from service.calls import Calls
from service.connections.model_setup import SetUp
from service.errors import Conflict
from service.web import here
from service.web.errors import told

T = TypeVar("T")


def calls() -> Calls:
    parts = here.parts()
    return Calls(parts.pool, parts.settings, parts.vault)


@contextmanager
def client_of(connection: SetUp) -> Iterator[Client]:
    with calls().client(here.me(), connection.id) as client:
        yield client


def asked(connection: SetUp, question: Callable[[Client], T]) -> tuple[T | None, str | None]:
    """The answer or, where there is none, why: nothing that is shown depends on it alone."""
    if not connection.can_ask:
        return None, None
    try:
        with client_of(connection) as client:
            return question(client), None
    except (AtlassianError, Conflict) as error:
        return None, told(error)
