"""Every body that Jira was seen to send, over HTTP to a running server, and what becomes of it."""

from collections import Counter
from pathlib import Path

import pytest

from service.connections.model import Product
from service.db.sql import Connection
from tests.atlassian.bodies import OWN, RECORDED, of
from tests.running.installation import Installation, add_connection, pending, wait_until

Became = dict[str, dict[str, int]]
# By product: what each delivery is listed as, or its state where it has no event of ours.
BECAME_RECORDED: Became = {
    "jira-cloud": {
        "issue changed": 33,
        "issue deleted": 1,
        "comment": 8,
        "worklog": 1,
        "much changed": 1,
        "project": 1,
        "account": 1,
        "ignored": 3,
        "quarantined": 2,
    },
    "jira-datacenter": {
        "issue changed": 27,
        "issue deleted": 1,
        "comment": 3,
        "ignored": 1,
    },
    "confluence-datacenter": {"page changed": 2},
}
BECAME_OWN: Became = {
    "jira-cloud": {"issue changed": 2, "issue deleted": 1, "comment": 3, "ignored": 1},
    "jira-datacenter": {"issue changed": 4, "issue deleted": 1, "comment": 3},
}
COUNTED = """
SELECT connection.name, CASE state WHEN 'done' THEN event ELSE state END, count(*)
  FROM delivery
  JOIN connection ON connection.id = connection_id
 GROUP BY 1, 2
"""


@pytest.fixture
def recorded() -> Path:
    if not RECORDED.is_dir():
        pytest.skip("the recorded bodies are not beside the repository; our own are used instead")
    return RECORDED


@pytest.fixture
def running(installation: Installation) -> Installation:
    installation.serve()
    installation.work()
    return installation


def posted(here: Installation, folder: Path) -> list[int]:
    """Send every body to the connection of its product; the answers."""
    senders = {product: add_connection(here, product, product) for product in Product}
    return [senders[Product(file.parent.name)].post(file.read_bytes()) for file in of(folder)]


def became(db: Connection) -> Became:
    wait_until(lambda: pending(db) == 0)
    counts: Became = {}
    for name, event, number in db.execute(COUNTED):
        counts.setdefault(name, {})[event] = number
    return counts


def test_every_recorded_body_is_taken_and_none_is_lost_or_stuck(
    recorded: Path, running: Installation
) -> None:
    answers = posted(running, recorded)
    assert Counter(answers) == {202: 85, 401: 3}  # Confluence Cloud has no webhooks of this kind
    with running.connect() as db:
        assert became(db) == BECAME_RECORDED
        assert sum(sum(count.values()) for count in BECAME_RECORDED.values()) == 85
        assert quarantined(db) == [
            "issue.fields.created is missing.",
            "issue.fields.status is missing.",
        ]


def test_each_event_of_both_products_is_taken(running: Installation) -> None:
    answers = posted(running, OWN)
    assert set(answers) == {202}
    with running.connect() as db:
        assert became(db) == BECAME_OWN
        assert quarantined(db) == []


def quarantined(db: Connection) -> list[str]:
    """Why each one is quarantined."""
    found = db.execute("SELECT reason FROM delivery WHERE state = 'quarantined' ORDER BY reason")
    return [reason for (reason,) in found]
