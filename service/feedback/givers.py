"""What the givers of one round of asking carry, and whether this is a moment to ask them more.

Only `asking` uses this, inside the lock, so that nobody else adds to what they carry.
"""

from collections.abc import Sequence

from service import clock
from service.actor import System
from service.db import sql
from service.feedback.rules import (
    OPEN_AT_ONCE,
    QUARTER,
    WEEK,
    Candidate,
    Load,
    preference,
)
from service.people import reads_pace

Q = sql.load(__package__)
ASKING = System("asking")


class Givers:
    def __init__(self, db: sql.Connection, ids: Sequence[int]) -> None:
        self._now, self._local = clock.now(), clock.local()
        self._paces = reads_pace.paces(db, ASKING, ids)
        loads = sql.every(
            db, Load, Q["loads"],
            ids=list(ids), week=self._now - WEEK, quarter=self._now - QUARTER,
        )  # fmt: skip
        self._loads = {one.giver_id: one for one in loads}

    def may_be_asked(self, giver_id: int) -> bool:
        """Three open asks, so many a week as they chose, and never when it does not suit them."""
        load, pace = self._loads[giver_id], self._paces[giver_id]
        return (
            load.open_asks < OPEN_AT_ONCE
            and load.this_week < pace.weekly_most
            and pace.suits(self._local)
        )

    def free(self) -> list[int]:
        """Whom Gezel by itself may ask now."""
        return [
            giver_id
            for giver_id, load in self._loads.items()
            if not load.is_spared and self.may_be_asked(giver_id)
        ]

    def in_order(self, candidates: Sequence[Candidate]) -> list[Candidate]:
        """Those whom Gezel by itself may ask or propose now, best first.

        A second one about the same work is asked only where it costs them little.
        """
        fit = [one for one in candidates if self._fits(one)]
        return sorted(fit, key=lambda one: preference(one, self._loads[one.giver_id], self._now))

    def _fits(self, one: Candidate) -> bool:
        load = self._loads[one.giver_id]
        if load.is_spared or (one.asked and not load.is_free):
            return False
        return one.asking == "propose" or self.may_be_asked(one.giver_id)

    def carry(self, giver_id: int) -> None:
        self._loads[giver_id].carry()
