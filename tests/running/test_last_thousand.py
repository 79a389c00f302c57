"""Sixteen clients ask at once for the last thousand euro, over HTTP: what fits is reserved."""

import http.client
import re
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from threading import Barrier
from urllib.parse import urlencode

import pytest

from service import create_app
from service.actor import Member
from service.db.sql import Connection, value
from service.people.model import Person
from service.settings import Settings
from tests.budgets.making import EURO, make_budget, make_request
from tests.cast import make_person, sign_in
from tests.running.installation import KEY, Installation

CLIENTS = 16


def cookie(here: Installation, person: Person) -> str:
    """The session of somebody, as the cookie their browser would send."""
    settings = Settings(here.database_url, KEY, here.schema)
    client = sign_in(create_app(settings).test_client(), person)
    found = client.get_cookie("gezel")
    assert found is not None
    return f"gezel={found.value}"


def call(
    here: Installation, method: str, path: str, session: str, body: str = ""
) -> tuple[int, str, str]:
    """Status, text, and the session after it."""
    headers = {"Cookie": session, "Content-Type": "application/x-www-form-urlencoded"}
    with closing(http.client.HTTPConnection("127.0.0.1", here.port, timeout=60)) as line:
        line.request(method, path, body, headers)
        answer = line.getresponse()
        given = (answer.getheader("Set-Cookie") or session).split(";")[0]
        return answer.status, answer.read().decode(), given


def ask_at_once(here: Installation, wishes: Sequence[tuple[int, str]]) -> list[int]:
    """Everybody opens their page, and all press the button at the same moment; the answers."""
    start = Barrier(len(wishes))

    def ask(wish: int, session: str) -> int:
        _, page, session = call(here, "GET", f"/requests/{wish}", session)
        token = re.search(r'name="csrf_token" value="([^"]+)"', page)
        assert token
        start.wait()
        body = urlencode({"csrf_token": token[1]})
        return call(here, "POST", f"/requests/{wish}/send", session, body)[0]

    with ThreadPoolExecutor(len(wishes)) as threads:
        return list(threads.map(lambda one: ask(*one), wishes))


def reserved(db: Connection, budget_id: int) -> tuple[int, int]:
    query = "SELECT reserved || ' ' || free FROM balance WHERE budget_id = %(id)s"
    first, second = str(value(db, query, id=budget_id)).split()
    return int(first) // EURO, int(second) // EURO


@pytest.mark.parametrize(("price", "fits"), [(300, 3), (7, 16), (1000, 1)])
def test_exactly_what_fits_is_reserved(installation: Installation, price: int, fits: int) -> None:
    with installation.connect() as db:
        budget = make_budget(db, money=1000 * EURO)
        people = [make_person(db, f"Asker{number}") for number in range(CLIENTS)]
        wishes = [make_request(db, Member(one.id), budget, money=price * EURO) for one in people]
        installation.serve()
        sessions = [cookie(installation, one) for one in people]
        answers = ask_at_once(installation, list(zip(wishes, sessions, strict=True)))
        assert sorted(answers) == [303] * fits + [422] * (CLIENTS - fits)
        assert reserved(db, budget.id) == (fits * price, 1000 - fits * price)
