"""Nothing new comes when it does not suit, and what waited comes when it does."""

from datetime import date, timedelta
from typing import Any

import pytest

from service import clock
from service.db.sql import Connection, value
from service.feedback import actions, errors, reads
from service.people import actions_pace
from service.people.model_pace import Pace
from tests.cast import Cast, make_account, make_person
from tests.conftest import MONDAY
from tests.feedback.making import (
    DAY,
    DRAIN,
    HOUR,
    always_at_hand,
    asked,
    bob_asks_alice,
    contribute,
    make_work,
    running_work_of_bob,
    states,
)


def done_by_bob(db: Connection, cast: Cast, key: str = "PAY-1") -> int:
    work = make_work(db, cast, key)
    contribute(db, cast, work, bob="assignee", alice="reviewer")
    actions.ask_about(db, DRAIN, [work])
    return work


@pytest.mark.parametrize(
    ("pace", "wait"),
    [
        (Pace(quiet_from=9, quiet_until=12), 2 * HOUR),
        (Pace(days_off=(1,)), DAY),
        (Pace(days_off=(1, 2, 3)), 3 * DAY),
    ],
)
def test_it_comes_when_it_suits(db: Connection, cast: Cast, pace: Pace, wait: timedelta) -> None:
    actions_pace.choose_pace(db, cast.actor(cast.alice), pace)
    work = done_by_bob(db, cast)
    with clock.at(MONDAY + wait / 2):
        assert actions.ask_waiting(db, DRAIN) == 0
    with clock.at(MONDAY + wait):
        assert actions.ask_waiting(db, DRAIN) == 1
        assert states(db, work) == ["open"]
        assert actions.ask_waiting(db, DRAIN) == 0


def test_nothing_new_comes_in_a_pause(db: Connection, cast: Cast) -> None:
    alice = cast.actor(cast.alice)
    actions_pace.pause(db, alice, date(2026, 3, 9))
    work = done_by_bob(db, cast)
    with clock.at(MONDAY + 6 * DAY):
        assert actions.ask_waiting(db, DRAIN) == 0
    with clock.at(MONDAY + 7 * DAY):
        assert actions.ask_waiting(db, DRAIN) == 1
    assert states(db, work) == ["open"]


def test_a_week_brings_no_more_than_one_chose(db: Connection, cast: Cast) -> None:
    actions_pace.choose_pace(db, cast.actor(cast.alice), Pace(1))
    actions.pass_(db, cast.actor(cast.alice), bob_asks_alice(db, cast))
    other = make_work(db, cast, "PAY-2")
    contribute(db, cast, other, dana="assignee", alice="reviewer")
    actions.ask_about(db, DRAIN, [other])
    with clock.at(MONDAY + 7 * DAY - HOUR):
        assert actions.ask_waiting(db, DRAIN) == 0
    with clock.at(MONDAY + 7 * DAY):
        assert actions.ask_waiting(db, DRAIN) == 1


def test_what_is_asked_by_hand_waits_without_a_word(db: Connection, cast: Cast) -> None:
    actions_pace.pause(db, cast.actor(cast.alice), date(2026, 3, 4))
    bob, work = cast.actor(cast.bob), running_work_of_bob(db, cast)
    actions.name_coworker(db, bob, work, cast.alice.id, "How I led the talk")
    asked_for = reads.asks_about_me(db, bob)
    assert states(db, work) == ["waiting"]
    assert reads.open_asks(db, cast.actor(cast.alice)) == []
    with clock.at(MONDAY + 2 * DAY):
        actions.ask_waiting(db, DRAIN)
        (ask,) = reads.open_asks(db, cast.actor(cast.alice))
        assert ask.eyes_on == "How I led the talk"
        assert reads.asks_about_me(db, bob) == asked_for


def test_what_waited_too_long_does_not_come_at_its_end(db: Connection, cast: Cast) -> None:
    actions_pace.pause(db, cast.actor(cast.alice), date(2026, 3, 20))
    work = running_work_of_bob(db, cast)
    actions.name_coworker(db, cast.actor(cast.bob), work, cast.alice.id)
    with clock.at(MONDAY + 18 * DAY):
        assert actions.ask_waiting(db, DRAIN) == 0
    with clock.at(MONDAY + 21 * DAY):
        actions.expire(db, DRAIN)
    assert states(db, work) == ["expired"]


def test_what_waits_goes_with_the_work(db: Connection, cast: Cast) -> None:
    actions_pace.pause(db, cast.actor(cast.alice), date(2026, 3, 20))
    work = running_work_of_bob(db, cast)
    actions.name_coworker(db, cast.actor(cast.bob), work, cast.alice.id)
    db.execute("UPDATE work_item SET deleted_at = %s", (clock.now(),))
    actions.withdraw_undone(db, DRAIN, [work])
    assert states(db, work) == ["withdrawn"]


def test_a_team_may_ask_on_one_day_of_the_week(db: Connection, cast: Cast) -> None:
    actions_pace.choose_rhythm(db, cast.actor(cast.alice), cast.team_id, 5)
    work = done_by_bob(db, cast)
    for day in (1, 3):
        with clock.at(MONDAY + day * DAY):
            assert actions.ask_waiting(db, DRAIN) == 0
    with clock.at(MONDAY + 4 * DAY):
        assert actions.ask_waiting(db, DRAIN) == 1
    assert states(db, work) == ["open"]


def test_by_hand_does_not_wait_for_the_day_of_the_team(db: Connection, cast: Cast) -> None:
    actions_pace.choose_rhythm(db, cast.actor(cast.alice), cast.team_id, 5)
    work = running_work_of_bob(db, cast)
    actions.name_coworker(db, cast.actor(cast.bob), work, cast.alice.id)
    assert states(db, work) == ["open"]


# who


def make_page(db: Connection, item: int) -> None:
    db.execute(
        "UPDATE work_item SET kind = 'page', key = NULL, updated_at = %s WHERE id = %s",
        (clock.now(), item),
    )


def page_of_charlie(db: Connection, cast: Cast, title: str, **other: Any) -> None:
    page = make_work(db, cast, "page", title=title, **other)
    make_page(db, page)
    contribute(db, cast, page, charlie="page_author")


@pytest.mark.parametrize(
    ("title", "is_asked"),
    [
        ("Why PAY-1 went so", True),
        ("pay-1, looked back", True),
        ("PAY-12", False),
        ("Payments", False),
    ],
)
def test_who_wrote_a_page_that_names_the_work_is_asked(
    db: Connection, cast: Cast, title: str, is_asked: bool
) -> None:
    page_of_charlie(db, cast, title)
    work = make_work(db, cast, "PAY-1")
    contribute(db, cast, work, bob="assignee")
    actions.ask_about(db, DRAIN, [work])
    assert asked(db, work) == ({(cast.charlie.id, cast.bob.id)} if is_asked else set())
    if is_asked:
        assert reads.open_asks(db, cast.actor(cast.charlie))[0].reason == "page_author"


def test_a_page_that_is_gone_names_nobody(db: Connection, cast: Cast) -> None:
    page_of_charlie(db, cast, "Why PAY-1 went so", deleted_at=clock.now())
    assert (cast.charlie.id, cast.bob.id) not in asked(db, done_by_bob(db, cast))


def test_a_lead_is_shown_as_lead_to_both(db: Connection, cast: Cast) -> None:
    done_by_bob(db, cast)
    assert reads.open_asks(db, cast.actor(cast.alice))[0].is_lead
    assert reads.asks_about_me(db, cast.actor(cast.bob))[0].is_lead


def test_a_colleague_is_no_lead(db: Connection, cast: Cast) -> None:
    work = make_work(db, cast)
    contribute(db, cast, work, alice="assignee", bob="reviewer")
    actions.ask_about(db, DRAIN, [work])
    assert not reads.open_asks(db, cast.actor(cast.bob))[0].is_lead


def test_a_lead_who_only_wrote_the_page_is_not_asked(db: Connection, cast: Cast) -> None:
    page = make_work(db, cast, "page", title="Why PAY-1 went so")
    make_page(db, page)
    contribute(db, cast, page, alice="page_author")
    work = make_work(db, cast, "PAY-1")
    contribute(db, cast, work, bob="assignee")
    actions.ask_about(db, DRAIN, [work])
    assert asked(db, work) == set()
    with pytest.raises(errors.LeadWasNotThere):
        actions.name_coworker(db, cast.actor(cast.bob), work, cast.alice.id)


# how much


def test_a_second_one_is_asked_only_where_it_costs_them_little(db: Connection, cast: Cast) -> None:
    actions.pass_(db, cast.actor(cast.alice), bob_asks_alice(db, cast))
    work = make_work(db, cast, "PAY-2")
    contribute(db, cast, work, dana="assignee", alice="reviewer", charlie="reviewer")
    actions.ask_about(db, DRAIN, [work])
    assert asked(db, work) == {(cast.charlie.id, cast.dana.id)}
    with clock.at(MONDAY + 7 * DAY):
        actions.ask_waiting(db, DRAIN)
    assert asked(db, work) == {(cast.charlie.id, cast.dana.id), (cast.alice.id, cast.dana.id)}


def test_who_was_asked_much_more_than_others_is_spared(db: Connection, cast: Cast) -> None:
    always_at_hand(db, cast.alice)
    for giver in ("charlie", "dana"):
        with clock.at(MONDAY - 60 * DAY):
            work = make_work(db, cast, f"OPS-{giver}")
            contribute(db, cast, work, **{"bob": "assignee", giver: "reviewer"})
            actions.ask_about(db, DRAIN, [work])
    for number in range(7):
        name = f"Erin{number}"
        cast.accounts[name.lower()] = make_account(db, cast.jira, make_person(db, name))
        with clock.at(MONDAY - (50 - number) * DAY):
            work = make_work(db, cast, f"PAY-{number}")
            contribute(db, cast, work, **{name.lower(): "assignee", "alice": "reviewer"})
            actions.ask_about(db, DRAIN, [work])
            for ask in reads.open_asks(db, cast.actor(cast.alice)):
                actions.pass_(db, cast.actor(cast.alice), ask.id)
    to_alice = "SELECT count(*) FROM ask WHERE giver_id = %(id)s"
    assert value(db, to_alice, id=cast.alice.id) == 6
