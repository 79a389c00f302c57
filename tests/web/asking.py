"""Asking a budget for money and time, in a browser."""

import re

from flask.testing import FlaskClient

from tests.web.browse import plain, text

PDF = b"%PDF-1.7\n" + b"0" * 100
WISH = {
    "title": "Course on lace", "kind": "course", "money": "400", "minutes": "7:30",
    "why": "I want to make it myself.", "with_vat": "yes", "shows_to_planners": "yes",
}  # fmt: skip


def asked(client: FlaskClient, budget_id: int, **changed: str) -> str:
    """Where the page of a new draft is."""
    answer = client.post(f"/budgets/{budget_id}/ask", data=WISH | changed)
    assert answer.status_code == 303, answer.get_data(as_text=True)
    return str(answer.location)


def go(client: FlaskClient, address: str, **data: str) -> str:
    """Press a button; what one reads on the page after it."""
    answer = client.post(address, data=data, follow_redirects=True)
    assert answer.status_code == 200, answer.get_data(as_text=True)
    return plain(answer.get_data(as_text=True))


def said_at(client: FlaskClient, address: str) -> str:
    """When the advice was said that the page of a request lets answer, as its form sends it."""
    (sent,) = re.findall(r'name="said_at" value="([^"]+)"', text(client, address))
    return str(sent)
