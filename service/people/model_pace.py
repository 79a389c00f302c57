"""When and how often a person may be asked: their own choice."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

MOST_A_WEEK = 7
WEEKDAYS = range(1, 8)  #: 1 is Monday
#: A pause without an end of its own.
UNTIL_I_SAY_SO = date.max


@dataclass(frozen=True, slots=True)
class Pace:
    """At most so many new asks in any seven days, none on days off, in quiet hours or in a pause.

    What stands here is the standard, for whoever chose nothing. Hours are those of the clock on the
    wall; quiet hours may go past midnight, and there are none where both are the same.
    """

    weekly_most: int = 3
    days_off: Sequence[int] = (6, 7)
    quiet_from: int = 19
    quiet_until: int = 8
    paused_until: date | None = None  #: the first day on which one is asked again

    def suits(self, local: datetime) -> bool:
        """Whether this is a moment to come with something new."""
        return self.is_awake(local) and not self.is_paused(local.date())

    def is_awake(self, local: datetime) -> bool:
        """Whether it is neither a day off nor a quiet hour."""
        return not (self.is_off(local) or self.is_quiet(local.hour))

    def is_paused(self, day: date) -> bool:
        return self.paused_until is not None and day < self.paused_until

    def is_off(self, local: datetime) -> bool:
        return local.isoweekday() in self.days_off

    def is_quiet(self, hour: int) -> bool:
        begin, end = self.quiet_from, self.quiet_until
        return begin <= hour < end if begin <= end else hour >= begin or hour < end


@dataclass(frozen=True, slots=True)
class PaceOf(Pace):
    """The pace of one of many."""

    person_id: int = 0


@dataclass(frozen=True, slots=True)
class Rhythm:
    """A team of mine, the weekday on which asks about us go out, and whether I may choose it."""

    team_id: int
    team: str
    rhythm: int | None
    is_lead: bool
