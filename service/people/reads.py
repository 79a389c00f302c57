"""Questions about people and teams."""

from typing import Any

from service.actor import Actor, must_administer, must_be_system, person_of
from service.db import sql
from service.people.model import (
    Colleague,
    MembershipLine,
    Person,
    PersonLine,
    Present,
    Team,
    TeamLine,
)

Q = sql.load(__package__)
PAGE = 50
NAMES = 30
MEMBERSHIPS = 500


def signed_in(db: sql.Connection, actor: Actor, person_id: int) -> Present | None:
    """A person who works here, with the teams they lead: all that a request needs to know."""
    must_be_system(actor)
    return sql.first(db, Present, Q["signed_in"], id=person_id)


def anybody(db: sql.Connection, actor: Actor) -> bool:
    """Is there anybody, or is this installation new?"""
    must_be_system(actor)
    return bool(sql.value(db, Q["anybody"]))


def person(db: sql.Connection, actor: Actor, person_id: int) -> Person:
    """A person, for administrators and the system."""
    must_administer(actor)
    return sql.one(db, Person, Q["person"], id=person_id)


def person_by_email(db: sql.Connection, actor: Actor, email: str) -> Person | None:
    must_be_system(actor)
    return sql.first(db, Person, Q["person_by_email"], email=email.strip().lower())


def people(
    db: sql.Connection,
    actor: Actor,
    search: str | None = None,
    team_id: int | None = None,
    standing: str | None = None,
    after: int | None = None,
) -> list[PersonLine]:
    """A page of people by name; `after` is the last person of the page before."""
    must_administer(actor)
    return sql.every(
        db, PersonLine, Q["people"],
        search=search, team_id=team_id, standing=standing, after=after, limit=PAGE,
    )  # fmt: skip


def colleagues(
    db: sql.Connection, actor: Actor, search: str | None = None, limit: int = NAMES
) -> list[Colleague]:
    """Names to pick from: those who take part, without oneself."""
    me = person_of(actor)
    return sql.every(db, Colleague, Q["colleagues"], me=me, search=search, limit=limit)


def working_here(
    db: sql.Connection, actor: Actor, search: str | None = None, limit: int = NAMES
) -> list[Colleague]:
    """Names of people who have not left, by name or e-mail address."""
    must_administer(actor)
    return sql.every(db, Colleague, Q["working_here"], search=search, limit=limit)


def teams(db: sql.Connection, actor: Actor) -> list[TeamLine]:
    must_administer(actor)
    return sql.every(db, TeamLine, Q["teams"])


def team_names(db: sql.Connection, actor: Actor) -> list[Team]:
    """Teams that take part, to choose from; who is in them is not told."""
    person_of(actor)
    return sql.every(db, Team, Q["team_names"], limit=MEMBERSHIPS)


def team(db: sql.Connection, actor: Actor, team_id: int) -> Team:
    must_administer(actor)
    return sql.one(db, Team, Q["team"], id=team_id)


def memberships(db: sql.Connection, actor: Actor, **of: Any) -> list[MembershipLine]:
    """Present and past memberships `of` a person (`person_id`) or a team (`team_id`)."""
    must_administer(actor)
    if "person_id" in of:
        return sql.every(db, MembershipLine, Q["memberships_of_person"], **of)
    return sql.every(db, MembershipLine, Q["memberships_of_team"], limit=MEMBERSHIPS, **of)
