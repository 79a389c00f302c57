"""What people of the cast say of themselves, for the tests of being found and of picking."""

from datetime import date

from service.actor import Member
from service.aims import actions, actions_found, reads_found
from service.aims.model_found import Finders, Order, Wanted
from service.db.sql import Connection
from service.people.model import Person

DAY = date(2026, 3, 2)


def let_find(
    db: Connection, person: Person, who: Finders = Finders.EVERYONE, sentence: str | None = None
) -> None:
    actions_found.let_find(db, Member(person.id), who, sentence)


def say(
    db: Connection, person: Person, skill: int, level: int = 2, wish: int = 0, glad: bool = False
) -> None:
    actions.place(db, Member(person.id), skill, level, wish, glad)


def found(
    db: Connection,
    by: Member,
    wanted: Wanted | None = None,
    order: Order = Order.NAME,
    day: date = DAY,
    after: int | None = None,
) -> list[str]:
    """The names that this person finds, in the order of the page."""
    people = reads_found.people(db, by, wanted or Wanted(), order, day, after)
    return [person.name for person, _ in people]
