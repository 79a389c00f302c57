"""What is asked of a connection beside what it tells: its past, and what was missed."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum


class BackfillState(StrEnum):
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Backfill:
    """Filling in the past of one connection. `reached_at` and `reached_id` say how far it came;
    `total` is about how much there is, None where that is not known; `seconds` it was at work."""

    id: int
    connection_id: int
    since: date
    state: BackfillState
    reached_at: datetime | None
    reached_id: str | None
    done: int
    total: int | None
    seconds: float
    began_at: datetime
    changed_at: datetime
    ended_at: datetime | None
    reason: str | None

    @property
    def a_second(self) -> float | None:
        """How many were worked in each second so far; None before there is a first figure."""
        return self.done / self.seconds if self.done and self.seconds else None

    @property
    def remaining(self) -> timedelta | None:
        """How long it may still take; None where nobody can say."""
        if self.total is None or self.a_second is None:
            return None
        return timedelta(seconds=max(self.total - self.done, 0) / self.a_second)

    @property
    def percent(self) -> int | None:
        if self.state == BackfillState.DONE:
            return 100
        return min(99, 100 * self.done // self.total) if self.total else None


@dataclass(frozen=True, slots=True)
class Begun:
    """An asking of what changed since `reached_at`, that has begun."""

    id: int
    reached_at: datetime


@dataclass(frozen=True, slots=True)
class Reconciled:
    """One asking of what changed: how much was looked at, and how much had not been told."""

    began_at: datetime
    ended_at: datetime | None
    reached_at: datetime
    looked_at: int
    missed: int
    reason: str | None
