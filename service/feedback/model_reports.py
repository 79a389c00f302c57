"""Reports, and the two people who read them."""

from dataclasses import dataclass
from datetime import datetime

REASON = OUTCOME = 600


@dataclass(frozen=True, slots=True)
class Trusted:
    """Somebody the organisation trusts with reports; `can_read`: neither leads nor administers."""

    slot: int
    person_id: int
    name: str
    can_read: bool


@dataclass(frozen=True, slots=True)
class Report:
    """A report as its reporter and the trusted people read it; `words` go when it is closed."""

    id: int
    feedback_id: int | None
    thanks_id: int | None
    reporter_id: int
    reporter: str
    giver: str
    reason: str
    words: str | None
    reported_at: datetime
    closed_at: datetime | None
    closed_by: str | None
    outcome: str | None

    @property
    def reporter_first(self) -> str:
        return self.reporter.split()[0]

    @property
    def giver_first(self) -> str:
        return self.giver.split()[0]
