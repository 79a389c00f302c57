"""Bring in many people at once from a list; the same list again changes nothing."""

from service import clock
from service.actor import Actor, must_administer
from service.db import sql
from service.people import roster, tokens
from service.people.model import (
    LINK_LIFETIME,
    Invited,
    Person,
    PersonLine,
    Plan,
    PlannedLine,
    Purpose,
    Team,
    TeamLine,
    fresh_key,
)

Q = sql.load(__package__)


def preview(db: sql.Connection, actor: Actor, text: str) -> list[PlannedLine]:
    """What `bring_in` would do with each line."""
    must_administer(actor)
    lines = roster.parse(text)
    emails = sorted({line.email for line in lines})
    known = sql.every(db, PersonLine, Q["people_by_email"], emails=emails)
    return roster.plan(lines, {person.email: person for person in known})


def bring_in(
    db: sql.Connection, actor: Actor, text: str, language: str = "en"
) -> tuple[list[Invited], list[PlannedLine]]:
    """Invite and add to teams, as `preview` shows; lines with a problem are left out."""
    must_administer(actor)
    with db.transaction():
        lines = preview(db, actor, text)
        good = [line for line in lines if not line.is_problem]
        new = {line.email: line for line in good if line.plan == Plan.INVITE}
        people = _add(db, list(new.values()), language)
        _join(db, [line for line in good if line.plan in (Plan.INVITE, Plan.JOIN) and line.team])
        return _invite(db, people), lines


def _add(db: sql.Connection, lines: list[PlannedLine], language: str) -> list[Person]:
    return sql.every(
        db, Person, Q["add_people"],
        names=[line.name for line in lines],
        emails=[line.email for line in lines],
        session_keys=[fresh_key() for _ in lines],
        language=language,
        now=clock.now(),
    )  # fmt: skip


def _join(db: sql.Connection, lines: list[PlannedLine]) -> None:
    teams = _teams(db, [line.team for line in lines])
    emails = sorted({line.email for line in lines})
    people = sql.every(db, PersonLine, Q["people_by_email"], emails=emails)
    ids = {person.email: person.id for person in people}
    pairs = sorted({(teams[line.team.lower()], ids[line.email]) for line in lines})
    sql.run(
        db, Q["join_many"],
        team_ids=[team for team, _ in pairs],
        person_ids=[person for _, person in pairs],
        since=clock.today(),
    )  # fmt: skip


def _teams(db: sql.Connection, names: list[str]) -> dict[str, int]:
    """Ids of teams by name in small letters; a name that differs only in those is the same team."""
    known = {team.name.lower(): team.id for team in sql.every(db, TeamLine, Q["teams"])}
    new = {name.lower(): name for name in reversed(names) if name.lower() not in known}
    made = sql.every(db, Team, Q["make_teams"], names=sorted(new.values()), now=clock.now())
    return known | {team.name.lower(): team.id for team in made}


def _invite(db: sql.Connection, people: list[Person]) -> list[Invited]:
    invited = [Invited(person, tokens.fresh()) for person in sorted(people, key=_by_name)]
    sql.run(
        db, Q["make_invites"],
        token_hashes=[tokens.hash_of(one.token) for one in invited],
        person_ids=[one.person.id for one in invited],
        expires_at=clock.now() + LINK_LIFETIME[Purpose.INVITE],
    )  # fmt: skip
    return invited


def _by_name(person: Person) -> tuple[str, int]:
    return person.name.lower(), person.id
