"""What is kept of the words of work, and for how long."""

from datetime import timedelta
from typing import LiteralString

import pytest

from service import clock
from service.db.sql import Connection, column, value
from service.errors import Forbidden
from service.skills import actions_links, actions_terms, terms
from tests.cast import Cast
from tests.feedback.making import contribute, make_work
from tests.skills.telling import KEY, SYSTEM, TEXT, hear, told

EVERYTHING: tuple[LiteralString, ...] = (
    "SELECT to_jsonb(term)::text FROM term",
    "SELECT (SELECT count(*) FROM told_words) || ' texts wait'",
    "SELECT to_jsonb(item_terms)::text FROM item_terms",
    "SELECT to_jsonb(work_item)::text FROM work_item",
)


def hashes(db: Connection, work: int) -> list[int] | None:
    found: list[int] | None = value(
        db, "SELECT hashes FROM item_terms WHERE work_item_id = %(id)s", id=work
    )
    return found


def words(db: Connection) -> set[str]:
    return set(column(db, "SELECT word FROM term WHERE word IS NOT NULL"))


def test_a_word_is_known_from_the_fifth_item_on(db: Connection, cast: Cast) -> None:
    for number in range(4):
        hear(db, cast, number, "Merging is slow")
    assert words(db) == set()
    hear(db, cast, 4, "Merging")
    assert words(db) == {"merging", "segment", "reader", "leaks", "memory"}


def test_an_item_counts_once_however_often_it_is_told(db: Connection, cast: Cast) -> None:
    work = hear(db, cast, 1, "Merging is slow")
    for _ in range(6):
        told(db, work, TEXT)
    assert value(db, "SELECT max(items) FROM term") == 1
    assert value(db, "SELECT items FROM vocabulary") == 1


def test_no_word_stands_in_the_database_before(db: Connection, cast: Cast) -> None:
    work = hear(db, cast, 1, "Slow", "Zanzibar")
    assert hashes(db, work) == sorted(terms.hashes("zanzibar", KEY))
    kept = [column(db, query) for query in EVERYTHING]
    assert all(kept)
    assert "zanzibar" not in str(kept).lower()


def test_at_most_forty_hashes_in_no_order_of_the_text(db: Connection, cast: Cast) -> None:
    work = hear(
        db,
        cast,
        1,
        "Slow",
        " ".join(f"word{chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(90)),
    )
    kept = hashes(db, work)
    assert kept is not None
    assert len(kept) == 40
    assert kept == sorted(kept)


def test_a_secret_or_hidden_item_gives_no_words(db: Connection, cast: Cast) -> None:
    changes: tuple[LiteralString, ...] = (
        "UPDATE work_item SET is_secret = true WHERE id = %s",
        "UPDATE work_item SET title = NULL WHERE id = %s",
        "UPDATE work_item SET deleted_at = '2026-01-01T00:00Z' WHERE id = %s",
    )
    for number, change in enumerate(changes):
        work = make_work(db, cast, f"PAY-{number}", done_at=clock.now())
        db.execute(change, (work,))
        told(db, work, TEXT)
    assert value(db, "SELECT count(*) FROM term") == 0
    assert value(db, "SELECT count(*) FROM item_terms") == 0


def test_a_body_without_a_description_takes_nothing_away(db: Connection, cast: Cast) -> None:
    work = hear(db, cast, 1, "Slow")
    before = hashes(db, work)
    told(db, work, None)
    assert hashes(db, work) == before
    told(db, work, "Something else")
    assert hashes(db, work) != before


def test_hashes_go_an_hour_after_everybody_who_did_it_answered(
    db: Connection, cast: Cast, skills: dict[str, int]
) -> None:
    work = hear(db, cast, 1, "Slow")
    contribute(db, cast, work, alice="assignee", charlie="commenter")
    me = cast.actor(cast.bob)
    actions_links.say(db, me, KEY, work, skills["mentoring"], True)
    later = clock.now() + timedelta(hours=2)
    with clock.at(later):
        assert actions_terms.forget(db, SYSTEM) == 0
    actions_links.say(db, cast.actor(cast.alice), KEY, work, skills["mentoring"], False)
    assert actions_terms.forget(db, SYSTEM) == 0
    with clock.at(later):
        assert actions_terms.forget(db, SYSTEM) == 1
        assert hashes(db, work) is None
        told(db, work, TEXT)
    assert hashes(db, work) is None


def test_unanswered_hashes_go_after_ninety_days(db: Connection, cast: Cast) -> None:
    work = hear(db, cast, 1, "Slow")
    with clock.at(clock.now() + timedelta(days=90)):
        assert actions_terms.forget(db, SYSTEM) == 0
    with clock.at(clock.now() + timedelta(days=90, seconds=1)):
        assert actions_terms.forget(db, SYSTEM) == 1
    assert hashes(db, work) is None


def test_hashes_go_with_the_title(db: Connection, cast: Cast) -> None:
    work, other = hear(db, cast, 1, "Slow"), hear(db, cast, 2, "Slow")
    db.execute("UPDATE work_item SET is_secret = true, title = NULL WHERE id = %s", (work,))
    actions_terms.forget_hidden(db, SYSTEM, [work, other])
    assert hashes(db, work) is None
    assert hashes(db, other) is not None


def test_rare_terms_go_after_a_year(db: Connection, cast: Cast) -> None:
    hear(db, cast, 1, "Slow")
    with clock.at(clock.now() + timedelta(days=366)):
        actions_terms.forget(db, SYSTEM)
    assert value(db, "SELECT count(*) FROM term") == 0


def test_only_the_system_hears_and_forgets(db: Connection, cast: Cast) -> None:
    bob = cast.actor(cast.bob)
    with pytest.raises(Forbidden):
        actions_terms.tell(db, bob, 1, "issue", {"1": TEXT})
    with pytest.raises(Forbidden):
        actions_terms.hear(db, bob, KEY)
    with pytest.raises(Forbidden):
        actions_terms.forget(db, bob)
