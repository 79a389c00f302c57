"""Who may read which part of a feedback: the one table, held against what each reader gets."""

import pytest

from service import clock
from service.actor import Member
from service.db.sql import Connection
from service.errors import NotFound
from service.feedback import actions, actions_sharing, reads
from service.feedback.model import Seen
from service.feedback.readers import (
    GROUPS,
    OPENS,
    READERS,
    TYPED,
    Circle,
    Part,
    Readers,
    kept_between,
    may_read,
)
from tests.cast import Cast, make_person
from tests.feedback.making import (
    make_skill,
    words_from_alice,
)

#: The circles that read a feedback on its own page; trusted people read a copy on theirs.
ON_ITS_PAGE = [circle for circle in Circle if circle is not Circle.TRUSTED]


def reader(db: Connection, cast: Cast, circle: Circle) -> Member:
    """Somebody who stands in this circle towards words from Alice for Bob."""
    if circle is Circle.TEAM:
        erin = make_person(db, "Erin")
        db.execute(
            "INSERT INTO membership (team_id, person_id, since) VALUES (%s, %s, %s)",
            (cast.team_id, erin.id, clock.today()),
        )
        return Member(erin.id)
    people = {Circle.GIVER: cast.alice, Circle.RECEIVER: cast.bob}
    return cast.actor(people.get(circle, cast.charlie))


@pytest.mark.parametrize("circle", ON_ITS_PAGE)
def test_each_circle_reads_what_the_table_says(db: Connection, cast: Cast, circle: Circle) -> None:
    skill = make_skill(db, "facilitating")
    readers = "wall" if circle is Circle.WALL else "team"
    given = words_from_alice(db, cast, Seen(skill, 3), step="Park one.", readers=readers)
    bob, me = cast.actor(cast.bob), reader(db, cast, circle)
    actions.share(db, bob, given)
    if circle is Circle.CHOSEN:
        actions_sharing.show_to(db, bob, given, me.person_id)
    words = reads.feedback(db, me, given)
    assert words.circle == circle
    shown = {
        Part.TITLE: words.title is not None,
        Part.CLOSENESS: words.closeness is not None,
        Part.OBSERVATIONS: reads.observations(db, me, [words]) != [],
        Part.MOMENT: words.moment is not None,
        Part.EFFECT: words.effect is not None,
        Part.STEP: words.step is not None,
    }
    assert shown == {part: may_read(circle, part) for part in shown}


def test_table_keeps_the_promises_of_the_form() -> None:
    of_feedback = GROUPS["feedback"]
    assert {part for part in of_feedback if may_read(Circle.WALL, part)} == {Part.EFFECT}
    for part in (Part.OBSERVATIONS, Part.STEP):
        assert READERS[part] - {Circle.TRUSTED} == {Circle.GIVER, Circle.RECEIVER}
        assert all(part in kept_between(readers) for readers in Readers)
    assert kept_between(Readers.TWO) == list(TYPED)


def test_every_text_belongs_somewhere_and_has_readers() -> None:
    grouped = [part for parts in GROUPS.values() for part in parts]
    assert sorted(grouped) == sorted(Part)
    assert set(READERS) == set(Part)
    assert set(OPENS) == set(Readers)


@pytest.mark.parametrize("readers", ["two", "team", "wall"])
def test_before_it_is_shared_only_two_read_it(db: Connection, cast: Cast, readers: str) -> None:
    given = words_from_alice(db, cast, readers=readers)
    for circle in (Circle.TEAM, Circle.WALL):
        with pytest.raises(NotFound):
            reads.feedback(db, reader(db, cast, circle), given)
    with pytest.raises(NotFound):
        reads.feedback(db, cast.actor(cast.dana), given)


def test_unshared_words_are_closed_again(db: Connection, cast: Cast) -> None:
    given = words_from_alice(db, cast, readers="wall")
    actions.share(db, cast.actor(cast.bob), given)
    assert reads.shared_words(db, cast.actor(cast.charlie))
    actions.unshare(db, cast.actor(cast.bob), given)
    assert reads.shared_words(db, cast.actor(cast.charlie)) == []
    with pytest.raises(NotFound):
        reads.feedback(db, cast.actor(cast.charlie), given)


def test_wall_keeps_the_title_of_the_work_to_itself(db: Connection, cast: Cast) -> None:
    given = words_from_alice(db, cast, readers="wall")
    actions.share(db, cast.actor(cast.bob), given)
    charlie = cast.actor(cast.charlie)
    for words in (reads.feedback(db, charlie, given), *reads.shared_words(db, charlie)):
        assert (words.key, words.title) == ("PAY-231", None)


def test_team_words_are_for_who_is_in_a_team_with_the_receiver_now(
    db: Connection, cast: Cast
) -> None:
    given = words_from_alice(db, cast, readers="team")
    actions.share(db, cast.actor(cast.bob), given)
    for stranger in (cast.charlie, cast.dana):
        with pytest.raises(NotFound):
            reads.feedback(db, cast.actor(stranger), given)
    erin = reader(db, cast, Circle.TEAM)
    assert [words.effect for words in reads.shared_words(db, erin)] == [
        "We shipped before the fair."
    ]
    db.execute("UPDATE membership SET until = since WHERE person_id = %s", (erin.person_id,))
    assert reads.shared_words(db, erin) == []
    with pytest.raises(NotFound):
        reads.feedback(db, erin, given)


def test_wall_is_for_who_takes_part(db: Connection, cast: Cast) -> None:
    given = words_from_alice(db, cast, readers="wall")
    actions.share(db, cast.actor(cast.bob), given)
    db.execute("UPDATE person SET takes_part = false WHERE id = %s", (cast.charlie.id,))
    with pytest.raises(NotFound):
        reads.feedback(db, cast.actor(cast.charlie), given)
