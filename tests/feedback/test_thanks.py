"""Thanks: to whom, for what, who reads them, and the walls of teams that agree."""

from datetime import timedelta

import pytest

from service import clock
from service.db.sql import Connection, value
from service.errors import NotFound
from service.feedback import actions_thanks, errors, reads_thanks
from service.feedback.model_thanks import Thanking
from tests.cast import Cast, make_person
from tests.feedback.making import DAY, contribute, make_work, stop_taking_part


def for_a_moment(cast: Cast, *people: int, **other: object) -> Thanking:
    said: dict[str, object] = {"effect": "We could go home on time.", "happening": "The fair"}
    said |= {"happened_on": clock.today()} | other
    return Thanking(people=people, **said)  # type: ignore[arg-type]


def for_work(db: Connection, cast: Cast, *people: int) -> Thanking:
    work = make_work(db, cast)
    contribute(db, cast, work, bob="assignee", alice="reviewer")
    return Thanking("The form works.", people, work_item_id=work)


def thank_bob(db: Connection, cast: Cast, **other: object) -> int:
    alice = cast.actor(cast.alice)
    return actions_thanks.give(db, alice, for_a_moment(cast, cast.bob.id, **other))


def test_who_is_thanked_finds_it_with_what_it_made_possible(db: Connection, cast: Cast) -> None:
    given = thank_bob(db, cast, purpose="People who arrive late.")
    (found,) = reads_thanks.thanks_to_read(db, cast.actor(cast.bob))
    assert (found.id, found.giver, found.people) == (given, "Alice", ["Bob"])
    assert (found.effect, found.happening) == ("We could go home on time.", "The fair")
    assert found.purpose == "People who arrive late."
    assert reads_thanks.thanks_to_read(db, cast.actor(cast.alice)) == []
    assert [one.is_mine for one in reads_thanks.all_thanks(db, cast.actor(cast.alice))] == [True]


def test_thanks_for_work_go_to_who_took_part_in_it(db: Connection, cast: Cast) -> None:
    alice = cast.actor(cast.alice)
    thanking = for_work(db, cast, cast.bob.id)
    work = thanking.work_item_id or 0
    assert [one.name for one in reads_thanks.companions(db, alice, work)] == ["Bob"]
    given = actions_thanks.give(db, alice, thanking)
    assert [one.id for one in reads_thanks.thanks_on(db, alice, work)] == [given]
    assert reads_thanks.thanks(db, cast.actor(cast.bob), given).key == "PAY-231"
    with pytest.raises(errors.CannotBeThanked):
        actions_thanks.give(db, alice, Thanking("Yes.", (cast.charlie.id,), work_item_id=work))


def test_work_of_others_is_not_there_to_thank_for(db: Connection, cast: Cast) -> None:
    thanking = for_work(db, cast, cast.bob.id)
    with pytest.raises(errors.NotYourWorkToThankFor):
        actions_thanks.give(db, cast.actor(cast.charlie), thanking)


def test_a_whole_team_is_thanked(db: Connection, cast: Cast) -> None:
    thanking = for_a_moment(cast, team_id=cast.team_id)
    given = actions_thanks.give(db, cast.actor(cast.charlie), thanking)
    for person in (cast.alice, cast.bob):
        found = reads_thanks.thanks(db, cast.actor(person), given)
        assert (found.whom, found.people) == (["Loom"], ["Alice", "Bob"])


@pytest.mark.parametrize("people", [0, 13])
def test_some_people_are_thanked_not_none_and_not_a_crowd(
    db: Connection, cast: Cast, people: int
) -> None:
    ids = [make_person(db, f"Guest{number}").id for number in range(people)]
    with pytest.raises(errors.SayWhom):
        actions_thanks.give(db, cast.actor(cast.alice), for_a_moment(cast, *ids))


def test_neither_oneself_nor_who_takes_no_part_is_thanked(db: Connection, cast: Cast) -> None:
    alice = cast.actor(cast.alice)
    stop_taking_part(db, cast.charlie)
    for person in (cast.alice, cast.charlie):
        with pytest.raises(errors.CannotBeThanked):
            actions_thanks.give(db, alice, for_a_moment(cast, person.id))
    assert value(db, "SELECT count(*) FROM thanks") == 0


@pytest.mark.parametrize("name", ["charlie", "dana"])
def test_others_do_not_find_them(db: Connection, cast: Cast, name: str) -> None:
    given, somebody = thank_bob(db, cast, readers="wall"), cast.actor(getattr(cast, name))
    with pytest.raises(NotFound):
        reads_thanks.thanks(db, somebody, given)
    with pytest.raises(NotFound):
        actions_thanks.withdraw(db, somebody, given)
    with pytest.raises(NotFound):
        actions_thanks.agree(db, somebody, given)
    assert reads_thanks.all_thanks(db, somebody) == []


def test_first_reading_counts(db: Connection, cast: Cast) -> None:
    given, bob, first = thank_bob(db, cast), cast.actor(cast.bob), clock.now()
    actions_thanks.mark_read(db, cast.actor(cast.alice), given)
    assert reads_thanks.thanks(db, bob, given).first_read_at is None
    actions_thanks.mark_read(db, bob, given)
    with clock.at(first + 8 * DAY):
        actions_thanks.mark_read(db, bob, given)
        assert reads_thanks.thanks_to_read(db, bob) == []
    assert reads_thanks.thanks(db, bob, given).first_read_at == first


def test_giver_takes_them_back_within_thirty_days(db: Connection, cast: Cast) -> None:
    given, alice, now = thank_bob(db, cast), cast.actor(cast.alice), clock.now()
    with clock.at(now + 30 * DAY), pytest.raises(errors.TooLateToWithdraw):
        actions_thanks.withdraw(db, alice, given)
    with pytest.raises(NotFound):
        actions_thanks.withdraw(db, cast.actor(cast.bob), given)
    actions_thanks.withdraw(db, alice, given)
    assert reads_thanks.thanks(db, alice, given).effect is None
    with pytest.raises(NotFound):
        reads_thanks.thanks(db, cast.actor(cast.bob), given)


# walls ──────────────────────────────────────────────────────────────────────────────────────


def hanging(db: Connection, cast: Cast) -> list[str]:
    """What Charlie finds on the wall of Loom."""
    charlie = cast.actor(cast.charlie)
    return [one.effect for one in reads_thanks.hangs_on(db, charlie, cast.team_id)]


def test_thanks_hang_on_the_wall_once_all_agree(db: Connection, cast: Cast) -> None:
    charlie, alice, bob = (cast.actor(one) for one in (cast.charlie, cast.alice, cast.bob))
    both = for_a_moment(cast, cast.alice.id, cast.bob.id, readers="wall")
    given = actions_thanks.give(db, charlie, both)
    actions_thanks.agree(db, alice, given)
    assert hanging(db, cast) == []
    assert not reads_thanks.thanks(db, alice, given).is_on_wall
    actions_thanks.agree(db, bob, given)
    assert hanging(db, cast) == ["We could go home on time."]
    assert reads_thanks.thanks(db, alice, given).is_on_wall
    actions_thanks.disagree(db, alice, given)
    assert hanging(db, cast) == []


def test_thanks_to_a_team_hang_there_once_one_agrees(db: Connection, cast: Cast) -> None:
    thanking = for_a_moment(cast, team_id=cast.team_id, readers="wall")
    given = actions_thanks.give(db, cast.actor(cast.charlie), thanking)
    assert hanging(db, cast) == []
    actions_thanks.agree(db, cast.actor(cast.bob), given)
    (one,) = reads_thanks.hangs_on(db, cast.actor(cast.dana), cast.team_id)
    assert one.whom == ["Loom"]


def test_thanks_for_the_thanked_alone_hang_nowhere(db: Connection, cast: Cast) -> None:
    given = thank_bob(db, cast)
    with pytest.raises(errors.NotForTheWall):
        actions_thanks.agree(db, cast.actor(cast.bob), given)


def test_a_wall_keeps_the_title_of_the_work_to_itself(db: Connection, cast: Cast) -> None:
    thanking = for_work(db, cast, cast.bob.id)
    walled = Thanking("Yes.", thanking.people, work_item_id=thanking.work_item_id, readers="wall")
    given = actions_thanks.give(db, cast.actor(cast.alice), walled)
    actions_thanks.agree(db, cast.actor(cast.bob), given)
    (one,) = reads_thanks.hangs_on(db, cast.actor(cast.charlie), cast.team_id)
    assert one.key == "PAY-231"
    assert "Split payments" not in repr(one)


def test_who_takes_no_part_sees_no_wall(db: Connection, cast: Cast) -> None:
    given = thank_bob(db, cast, readers="wall")
    actions_thanks.agree(db, cast.actor(cast.bob), given)
    assert hanging(db, cast)
    stop_taking_part(db, cast.charlie)
    assert hanging(db, cast) == []
    assert reads_thanks.walls(db, cast.actor(cast.charlie)) == []


def test_a_team_opens_its_wall_and_takes_it_down(db: Connection, cast: Cast) -> None:
    alice, bob, charlie = (cast.actor(one) for one in (cast.alice, cast.bob, cast.charlie))
    given = thank_bob(db, cast, readers="wall")
    actions_thanks.agree(db, bob, given)
    actions_thanks.close_wall(db, alice, cast.team_id)
    assert hanging(db, cast) == []
    assert reads_thanks.walls(db, charlie) == []
    with pytest.raises(errors.NoWall):
        actions_thanks.agree(db, bob, given)
    actions_thanks.open_wall(db, bob, cast.team_id)
    assert hanging(db, cast)
    assert [one.is_mine for one in reads_thanks.walls(db, bob)] == [True]
    for stranger in (charlie, cast.actor(cast.dana)):
        with pytest.raises(NotFound):
            actions_thanks.close_wall(db, stranger, cast.team_id)


def test_a_wall_comes_in_pages(db: Connection, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reads_thanks, "HUNG", 2)
    for number in range(3):
        with clock.at(clock.now() + timedelta(minutes=number)):
            given = thank_bob(db, cast, readers="wall", effect=f"{number}")
            actions_thanks.agree(db, cast.actor(cast.bob), given)
    charlie = cast.actor(cast.charlie)
    first = reads_thanks.hangs_on(db, charlie, cast.team_id)
    rest = reads_thanks.hangs_on(db, charlie, cast.team_id, first[-1].since)
    assert [one.effect for one in first + rest] == ["2", "1", "0"]
