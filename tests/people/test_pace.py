"""When and how often a person may be asked, as they choose it."""

from datetime import UTC, date, datetime

import pytest

from service import clock
from service.actor import System
from service.db.sql import Connection
from service.errors import Forbidden, NotFound
from service.people import actions_pace, reads_pace
from service.people.model_pace import UNTIL_I_SAY_SO, Pace
from tests.cast import Cast


@pytest.mark.parametrize(
    ("quiet", "hour", "is_quiet"),
    [
        ((19, 8), 18, False), ((19, 8), 19, True), ((19, 8), 0, True), ((19, 8), 7, True),
        ((19, 8), 8, False), ((12, 13), 12, True), ((12, 13), 13, False), ((0, 0), 0, False),
        ((9, 9), 9, False),
    ],
)  # fmt: skip
def test_quiet_hours_may_go_past_midnight(
    quiet: tuple[int, int], hour: int, is_quiet: bool
) -> None:
    assert Pace(quiet_from=quiet[0], quiet_until=quiet[1]).is_quiet(hour) is is_quiet


def test_a_moment_suits_on_a_working_day_by_day() -> None:
    monday = datetime(2026, 3, 2, 10)  # noqa: DTZ001  as the clock on the wall shows it
    assert Pace().suits(monday)
    assert not Pace().suits(monday.replace(day=1))
    assert not Pace().suits(monday.replace(hour=20))
    assert not Pace(paused_until=date(2026, 3, 3)).suits(monday)
    assert Pace(paused_until=date(2026, 3, 2)).suits(monday)
    assert not Pace(paused_until=UNTIL_I_SAY_SO).suits(monday)


def test_the_clock_on_the_wall_is_that_of_the_organisation() -> None:
    with clock.at(datetime(2026, 7, 1, 17, 30, tzinfo=UTC)):
        assert clock.local().hour == 19
        clock.settle("America/New_York")
        try:
            assert clock.local().hour == 13
        finally:
            clock.settle("Europe/Amsterdam")


def test_the_standard_holds_until_one_chooses(db: Connection, cast: Cast) -> None:
    bob = cast.actor(cast.bob)
    assert reads_pace.pace(db, bob) == Pace()
    actions_pace.choose_pace(db, bob, Pace(1, (5, 1), 17, 9))
    mine = reads_pace.pace(db, bob)
    assert (mine.weekly_most, mine.days_off, mine.quiet_from) == (1, [1, 5], 17)
    assert reads_pace.pace(db, cast.actor(cast.alice)) == Pace()


def test_a_pause_and_the_pace_leave_each_other_be(db: Connection, cast: Cast) -> None:
    bob = cast.actor(cast.bob)
    actions_pace.pause(db, bob, date(2026, 4, 1))
    actions_pace.choose_pace(db, bob, Pace(weekly_most=2))
    assert reads_pace.pace(db, bob).paused_until == date(2026, 4, 1)
    actions_pace.go_on(db, bob)
    mine = reads_pace.pace(db, bob)
    assert (mine.paused_until, mine.weekly_most) == (None, 2)


def test_paces_of_others_are_for_the_system(db: Connection, cast: Cast) -> None:
    with pytest.raises(Forbidden):
        reads_pace.paces(db, cast.actor(cast.dana), [cast.bob.id])
    assert reads_pace.paces(db, System("test"), [cast.bob.id]) == {cast.bob.id: Pace()}


def test_who_leads_or_administers_sets_the_rhythm(db: Connection, cast: Cast) -> None:
    for person in (cast.alice, cast.dana):
        actions_pace.choose_rhythm(db, cast.actor(person), cast.team_id, 5)
        assert reads_pace.rhythm(db, cast.actor(cast.bob), cast.team_id).rhythm == 5
    with pytest.raises(Forbidden):
        actions_pace.choose_rhythm(db, cast.actor(cast.bob), cast.team_id, None)
    with pytest.raises(NotFound):
        actions_pace.choose_rhythm(db, cast.actor(cast.charlie), cast.team_id, None)
    with pytest.raises(NotFound):
        reads_pace.rhythm(db, cast.actor(cast.charlie), cast.team_id)
