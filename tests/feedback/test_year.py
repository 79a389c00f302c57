"""Whatever a year brings: no limit of asking is passed."""

import statistics
from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from service.db.sql import Connection
from tests.feedback.limits import MOST_TIMES_THE_MIDDLE, asks, faults, loads
from tests.feedback.year import Year, share_with_a_voice


@settings(
    max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(seed=st.integers(0, 2**32), people=st.integers(5, 14), tickets=st.integers(120, 260))
def test_no_limit_is_passed(db: Connection, seed: int, people: int, tickets: int) -> None:
    with db.transaction(force_rollback=True):
        year = Year(db, Random(seed), people, tickets, days=120)  # noqa: S311  a test's dice
        year.play()
        made = asks(db)
        assert faults(year, made) == []
        said, done = share_with_a_voice(db)
        assert 0 < said <= done


def test_nobody_carries_three_times_what_the_one_in_the_middle_does(db: Connection) -> None:
    """Though one of them looks at most of what all others do."""
    with db.transaction(force_rollback=True):
        dice = Random(1)  # noqa: S311  a test's
        year = Year(db, dice, people=30, tickets=200, days=120, looked_at=0.8)
        year.play()
        made = asks(db)
        assert faults(year, made) == []
        carried = loads(made)
        assert carried[-1] <= MOST_TIMES_THE_MIDDLE * statistics.median(carried)
