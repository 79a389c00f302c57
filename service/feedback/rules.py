"""The rules of asking: who counts as having been there, and how much may be asked of anybody."""

from dataclasses import dataclass
from datetime import datetime, timedelta

#: Who knows most about a piece of work comes first: of these roles a person's first one counts.
ROLES_IN_ORDER = (
    "reviewer",
    "commenter",
    "worklog_author",
    "assignee",
    "mover",
    "page_author",
    "page_editor",
    "reporter",
)
#: They saw it from close by; the others come after them.
CLOSE_BY = frozenset({"reviewer", "commenter", "worklog_author", "assignee"})
#: Those whose work it was; they are asked about.
ROLES_THAT_DID_IT = ("assignee", "page_author")
#: Those who helped whoever did it.
ROLES_THAT_HELPED = ("reviewer", "commenter", "worklog_author")
#: Those who wrote a page that names the work are asked too.
ROLES_THAT_WROTE = ("page_author", "page_editor")
#: Resolutions that say the work was not done, in small letters and without apostrophes.
NOT_REALLY_DONE = (
    "wont do",
    "wont fix",
    "duplicate",
    "cannot reproduce",
    "cant reproduce",
    "declined",
)
NAMED = "named"
UNSEEN = "unseen"  #: the giver wants to say something, and was not asked
GIVERS = 2
OPEN_AT_ONCE = 3
FRESH = timedelta(days=14)
WRITTEN = timedelta(days=90)  #: a page belongs to the work when it changed this lately
PAIR_RESTS = timedelta(days=14)
WEEK = timedelta(days=7)
QUARTER = timedelta(days=90)
#: An ask that waited for its giver comes before them only while they have this long to answer.
TIME_TO_ANSWER = timedelta(days=3)
#: Who was asked so often in a quarter, or twice as often as the one in the middle, is spared.
SPARED_FROM, SPARED_TIMES = 6, 2
_NEVER = timedelta(days=36500)


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may be asked about somebody and one piece of work.

    `asked` is how many are asked about the two already; `parts` how many roles the giver had.
    """

    work_item_id: int
    receiver_id: int
    giver_id: int
    asking: str
    reason: str
    parts: int
    asked: int
    last_asked_at: datetime | None


@dataclass(slots=True)
class Load:
    """What a giver carries, and what the one in the middle does; counted on as asks are made."""

    giver_id: int
    open_asks: int
    this_week: int
    this_quarter: int
    usual: int

    @property
    def is_free(self) -> bool:
        """Nothing is asked of them, nor was this week."""
        return not (self.open_asks or self.this_week)

    @property
    def is_spared(self) -> bool:
        """Asked so much more than others that Gezel by itself asks somebody else."""
        return self.this_quarter >= max(SPARED_FROM, SPARED_TIMES * self.usual)

    def carry(self) -> None:
        self.open_asks += 1
        self.this_week += 1
        self.this_quarter += 1


def preference(one: Candidate, load: Load, now: datetime) -> tuple[object, ...]:
    """Whom to ask first: who was close by, carries little, saw much and was asked longest ago."""
    rested = now - one.last_asked_at if one.last_asked_at else _NEVER
    return (
        one.reason not in CLOSE_BY,
        load.open_asks + load.this_week,
        -one.parts,
        -rested,
        load.this_quarter,
        ROLES_IN_ORDER.index(one.reason),
        one.giver_id,
    )


@dataclass(frozen=True, slots=True)
class Waiting:
    """An ask by its receiver's own hand that has not come before its giver yet."""

    id: int
    giver_id: int


@dataclass(frozen=True, slots=True)
class Obstacles:
    """What stands in the way of asking one person about another and one work item."""

    not_mine: bool
    not_taking_part: bool
    enough_named: bool
    already_asked: bool
    asked_lately: bool
    open_between: bool
    lead_was_not_there: bool
