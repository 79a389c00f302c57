"""Everything in one stream, and a year as a letter."""

from datetime import UTC, datetime

import pytest

from service import clock
from service.aims import actions_step
from service.aims.model_step import Kind as Step
from service.db.sql import Connection, value
from service.growth import reads_stream
from service.growth.model_stream import PAGE, Kind, Moment
from tests.cast import Cast
from tests.growth.making import DAY, focus_on, make_skill, place, practise, say, see


@pytest.fixture
def lived(db: Connection, cast: Cast) -> int:
    """Work, words, thanks, unread words, a placement, a focus, a step and a dialogue of Bob's."""
    skill = make_skill(db, "facilitating")
    bob = cast.actor(cast.bob)
    work = [practise(db, cast, skill, key=f"PAY-{n}", days=20 - n) for n in range(3)]
    see(db, say(db, cast.alice, cast.bob, work[0]), skill, 3)
    say(db, cast.charlie, cast.bob, work[1], moment=None, effect="We went home early.")
    say(db, cast.dana, cast.bob, work[2], moment="Still closed", is_read=False)
    place(db, cast.bob, skill, 2)
    focus_on(db, cast.bob, skill, "say so out loud")
    actions_step.take(db, bob, skill, Step.READING, "it is quiet", "read on")
    actions_step.end(db, bob, int(value(db, "SELECT max(id) FROM step")), "Worth it.")
    db.execute(
        "INSERT INTO dialogue (person_id, skill_id, skill_version_id, level, state, made_at,"
        " ended_at, note) SELECT %s, skill_id, id, 3, 'agreed', %s, %s, 'We see it so.'"
        " FROM skill_version",
        (cast.bob.id, clock.now(), clock.now()),
    )
    return skill


def kinds(moments: list[Moment]) -> list[str]:
    return sorted(str(one.kind) for one in moments)


def test_everything_of_mine_is_in_it_once(db: Connection, cast: Cast, lived: int) -> None:
    moments, older = reads_stream.timeline(db, cast.actor(cast.bob))
    assert older is None
    assert kinds(moments) == [
        "dialogue", "learning", "mine", "mine", "thanks", "words", "words", "work", "work", "work",
    ]  # fmt: skip
    assert [one.at for one in moments] == sorted((one.at for one in moments), reverse=True)


def test_unread_words_stay_closed(db: Connection, cast: Cast, lived: int) -> None:
    moments, _ = reads_stream.timeline(db, cast.actor(cast.bob), [Kind.WORDS])
    closed = [one for one in moments if one.is_unread]
    assert [(one.who, one.said, one.beside) for one in closed] == [("Dana", None, None)]


def test_nothing_of_it_is_anybody_elses(db: Connection, cast: Cast, lived: int) -> None:
    for other in (cast.alice, cast.charlie, cast.dana):
        assert reads_stream.timeline(db, cast.actor(other)) == ([], None)
        assert reads_stream.letter(db, cast.actor(other), 2026).is_empty


def test_filters_by_kind_and_skill(db: Connection, cast: Cast, lived: int) -> None:
    bob = cast.actor(cast.bob)
    place(db, cast.bob, make_skill(db, "testing", position=2), 3)
    found, _ = reads_stream.timeline(db, bob, [Kind.MINE], "testing")
    assert [(one.slug, one.level) for one in found] == [("testing", 3)]
    found, _ = reads_stream.timeline(db, bob, [], "facilitating")
    assert len(found) == 10
    assert reads_stream.timeline(db, bob, [Kind.WORK], "testing")[0] == []


def test_pages_have_no_holes(db: Connection, cast: Cast, lived: int) -> None:
    for number in range(PAGE):
        practise(db, cast, lived, key=f"OPS-{number}", days=30 + number // 5)
    bob = cast.actor(cast.bob)
    first, older = reads_stream.timeline(db, bob)
    second, last = reads_stream.timeline(db, bob, before=older)
    assert (len(first), len(second), last) == (PAGE, 10, None)
    assert len({(one.kind, one.id, one.what) for one in first + second}) == PAGE + 10


def test_a_letter_tells_of_its_year_only(db: Connection, cast: Cast, lived: int) -> None:
    practise(db, cast, lived, key="OLD-1", days=200)
    letter = reads_stream.letter(db, cast.actor(cast.bob), 2026)
    assert letter.givers == ["Alice", "Charlie", "Dana"] or set(letter.givers) == {
        "Alice", "Charlie", "Dana",
    }  # fmt: skip
    assert [one.said for one in letter.quotes] == ["You drew both options."]
    assert [one.beside for one in letter.made_possible] == ["We went home early."]
    assert [one.beside for one in letter.steps] == ["Worth it."]
    assert [one.level for one in letter.placed] == [2]
    assert letter.practised == [("Facilitating", "Facilitating (nl)")]
    assert all(one.at >= datetime(2026, 1, 1, tzinfo=UTC) for one in letter.moments)
    before = reads_stream.letter(db, cast.actor(cast.bob), 2025)
    assert [one.key for one in before.moments] == ["OLD-1"]
    assert (before.quotes, before.last_work) == ([], None)


def test_a_letter_says_grew_only_where_the_map_does(db: Connection, cast: Cast, lived: int) -> None:
    assert reads_stream.letter(db, cast.actor(cast.bob), 2026).grew == []
    givers = (cast.alice, cast.charlie, cast.dana)
    for number in range(24):
        level, days = (2, 380 + 20 * number) if number < 12 else (5, 20 * (number - 12) + 5)
        work = practise(db, cast, lived, key=f"G-{number}", days=days)
        see(db, say(db, givers[number % 3], cast.bob, work), lived, level)
    with clock.at(clock.now() + DAY):
        letter = reads_stream.letter(db, cast.actor(cast.bob), 2026)
    assert letter.grew == [("Facilitating", "Facilitating (nl)")]
