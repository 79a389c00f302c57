"""Damaged deliveries by every way, over HTTP to running processes: none breaks, none is lost.

`make fuzz` sends a hundred thousand; the usual run sends some hundreds.
"""

import copy
import http.client
import json
import os
import random
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest

from service.actor import System
from service.connections.model import Product
from service.db.sql import Connection
from service.skills import actions as skills
from service.skills import actions_rules as rules
from service.skills.rules_tree import all_of
from tests.atlassian import key_server
from tests.atlassian.test_damage import WRONG, damage, ways
from tests.atlassian.tokens import APP, CLIENT_SECRET, SITE
from tests.running.forms import by_way
from tests.running.installation import Installation, add_connection, pending, wait_until
from tests.running.ways import WAYS, Send, Sent, sender

NUMBER = int(os.environ.get("GEZEL_FUZZ", "320"))
SEED = int(os.environ.get("GEZEL_FUZZ_SEED", "1"))
SETUP = System("set up")
MOST_DAMAGES = 3
#: What is no JSON any more, since it is cut off, and what comes a second time.
CUT = 0.05
AGAIN = 0.05
#: Bodies come to a connection of another product than the one that made them, now and then.
ASTRAY = 0.1
UNDERSTOOD = {"done", "ignored", "quarantined"}


@pytest.fixture
def here(installation: Installation) -> Iterator[Installation]:
    """An installation with both apps, skills and a rule, that serves and works."""
    with key_server.running() as keys:
        installation.settings |= {
            "GEZEL_ATLASSIAN_CLIENT_SECRET": CLIENT_SECRET,
            "GEZEL_FORGE_APP_ID": APP,
            "GEZEL_FORGE_KEYS_URL": keys.url,
        }
        with installation.connect() as db:
            skills.load_starter(db, SETUP)
            rules.add(db, SETUP, "databases", all_of(type=["Story", "Bug"]))
        installation.serve()
        installation.work()
        yield installation


def test_no_damage_breaks_anything_and_nothing_is_lost(here: Installation) -> None:
    chance = random.Random(SEED)  # noqa: S311 - dice that fall the same way again
    answers, taken = sent(here, deliveries(senders(here, chance), chance))
    assert set(answers) == {202}
    with here.connect() as db:
        wait_until(lambda: pending(db) == 0, 60 + NUMBER / 100)
        assert sorted(kept(db)) == sorted(taken)
        assert outcomes(db).keys() <= UNDERSTOOD, failures(db)
        assert set(came_by(db)) == {(way.product, way.channel) for way in WAYS}
        assert jobs_that_broke(db) == []
    here.stop()


def senders(here: Installation, chance: random.Random) -> list[Send]:
    """One for each way, in the order of the ways; Atlassian is heard, and never asked."""
    connections = {product: add_connection(here, product, product) for product in Product}
    with here.connect() as db:
        db.execute(
            "UPDATE connection SET auth = 'oauth', cloud_id = %s, calls_wait_until = '2999-01-01'"
            " WHERE product LIKE '%%-cloud'",
            (SITE,),
        )
    return [sender(way, connections[way.product], chance) for way in WAYS]


def deliveries(senders: list[Send], chance: random.Random) -> Iterator[Sent]:
    """Damaged bodies by all ways in turn, without an end; some come again at once."""
    known = list(by_way().values())
    places = {id(body): list(ways(body)) for bodies in known for body in bodies}
    while True:
        for send, own in zip(senders, known, strict=True):
            original = chance.choice(chance.choice(known) if chance.random() < ASTRAY else own)
            delivery = send(damaged(original, places[id(original)], chance))
            yield delivery
            if chance.random() < AGAIN:
                yield delivery


def damaged(original: Any, places: list[Any], chance: random.Random) -> bytes:
    """A body with up to three things in it taken away or put wrong."""
    body = copy.deepcopy(original)
    for _ in range(chance.randint(0, MOST_DAMAGES)):
        damage(body, chance.choice(places), chance.choice(WRONG))
    content = json.dumps(body).encode()
    return content[: chance.randrange(len(content))] if chance.random() < CUT else content


def sent(
    here: Installation, deliveries: Iterator[Sent]
) -> tuple[Counter[int], set[tuple[str, str]]]:
    """The answers, and all that was taken: its connection and identifier. Over one busy line."""
    answers: Counter[int] = Counter()
    taken: set[tuple[str, str]] = set()
    with closing(http.client.HTTPConnection("127.0.0.1", here.port, timeout=30)) as line:
        for _, delivery in zip(range(NUMBER), deliveries, strict=False):
            line.request("POST", delivery.path, delivery.body, delivery.headers)
            with line.getresponse() as answer:
                answer.read()
            answers[answer.status] += 1
            if answer.status == 202:
                taken.add((delivery.product, f"id:{delivery.identifier}"))
    return answers, taken


def kept(db: Connection) -> list[tuple[str, str]]:
    return db.execute(
        "SELECT product, identifier FROM delivery JOIN connection ON connection.id = connection_id"
    ).fetchall()


def came_by(db: Connection) -> list[tuple[str, str]]:
    return db.execute(
        "SELECT DISTINCT product, channel FROM delivery"
        " JOIN connection ON connection.id = connection_id"
    ).fetchall()


def outcomes(db: Connection) -> dict[str, int]:
    return dict(db.execute("SELECT state, count(*) FROM delivery GROUP BY 1").fetchall())


def failures(db: Connection) -> list[Any]:
    return db.execute(
        "SELECT state, reason, count(*) FROM delivery"
        " WHERE state NOT IN ('done', 'ignored', 'quarantined') GROUP BY 1, 2 LIMIT 10"
    ).fetchall()


def jobs_that_broke(db: Connection) -> list[Any]:
    """Jobs that failed, or that wait for another try."""
    return db.execute(
        "SELECT task_name, status, attempts FROM procrastinate_jobs"
        " WHERE status = 'failed' OR attempts > 0 AND status = 'todo'"
    ).fetchall()
