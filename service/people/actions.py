"""What can be done with people and teams."""

from datetime import date

import psycopg

from service import clock, later
from service.actor import Actor, must_administer, person_of
from service.db import sql
from service.errors import NotFound
from service.people.actions_accounts import know_accounts, match_account
from service.people.actions_links import accept, invite, setup_link
from service.people.actions_sign_in import forget_attempts
from service.people.errors import AddressTaken, EndsBeforeItBegan, TeamNameTaken
from service.people.lasting import must_not_be_last
from service.people.model import Asking, Membership, Team, fresh_key

__all__ = [
    "accept",
    "choose_asking",
    "choose_language",
    "come_back",
    "describe",
    "describe_oneself",
    "forget_attempts",
    "invite",
    "join",
    "know_accounts",
    "leave",
    "leave_team",
    "make_administrator",
    "make_team",
    "match_account",
    "rename_team",
    "set_lead",
    "set_taking_part",
    "setup_link",
    "welcome",
]
Q = sql.load(__package__)


def describe(db: sql.Connection, actor: Actor, person_id: int, name: str, email: str) -> None:
    """Correct somebody's name and e-mail address; links made for another address stop working."""
    must_administer(actor)
    new = {"person_id": person_id, "email": email.lower(), "now": clock.now()}
    try:
        with db.transaction():
            sql.run(db, Q["void_links_to_another"], **new)
            changed = sql.run(db, Q["rename_person"], id=person_id, name=name, email=new["email"])
    except psycopg.errors.UniqueViolation as taken:
        raise AddressTaken("email") from taken
    _must_touch(changed)


def describe_oneself(db: sql.Connection, actor: Actor, name: str, language: str) -> None:
    sql.run(db, Q["call_oneself"], id=person_of(actor), name=name, language=language)


def choose_language(db: sql.Connection, actor: Actor, language: str) -> None:
    """The language of one's own pages."""
    sql.run(db, Q["choose_language"], id=person_of(actor), language=language)


def welcome(db: sql.Connection, actor: Actor, asking: Asking) -> None:
    """I read what Gezel does, and choose how it may ask about my work."""
    sql.run(db, Q["welcome"], id=person_of(actor), asking=asking, now=clock.now())


def choose_asking(db: sql.Connection, actor: Actor, asking: Asking) -> None:
    sql.run(db, Q["choose_asking"], id=person_of(actor), asking=asking)


def make_administrator(
    db: sql.Connection, actor: Actor, person_id: int, is_administrator: bool
) -> None:
    """Make somebody administrator, or no longer; one always remains."""
    must_administer(actor)
    with db.transaction():
        if not is_administrator:
            must_not_be_last(db, person_id)
        changed = sql.run(
            db, Q["make_administrator"], id=person_id, is_administrator=is_administrator
        )
        _must_touch(changed)


def leave(db: sql.Connection, actor: Actor, person_id: int) -> None:
    """Somebody leaves: signed out, out of all teams; their open asks are withdrawn soon after."""
    must_administer(actor)
    now = clock.now()
    with db.transaction():
        must_not_be_last(db, person_id)
        _must_touch(sql.run(db, Q["leave"], id=person_id, now=now, session_key=fresh_key()))
        sql.run(db, Q["end_memberships"], person_id=person_id, today=now.date())
        sql.run(db, Q["drop_claims"], person_id=person_id)
        sql.run(db, Q["void_links_of"], person_id=person_id, now=now)
        later.promise(db, "close_person", person_id=person_id)


def come_back(db: sql.Connection, actor: Actor, person_id: int) -> None:
    """Somebody who left works here again; they need a link, and choose anew."""
    must_administer(actor)
    _must_touch(sql.run(db, Q["come_back"], id=person_id))


def make_team(db: sql.Connection, actor: Actor, name: str) -> Team:
    must_administer(actor)
    try:
        with db.transaction():
            return sql.one(db, Team, Q["make_team"], name=name, now=clock.now())
    except psycopg.errors.UniqueViolation as taken:
        raise TeamNameTaken("name") from taken


def rename_team(db: sql.Connection, actor: Actor, team_id: int, name: str) -> None:
    must_administer(actor)
    try:
        with db.transaction():
            changed = sql.run(db, Q["rename_team"], id=team_id, name=name)
    except psycopg.errors.UniqueViolation as taken:
        raise TeamNameTaken("name") from taken
    _must_touch(changed)


def join(
    db: sql.Connection,
    actor: Actor,
    team_id: int,
    person_id: int,
    is_lead: bool = False,
    since: date | None = None,
) -> None:
    """A person is in a team from `since` (today); nothing changes when they already are."""
    must_administer(actor)
    since = since or clock.today()
    try:
        with db.transaction():
            sql.run(
                db, Q["join"],
                team_id=team_id, person_id=person_id, is_lead=is_lead, since=since,
            )  # fmt: skip
    except psycopg.errors.ForeignKeyViolation as unknown:
        raise NotFound from unknown


def set_lead(db: sql.Connection, actor: Actor, membership_id: int, is_lead: bool) -> Membership:
    """A member leads the team from today, or no longer; the time before is kept as it was."""
    must_administer(actor)
    with db.transaction():
        now = sql.one(db, Membership, Q["membership"], id=membership_id)
        if now.is_lead != is_lead:
            day = max(clock.today(), now.since)
            leave_team(db, actor, now.id, day)
            join(db, actor, now.team_id, now.person_id, is_lead, day)
        return now


def leave_team(
    db: sql.Connection, actor: Actor, membership_id: int, until: date | None = None
) -> Membership:
    """A person is in a team no longer from `until` (today) on."""
    must_administer(actor)
    until = until or clock.today()
    try:
        with db.transaction():
            return sql.one(db, Membership, Q["end_membership"], id=membership_id, until=until)
    except psycopg.errors.CheckViolation as early:
        raise EndsBeforeItBegan from early


def set_taking_part(
    db: sql.Connection,
    actor: Actor,
    takes_part: bool,
    person_id: int | None = None,
    team_id: int | None = None,
) -> None:
    """Choose that a person or a whole team takes part, or not."""
    must_administer(actor)
    if person_id is not None:
        _must_touch(sql.run(db, Q["take_part"], id=person_id, takes_part=takes_part))
    if team_id is not None:
        _must_touch(sql.run(db, Q["team_takes_part"], id=team_id, takes_part=takes_part))


def _must_touch(rows: int) -> None:
    if not rows:
        raise NotFound
