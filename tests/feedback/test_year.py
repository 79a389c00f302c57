"""Whatever a year brings: no limit of asking is passed."""

from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from service.db.sql import Connection
from tests.feedback.limits import asks, faults
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
