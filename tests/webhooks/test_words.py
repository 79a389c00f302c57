"""The words of a delivery: they wait for a quiet moment, are hashed then, and kept nowhere."""

import json
from typing import Any

import pytest

from service.connections.model import Delivery
from service.db.sql import Connection, column, value
from service.skills import actions_terms, terms
from service.skills.terms import Key
from service.webhooks import handlers
from tests.cast import make_connection
from tests.webhooks.test_handlers import ACTOR, changed, issue, status_item

KEY = Key.of("a key for tests only, long enough to be taken")
TEXT = "The Zanzibar segment leaks"


@pytest.fixture
def jira(db: Connection) -> int:
    return make_connection(db, "theirs")


def send(db: Connection, jira: int, *payloads: dict[str, Any]) -> None:
    batch = [Delivery(n, json.dumps(payload).encode()) for n, payload in enumerate(payloads)]
    handlers.handle(db, ACTOR, jira, batch)


def tell(db: Connection, jira: int, *payloads: dict[str, Any]) -> None:
    send(db, jira, *payloads)
    actions_terms.hear(db, ACTOR, KEY)


def waiting(db: Connection) -> list[str | None]:
    return column(db, "SELECT description FROM told_words")


def kept(db: Connection) -> list[list[int] | None]:
    return column(db, "SELECT hashes FROM item_terms ORDER BY work_item_id")


def hashed(text: str) -> list[int]:
    return sorted(terms.hashes(text, KEY))


def test_the_words_of_a_description_are_kept_as_hashes(db: Connection, jira: int) -> None:
    tell(db, jira, changed(issue(1, 1, description=TEXT)))
    assert kept(db) == [hashed(TEXT)]
    assert value(db, "SELECT count(*) FROM term") == len(hashed(f"Work 1 {TEXT}"))
    assert "anzibar" not in str(column(db, "SELECT to_jsonb(work_item)::text FROM work_item"))


def test_words_wait_until_they_are_heard(db: Connection, jira: int) -> None:
    send(db, jira, changed(issue(1, 1, description=TEXT + "x" * 5_000)))
    (text,) = waiting(db)
    assert text is not None
    assert len(text) == terms.LONGEST_TEXT
    assert kept(db) == []
    assert actions_terms.hear(db, ACTOR, KEY) == 1
    assert waiting(db) == []
    assert actions_terms.hear(db, ACTOR, KEY) == 0


def test_what_became_secret_while_it_waited_is_not_heard(db: Connection, jira: int) -> None:
    send(db, jira, changed(issue(1, 1, description=TEXT)))
    send(db, jira, changed(issue(1, 2, description=TEXT, security={"id": "3"}), 60))
    actions_terms.hear(db, ACTOR, KEY)
    assert (kept(db), waiting(db)) == ([], [])


def test_what_was_told_last_is_heard(db: Connection, jira: int) -> None:
    send(db, jira, changed(issue(1, 1, description=TEXT)))
    send(db, jira, changed(issue(1, 2), 60))
    assert waiting(db) == [TEXT]
    send(db, jira, changed(issue(1, 3, description="Another reader"), 120))
    assert waiting(db) == ["Another reader"]


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
