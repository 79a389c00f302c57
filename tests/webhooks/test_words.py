"""The words of a delivery: read on the way, hashed, and kept nowhere."""

import json
from typing import Any

import pytest

from service.connections.model import Delivery
from service.db.sql import Connection, column, value
from service.skills import terms
from service.skills.terms import Key
from service.webhooks import handlers
from tests.cast import make_connection
from tests.webhooks.test_handlers import ACTOR, changed, issue, status_item

KEY = Key.of("a key for tests only, long enough to be taken")
TEXT = "The Zanzibar segment leaks"


@pytest.fixture
def jira(db: Connection) -> int:
    return make_connection(db, "theirs")


def tell(db: Connection, jira: int, *payloads: dict[str, Any], key: Key | None = KEY) -> None:
    batch = [Delivery(n, json.dumps(payload).encode()) for n, payload in enumerate(payloads)]
    handlers.handle(db, ACTOR, jira, batch, key)


def kept(db: Connection) -> list[list[int] | None]:
    return column(db, "SELECT hashes FROM item_terms ORDER BY work_item_id")


def hashed(text: str) -> list[int]:
    return sorted(terms.hashes(text, KEY))


def test_the_words_of_a_description_are_kept_as_hashes(db: Connection, jira: int) -> None:
    tell(db, jira, changed(issue(1, 1, description=TEXT)))
    assert kept(db) == [hashed(TEXT)]
    assert value(db, "SELECT count(*) FROM term") == len(hashed(f"Work 1 {TEXT}"))
    assert "anzibar" not in str(column(db, "SELECT to_jsonb(work_item)::text FROM work_item"))


def test_without_a_key_nothing_is_read(db: Connection, jira: int) -> None:
    tell(db, jira, changed(issue(1, 1, description=TEXT)), key=None)
    assert kept(db) == []


def test_an_issue_with_a_security_level_gives_no_words(db: Connection, jira: int) -> None:
    tell(db, jira, changed(issue(1, 1, description=TEXT, security={"id": "3"})))
    assert kept(db) == []
    assert value(db, "SELECT count(*) FROM term") == 0


def test_a_project_set_to_key_only_gives_no_words(db: Connection, jira: int) -> None:
    db.execute(
        "INSERT INTO project (connection_id, key, name, is_chosen, keeps_titles)"
        " VALUES (%s, 'LOOM', 'Loom', true, false)",
        (jira,),
    )
    tell(db, jira, changed(issue(1, 1, description=TEXT)))
    assert value(db, "SELECT title IS NULL FROM work_item") is True
    assert kept(db) == []


def test_an_issue_that_became_secret_is_not_read_again(db: Connection, jira: int) -> None:
    open_ = issue(1, 1, description=TEXT)
    secret = issue(1, 2, description="New", security={"id": "3"})
    tell(db, jira, changed(open_), changed(secret, 60))
    assert kept(db) == []


def test_what_was_kept_goes_at_once_when_an_issue_becomes_secret(db: Connection, jira: int) -> None:
    tell(db, jira, changed(issue(1, 1, description=TEXT)))
    tell(db, jira, changed(issue(1, 2, description=TEXT, security={"id": "3"}), 60))
    assert kept(db) == [None]


def test_a_body_without_a_description_takes_nothing_away(db: Connection, jira: int) -> None:
    tell(db, jira, changed(issue(1, 1, description=TEXT)))
    tell(db, jira, changed(issue(1, 2), 60))
    assert kept(db) == [hashed(TEXT)]


def test_the_same_words_however_often_they_are_told(db: Connection, jira: int) -> None:
    payload = changed(issue(1, 1, description=TEXT))
    tell(db, jira, payload)
    before = column(db, "SELECT items FROM term")
    tell(db, jira, payload, payload)
    assert column(db, "SELECT items FROM term") == before
    assert set(before) == {1}


def test_a_description_that_did_not_change_is_not_read_again(db: Connection, jira: int) -> None:
    """Its text differs here, so that reading it would show."""
    tell(db, jira, changed(issue(1, 1, description=TEXT), changelog=[status_item("Done")]))
    assert kept(db) == [hashed(TEXT)]
    again = issue(1, 2, description="Another reader")
    tell(db, jira, changed(again, 60, changelog=[status_item("Done")]))
    assert kept(db) == [hashed(TEXT)]
    edited = {"field": "description", "fieldtype": "jira", "fromString": TEXT}
    tell(db, jira, changed(again, 120, changelog=[status_item("Done"), edited]))
    assert kept(db) == [hashed("Another reader")]


@pytest.mark.parametrize("order", [[0, 1], [1, 0]])
def test_in_one_batch_the_change_of_a_description_is_not_missed(
    db: Connection, jira: int, order: list[int]
) -> None:
    tell(db, jira, changed(issue(1, 1, description=TEXT)))
    edited = {"field": "description", "fieldtype": "jira", "fromString": TEXT}
    new = issue(1, 2, description="Another reader")
    told = [
        changed(new, 60, changelog=[edited]),
        changed(new, 61, changelog=[status_item("Done")]),
    ]
    tell(db, jira, *[told[place] for place in order])
    assert kept(db) == [hashed("Another reader")]
