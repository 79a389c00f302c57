"""Browsers for the people of the cast, and what one reads of a page."""

import re

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


def plain(html: str) -> str:
    """What one reads of a page."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())
