"""Questions about whom one can ask, and who would like to learn.

Only people who let the one who searches find them are ever found. No role changes that: leads and
administrators find as everybody does. A level is neither read nor searched by.
"""

from datetime import date

from service.actor import Actor, person_of
from service.aims.model_found import Findable, Finders, FoundPerson, Order, Shared, Wanted
from service.db import sql

Q = sql.load(__package__)
PAGE = 20


def findable(db: sql.Connection, actor: Actor) -> Findable:
    """What I chose about being found; nobody may, until I say otherwise."""
    mine = sql.first(db, Findable, Q["findable"], person_id=person_of(actor))
    return mine or Findable(Finders.NOBODY, None)


def as_found(db: sql.Connection, actor: Actor) -> FoundPerson:
    """Myself, as those who find me read me."""
    return sql.one(db, FoundPerson, Q["as_found"], person_id=person_of(actor))


def my_shared_skills(db: sql.Connection, actor: Actor) -> list[Shared]:
    """What those who find me read of my skills."""
    return sql.every(db, Shared, Q["shared_skills"], person_ids=[person_of(actor)])


def people(
    db: sql.Connection,
    actor: Actor,
    wanted: Wanted,
    order: Order,
    day: date,
    after: int | None = None,
) -> list[tuple[FoundPerson, list[Shared]]]:
    """A page of people who fit, each with the skills they share, after somebody in that order.

    `day` sets the order of `Order.TODAY`, so that going on at midnight skips nobody.
    """
    found = sql.every(
        db, FoundPerson, Q["found_people"],
        me=person_of(actor), helps_with=list(wanted.helps_with),
        would_learn=list(wanted.would_learn), team_id=wanted.team_id, words=list(wanted.words),
        needed=wanted.needed, by_name=order == Order.NAME, day=day, after=after, limit=PAGE + 1,
    )  # fmt: skip
    shared: dict[int, list[Shared]] = {person.id: [] for person in found}
    for one in sql.every(db, Shared, Q["shared_skills"], person_ids=list(shared)):
        shared[one.person_id].append(one)
    return [(person, shared[person.id]) for person in found]
