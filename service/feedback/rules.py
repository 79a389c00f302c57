"""The rules of asking: who counts as having been there, and how much may be asked of anybody."""

from dataclasses import dataclass
from datetime import timedelta

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
#: Those whose work it was; they are asked about.
ROLES_THAT_DID_IT = ("assignee", "page_author")
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
GIVERS = 2
FRESH = timedelta(days=14)
PAIR_RESTS = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may be asked about somebody, best first within a receiver and work item."""

    work_item_id: int
    receiver_id: int
    giver_id: int
    asking: str
    reason: str


@dataclass(frozen=True, slots=True)
class Obstacles:
    """What stands in the way of asking one person about another and one work item."""

    not_mine: bool
    not_taking_part: bool
    enough_named: bool
    already_asked: bool
    asked_lately: bool
    open_between: bool
    giver_is_full: bool
