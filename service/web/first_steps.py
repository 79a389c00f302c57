"""What a new administrator does first, until it is done."""

from dataclasses import dataclass

from service.actor import Member
from service.connections import reads as connections
from service.db.sql import Connection
from service.people import reads as people
from service.skills import reads_rules as skills


@dataclass(frozen=True, slots=True)
class FirstSteps:
    """Which of the first steps are done."""

    has_connection: bool
    has_people: bool
    takes_part: bool
    has_rules: bool

    @property
    def all_done(self) -> bool:
        return self.has_connection and self.has_people and self.takes_part and self.has_rules


def for_administrator(db: Connection, me: Member) -> FirstSteps | None:
    """The first steps, or None for others and once all are done."""
    if not me.is_administrator:
        return None
    steps = FirstSteps(
        has_connection=bool(connections.connections(db, me)),
        has_people=len(people.working_here(db, me, limit=2)) > 1,
        takes_part=bool(people.colleagues(db, me, limit=1)),
        has_rules=bool(skills.rules(db, me)),
    )
    return None if steps.all_done else steps
