"""Browsers for the people of the cast, and what one reads of a page."""

import re
from collections.abc import Callable
from typing import Any

import psycopg
import pytest
from flask import Flask
from flask.testing import FlaskClient

from service.people.model import Person
from tests.cast import sign_in


class Browse:
    """A browser for each person."""

    def __init__(self, app: Flask) -> None:
        app.config["WTF_CSRF_ENABLED"] = False
        self.app = app

    def __call__(self, person: Person) -> FlaskClient:
        return sign_in(self.app.test_client(), person)


def text(client: FlaskClient, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.status
    return answer.get_data(as_text=True)


def statements(monkeypatch: pytest.MonkeyPatch, act: Callable[[], object]) -> int:
    """How many statements it takes."""
    counted = 0
    execute = psycopg.Cursor.execute

    def counting(self: Any, *args: Any, **kwargs: Any) -> Any:
        nonlocal counted
        counted += 1
        return execute(self, *args, **kwargs)

    with monkeypatch.context() as patched:
        patched.setattr(psycopg.Cursor, "execute", counting)
        act()
    return counted


def plain(html: str) -> str:
    """What one reads of a page."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def at_field(html: str, name: str) -> str:
    """What is said at a field of a form."""
    return plain(html.partition(f'id="{name}-error">')[2].partition("</p>")[0])
