"""A level dialogue from proposal to outcome, and who has no part in it."""

from datetime import date

import pytest

from service import clock
from service.db.sql import Connection
from service.errors import NotFound
from service.growth import actions_dialogue as actions
from service.growth import reads_dialogue as reads
from service.growth.model_dialogue import Dialogue, Says, State
from service.people.model import Person
from tests.cast import Cast, make_person
from tests.growth.making import make_skill, place, practise


@pytest.fixture
def facilitating(db: Connection) -> int:
    skill = make_skill(db, "facilitating")
    db.execute("INSERT INTO skill_level SELECT id, 3, 'alone', 'zelf', '{one,two}', '{een,twee}'"
               " FROM skill_version")  # fmt: skip
    return skill


class Talk:
    """Bob's dialogue about independent facilitating, with what each does in it."""

    def __init__(self, db: Connection, cast: Cast, skill: int) -> None:
        self.db, self.cast = db, cast
        self.work = [practise(db, cast, skill, key=f"PAY-{number}") for number in range(7)]
        self.id = actions.begin(db, cast.actor(cast.bob), skill, 3)

    def as_(self, person: Person) -> Dialogue:
        return reads.dialogue(self.db, self.cast.actor(person), self.id)

    def show(self, *numbers: int) -> None:
        for number in numbers:
            actions.add_evidence(
                self.db, self.cast.actor(self.cast.bob), self.id, self.work[number], "I led it"
            )

    def invite(self, person: Person) -> None:
        actions.invite(self.db, self.cast.actor(self.cast.bob), self.id, person.id)

    def accept(self, person: Person) -> None:
        actions.accept(self.db, self.cast.actor(person), self.id)

    def write(self, person: Person, note: str = "We see it so.") -> None:
        actions.write(
            self.db, self.cast.actor(person), self.id, note, "lead two more", date(2026, 6, 1)
        )


@pytest.fixture
def talk(db: Connection, cast: Cast, facilitating: int) -> Talk:
    return Talk(db, cast, facilitating)


@pytest.fixture
def going_on(db: Connection, cast: Cast, talk: Talk, facilitating: int) -> Talk:
    """Charlie, who places himself at deepening, takes part."""
    place(db, cast.charlie, facilitating, 4)
    talk.show(0, 1, 2)
    talk.invite(cast.charlie)
    talk.accept(cast.charlie)
    return talk


def test_a_draft_is_mine_alone(cast: Cast, talk: Talk) -> None:
    assert talk.as_(cast.bob).head.state == State.DRAFT
    for other in (cast.alice, cast.charlie, cast.dana):
        with pytest.raises(NotFound):
            talk.as_(other)


def test_three_pieces_of_my_own_work_come_first(
    db: Connection, cast: Cast, talk: Talk, facilitating: int
) -> None:
    talk.show(0, 1, 1)
    with pytest.raises(actions.EvidenceFirst):
        talk.invite(cast.charlie)
    bob = cast.actor(cast.bob)
    strange = practise(db, cast, facilitating, key="PAY-90", by="alice")
    other = practise(db, cast, make_skill(db, "testing", position=2), key="PAY-91")
    for work in (strange, other, 2**40):
        with pytest.raises(actions.NotThisWork):
            actions.add_evidence(db, bob, talk.id, work, "not mine, or not this skill")
    talk.show(2, 3, 4, 5)
    with pytest.raises(actions.NotThisWork):
        talk.show(6)
    assert len(talk.as_(cast.bob).evidence) == 6
    actions.remove_evidence(db, bob, talk.id, talk.work[5])
    assert len(talk.as_(cast.bob).evidence) == 5


def test_only_whoever_stands_there_takes_part(
    db: Connection, cast: Cast, talk: Talk, facilitating: int
) -> None:
    talk.show(0, 1, 2)
    talk.invite(cast.charlie)
    for level in (None, 2):
        place(db, cast.charlie, facilitating, level)
        with pytest.raises(actions.PlaceYourselfFirst):
            talk.accept(cast.charlie)
    place(db, cast.charlie, facilitating, 3)
    talk.accept(cast.charlie)
    assert [one.name for one in talk.as_(cast.bob).accepted] == ["Charlie"]


def test_two_others_who_take_part_at_most(db: Connection, cast: Cast, talk: Talk) -> None:
    talk.show(0, 1, 2)
    for strange in (cast.bob.id, 2**40):
        with pytest.raises(actions.NotThisColleague):
            actions.invite(db, cast.actor(cast.bob), talk.id, strange)
    talk.invite(cast.charlie)
    with pytest.raises(actions.NotThisColleague):
        talk.invite(cast.charlie)
    talk.invite(cast.dana)
    with pytest.raises(actions.EvidenceFirst):
        talk.invite(cast.alice)


def test_a_peer_reads_titles_only_of_work_they_took_part_in(
    db: Connection, cast: Cast, going_on: Talk
) -> None:
    mine = [one.title for one in going_on.as_(cast.bob).evidence]
    assert mine == ["Split payments"] * 3
    assert [one.title for one in going_on.as_(cast.charlie).evidence] == [None] * 3


def test_answers_are_read_by_those_who_take_part(
    db: Connection, cast: Cast, going_on: Talk
) -> None:
    said = [(1, Says.SEEN, "on Tuesday"), (2, Says.UNSURE, None)]
    actions.answer(db, cast.actor(cast.charlie), going_on.id, said)
    actions.answer(db, cast.actor(cast.charlie), going_on.id, said)
    assert len(going_on.as_(cast.bob).answers) == 2
    going_on.invite(cast.dana)
    assert going_on.as_(cast.dana).answers == []
    with pytest.raises(NotFound):
        actions.answer(db, cast.actor(cast.dana), going_on.id, said)
    with pytest.raises(NotFound):
        actions.answer(db, cast.actor(cast.alice), going_on.id, said)


def test_the_outcome_is_written_together(db: Connection, cast: Cast, going_on: Talk) -> None:
    bob, charlie = cast.actor(cast.bob), cast.actor(cast.charlie)
    with pytest.raises(actions.NotEnded):
        actions.close(db, bob, going_on.id, is_agreed=True)
    going_on.write(cast.bob)
    assert going_on.as_(cast.bob).accepted[0].sees_it_so_at is None
    actions.see_it_so(db, charlie, going_on.id)
    assert going_on.as_(cast.bob).accepted[0].sees_it_so_at == clock.now()
    going_on.write(cast.bob, "A little differently.")
    assert going_on.as_(cast.bob).accepted[0].sees_it_so_at is None
    going_on.write(cast.charlie, "In my words.")
    assert going_on.as_(cast.bob).accepted[0].sees_it_so_at is not None
    with pytest.raises(NotFound):
        actions.close(db, charlie, going_on.id, is_agreed=True)
    actions.close(db, bob, going_on.id, is_agreed=False)
    ended = going_on.as_(cast.charlie)
    assert (ended.head.state, ended.head.note) == (State.LATER, "In my words.")
    with pytest.raises(actions.HasEnded):
        going_on.write(cast.charlie)


def test_whoever_is_invited_does_not_write_before_taking_part(cast: Cast, talk: Talk) -> None:
    talk.show(0, 1, 2)
    talk.invite(cast.charlie)
    with pytest.raises(NotFound):
        talk.write(cast.charlie)


def test_passing_leaves_no_trace_for_the_other(db: Connection, cast: Cast, going_on: Talk) -> None:
    going_on.invite(cast.dana)
    waiting = [one for one in going_on.as_(cast.bob).peers if one.name == "Dana"]
    actions.pass_(db, cast.actor(cast.dana), going_on.id)
    assert [one for one in going_on.as_(cast.bob).peers if one.name == "Dana"] == waiting
    with pytest.raises(NotFound):
        going_on.as_(cast.dana)
    assert reads.dialogues(db, cast.actor(cast.dana)) == []


def test_i_withdraw_at_any_time_and_then_it_is_mine_alone(
    db: Connection, cast: Cast, going_on: Talk, facilitating: int
) -> None:
    with pytest.raises(NotFound):
        actions.withdraw(db, cast.actor(cast.charlie), going_on.id)
    actions.withdraw(db, cast.actor(cast.bob), going_on.id)
    assert going_on.as_(cast.bob).head.state == State.WITHDRAWN
    with pytest.raises(NotFound):
        going_on.as_(cast.charlie)
    assert reads.dialogues(db, cast.actor(cast.charlie)) == []
    again = actions.begin(db, cast.actor(cast.bob), facilitating, 4)
    assert again != going_on.id


def test_i_withdraw_it_also_after_it_ended(db: Connection, cast: Cast, going_on: Talk) -> None:
    going_on.write(cast.bob)
    actions.close(db, cast.actor(cast.bob), going_on.id, is_agreed=True)
    ended_at = going_on.as_(cast.charlie).head.ended_at
    with pytest.raises(NotFound):
        actions.withdraw(db, cast.actor(cast.charlie), going_on.id)
    actions.withdraw(db, cast.actor(cast.bob), going_on.id)
    mine = going_on.as_(cast.bob).head
    assert (mine.state, mine.ended_at, mine.note) == (State.WITHDRAWN, ended_at, "We see it so.")
    with pytest.raises(NotFound):
        going_on.as_(cast.charlie)


def test_one_dialogue_a_skill_is_open(db: Connection, cast: Cast, talk: Talk) -> None:
    with pytest.raises(actions.OpenAlready):
        actions.begin(db, cast.actor(cast.bob), talk.as_(cast.bob).head.skill_id, 4)


def test_my_lead_and_an_administrator_have_no_part_in_it(
    db: Connection, cast: Cast, going_on: Talk
) -> None:
    for other in (cast.alice, cast.dana):
        with pytest.raises(NotFound):
            going_on.as_(other)
        with pytest.raises(NotFound):
            going_on.write(other)
        with pytest.raises(NotFound):
            actions.withdraw(db, cast.actor(other), going_on.id)


def test_the_text_it_is_held_against_stays(
    db: Connection, cast: Cast, going_on: Talk, facilitating: int
) -> None:
    db.execute("INSERT INTO skill_version (skill_id, number, name_en, name_nl, summary_en,"
               " summary_nl, valid_from) SELECT skill_id, 2, 'Other', 'Anders', '', '', valid_from"
               " FROM skill_version WHERE skill_id = %s", (facilitating,))  # fmt: skip
    head = going_on.as_(cast.bob).head
    assert (head.version, head.summary_en, list(head.signals_en)) == (1, "alone", ["one", "two"])


def test_who_is_asked_sees_it_among_invitations(
    db: Connection, cast: Cast, talk: Talk, facilitating: int
) -> None:
    erin = make_person(db, "Erin")
    talk.show(0, 1, 2)
    talk.invite(erin)
    (one,) = reads.invitations(db, cast.actor(erin))
    assert (one.person, one.level) == ("Bob", 3)
    place(db, erin, facilitating, 5)
    talk.accept(erin)
    assert reads.invitations(db, cast.actor(erin)) == []
