"""What is kept of the words of work, for how long, and what is learnt from them."""

from datetime import timedelta
from typing import LiteralString

import pytest

from service import clock
from service.actor import System
from service.db.sql import Connection, column, value
from service.errors import Forbidden
from service.skills import (
    actions,
    actions_catalogue,
    actions_links,
    actions_terms,
    reads,
    reads_links,
    suggestions,
    terms,
)
from service.skills import actions_rules as rules
from service.skills.model_links import Source
from service.skills.rules_tree import all_of
from service.skills.terms import Key
from tests.cast import Cast
from tests.feedback.making import contribute, make_work

SYSTEM = System("test")
KEY = Key.of("a key for tests only, long enough to be taken")
EVERYTHING: tuple[LiteralString, ...] = (
    "SELECT to_jsonb(term)::text FROM term",
    "SELECT (SELECT count(*) FROM told_words) || ' texts wait'",
    "SELECT to_jsonb(item_terms)::text FROM item_terms",
    "SELECT to_jsonb(work_item)::text FROM work_item",
)
TEXT = "The segment reader leaks memory while merging"


@pytest.fixture
def skills(db: Connection) -> dict[str, int]:
    actions.load_starter(db, SYSTEM)
    return {skill.slug: skill.id for skill in reads.skills(db, SYSTEM)}


def hear(db: Connection, cast: Cast, number: int, title: str, text: str | None = TEXT) -> int:
    """Work of Bob's that a connection told of, with its words."""
    work = make_work(db, cast, f"PAY-{number}", done_at=clock.now())
    db.execute("UPDATE work_item SET title = %s WHERE id = %s", (title, work))
    contribute(db, cast, work, bob="assignee")
    told(db, work, text)
    return work


def told(db: Connection, work: int, text: str | None) -> None:
    connection, external_id = db.execute(
        "SELECT connection_id, external_id FROM work_item WHERE id = %s", (work,)
    ).fetchone() or (0, "")
    actions_terms.tell(db, SYSTEM, connection, "issue", {external_id: text})
    actions_terms.hear(db, SYSTEM, KEY)


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


@pytest.fixture
def taught(db: Connection, cast: Cast, skills: dict[str, int]) -> dict[str, int]:
    """Bob confirmed databases for merging segments, and writing for manuals, twelve times each."""
    bob = cast.actor(cast.bob)
    for number in range(12):
        one = hear(db, cast, number, "Merging index segments", "The index is slow")
        other = hear(db, cast, 100 + number, "Write the manual", "A page with examples")
        actions_links.say(db, bob, KEY, one, skills["databases"], True)
        actions_links.say(db, bob, KEY, other, skills["writing-for-others"], True)
    return skills


def test_a_suggestion_says_its_words(db: Connection, cast: Cast, taught: dict[str, int]) -> None:
    work = hear(db, cast, 50, "Segments of an index grow", "Merging them takes a night")
    (link,) = reads_links.my_links(db, cast.actor(cast.bob), KEY, [work])[work]
    assert (link.slug, link.source, link.is_mine) == ("databases", Source.SUGGESTION, None)
    assert set(link.words) <= {"index", "segments", "merging"}
    assert link.words
    assert not link.stands
    assert link.confidence is None


def test_how_often_it_is_right_is_said_once_enough_were_answered(
    db: Connection, cast: Cast, taught: dict[str, int]
) -> None:
    weight = suggestions.weight_of(clock.now())
    db.execute(
        "INSERT INTO suggestion_outcome SELECT step, %s, %s FROM generate_series(0, 19) AS step"
        " ON CONFLICT (step) DO UPDATE SET yes = EXCLUDED.yes, no = EXCLUDED.no",
        (9 * weight, weight),
    )
    work = hear(db, cast, 50, "Merging index segments")
    (link,) = reads_links.my_links(db, cast.actor(cast.bob), KEY, [work])[work]
    assert link.confidence is not None
    assert link.confidence > 0.5


def test_a_suggestion_that_is_confirmed_becomes_a_link(
    db: Connection, cast: Cast, taught: dict[str, int]
) -> None:
    work = hear(db, cast, 50, "Merging index segments")
    bob, skill = cast.actor(cast.bob), taught["databases"]
    actions_links.say(db, bob, KEY, work, skill, True)
    row = db.execute("SELECT source, added_by FROM link WHERE work_item_id = %s", (work,))
    assert row.fetchall() == [("suggestion", cast.bob.id)]


def test_a_refused_suggestion_stays_refused(
    db: Connection, cast: Cast, taught: dict[str, int]
) -> None:
    work = hear(db, cast, 50, "Merging index segments")
    bob = cast.actor(cast.bob)
    actions_links.say(db, bob, KEY, work, taught["databases"], False)
    (link,) = reads_links.my_links(db, bob, KEY, [work])[work]
    assert (link.source, link.is_mine) == (None, False)
    assert value(db, "SELECT count(*) FROM link WHERE work_item_id = %(id)s", id=work) == 0


def test_undo_takes_back_what_was_learnt(
    db: Connection, cast: Cast, taught: dict[str, int]
) -> None:
    work = hear(db, cast, 50, "Merging index segments")
    bob, skill = cast.actor(cast.bob), taught["writing-for-others"]
    before = learnt(db)
    actions_links.say(db, bob, KEY, work, skill, True)
    assert learnt(db) != pytest.approx(before)
    with clock.at(clock.now() + timedelta(minutes=30)):
        actions_links.say(db, bob, KEY, work, skill, None)
    after = learnt(db)
    assert {key: after.get(key, 0) for key in before} == pytest.approx(before)
    assert sum(after.values()) == pytest.approx(sum(before.values()))


def test_undo_takes_back_whether_the_suggestion_was_right(
    db: Connection, cast: Cast, taught: dict[str, int]
) -> None:
    work = hear(db, cast, 50, "Merging index segments")
    bob, skill = cast.actor(cast.bob), taught["databases"]
    before = right(db)
    actions_links.say(db, bob, KEY, work, skill, True)
    assert right(db) > before
    actions_links.say(db, bob, KEY, work, skill, None)
    assert right(db) == pytest.approx(before)


def right(db: Connection) -> float:
    return float(value(db, "SELECT coalesce(sum(yes), 0) FROM suggestion_outcome"))


def learnt(db: Connection) -> dict[tuple[int, int], float]:
    rows = db.execute("SELECT hash, skill_id, yes + no FROM skill_term").fetchall()
    return {(term, skill): amount for term, skill, amount in rows}


def test_work_that_a_rule_reaches_gets_no_suggestions(
    db: Connection, cast: Cast, taught: dict[str, int]
) -> None:
    work = hear(db, cast, 50, "Merging index segments")
    db.execute("UPDATE work_item SET labels = '{x}' WHERE id = %s", (work,))
    rules.add(db, SYSTEM, "mentoring", all_of(label=["x"]))
    actions.link(db, SYSTEM, [work])
    bob = cast.actor(cast.bob)
    assert [one.slug for one in reads_links.my_links(db, bob, KEY, [work])[work]] == ["mentoring"]
    actions_links.say(db, bob, KEY, work, taught["mentoring"], False)
    assert {one.slug for one in reads_links.my_links(db, bob, KEY, [work])[work]} == {
        "mentoring", "databases",
    }  # fmt: skip


def test_an_archived_skill_is_not_suggested(
    db: Connection, cast: Cast, taught: dict[str, int]
) -> None:
    work = hear(db, cast, 50, "Merging index segments")
    bob = cast.actor(cast.bob)
    assert [one.slug for one in reads_links.my_links(db, bob, KEY, [work])[work]] == ["databases"]
    actions_catalogue.archive(db, SYSTEM, "databases")
    assert reads_links.my_links(db, bob, KEY, [work])[work] == []


def test_what_was_learnt_suggests_the_skill_it_was_merged_into(
    db: Connection, cast: Cast, taught: dict[str, int]
) -> None:
    work = hear(db, cast, 50, "Merging index segments")
    actions_catalogue.merge(db, SYSTEM, "databases", "observability")
    (link,) = reads_links.my_links(db, cast.actor(cast.bob), KEY, [work])[work]
    assert (link.slug, link.is_suggested) == ("observability", True)
    actions_links.say(db, cast.actor(cast.bob), KEY, work, taught["databases"], True)
    (link,) = reads_links.my_links(db, cast.actor(cast.bob), KEY, [work])[work]
    assert (link.slug, link.is_mine) == ("observability", True)


def test_suggestions_are_for_who_did_the_work(
    db: Connection, cast: Cast, taught: dict[str, int]
) -> None:
    work = hear(db, cast, 50, "Merging index segments")
    for other in (cast.charlie, cast.dana):
        assert reads_links.my_links(db, cast.actor(other), KEY, [work]) == {work: []}
