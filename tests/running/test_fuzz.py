"""Damaged deliveries over HTTP to running processes: none breaks anything, none is lost.

`make fuzz` sends a hundred thousand; the usual run sends some hundreds.
"""

import copy
import http.client
import json
import os
import random
import uuid
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from typing import Any

from service.connections.model import Product
from service.db.sql import Connection, value
from tests.atlassian.bodies import OWN, RECORDED, of
from tests.atlassian.test_damage import WRONG, damage, ways
from tests.running.installation import Installation, Sender, add_connection, pending, wait_until

NUMBER = int(os.environ.get("GEZEL_FUZZ", "400"))
SEED = int(os.environ.get("GEZEL_FUZZ_SEED", "1"))
MOST_DAMAGES = 3
#: A delivery that is no JSON at all, or is cut off, comes now and then.
CUT = 0.05
TAKEN = 202
#: Confluence Cloud has no webhooks of this kind.
PRODUCTS = [product for product in Product if product != Product.CONFLUENCE_CLOUD]


def bodies() -> dict[Product, list[Any]]:
    """All known bodies, by the product that sent them."""
    folders = [OWN, *([RECORDED] if RECORDED.is_dir() else [])]
    found: dict[Product, list[Any]] = {product: [] for product in PRODUCTS}
    for file in (file for folder in folders for file in of(folder)):
        product = Product(file.parent.name)
        found.setdefault(product, []).append(json.loads(file.read_bytes()))
    return {product: each for product, each in found.items() if each and product in PRODUCTS}


def damaged(chance: random.Random) -> Iterator[tuple[Product, bytes]]:
    """Bodies with one to three things in them taken away or put wrong; some of another product."""
    known = bodies()
    places = {id(body): list(ways(body)) for each in known.values() for body in each}
    products = list(known)
    while True:
        product = chance.choice(products)
        source = product if chance.random() < 0.9 else chance.choice(products)
        original = chance.choice(known[source])
        body = copy.deepcopy(original)
        for _ in range(chance.randint(0, MOST_DAMAGES)):
            damage(body, chance.choice(places[id(original)]), chance.choice(WRONG))
        content = json.dumps(body).encode("utf-8", "surrogatepass")
        if chance.random() < CUT:
            content = content[: chance.randrange(len(content))]
        yield product, content


def test_no_damage_breaks_anything_and_nothing_is_lost(installation: Installation) -> None:
    installation.serve()
    installation.work()
    senders: dict[Product, Sender] = {
        product: add_connection(installation, product, product) for product in PRODUCTS
    }
    answers = sent(installation, senders)
    assert set(answers) <= {TAKEN, 400}, answers
    with installation.connect() as db:
        wait_until(lambda: pending(db) == 0, 60 + NUMBER / 100)
        assert value(db, "SELECT count(*) FROM delivery") == answers[TAKEN]
        assert outcomes(db) <= {"done", "ignored", "quarantined"}, failures(db)
    installation.stop()


def sent(here: Installation, senders: dict[Product, Sender]) -> Counter[int]:
    """The answers; over one line, as a busy Jira would."""
    answers: Counter[int] = Counter()
    chance = random.Random(SEED)  # noqa: S311 - dice that fall the same way again
    with closing(http.client.HTTPConnection("127.0.0.1", here.port, timeout=30)) as line:
        for _, (product, content) in zip(range(NUMBER), damaged(chance), strict=False):
            sender = senders[product]
            headers = sender.headers(content, str(uuid.UUID(int=chance.getrandbits(128))))
            line.request("POST", sender.path, content, headers)
            answer = line.getresponse()
            answer.read()
            answers[answer.status] += 1
    return answers


def outcomes(db: Connection) -> set[str]:
    return {row[0] for row in db.execute("SELECT DISTINCT state FROM delivery")}


def failures(db: Connection) -> list[Any]:
    return db.execute(
        "SELECT state, reason, count(*) FROM delivery"
        " WHERE state NOT IN ('done', 'ignored', 'quarantined') GROUP BY 1, 2 LIMIT 10"
    ).fetchall()
