"""What is learnt from the words of work: which skills are suggested, to whom, and taken back."""

from datetime import timedelta

import pytest

from service import clock
from service.db.sql import Connection, value
from service.skills import actions, actions_catalogue, actions_links, reads_links, suggestions
from service.skills import actions_rules as rules
from service.skills.model_links import Source
from service.skills.rules_tree import all_of
from tests.cast import Cast
from tests.skills.telling import KEY, SYSTEM, hear


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
