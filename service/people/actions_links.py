"""Invitations and other one-time links. A link is kept as a hash, works once, and for a while."""

import psycopg

from service import clock
from service.actor import Actor, must_administer, must_be_system
from service.db import sql
from service.errors import NotFound
from service.people import passwords, tokens
from service.people.errors import AddressTaken, AlreadySetUp, LinkIsSpent
from service.people.model import LINK_LIFETIME, Link, Person, Purpose, fresh_key

Q = sql.load(__package__)


def invite(
    db: sql.Connection,
    actor: Actor,
    name: str,
    email: str,
    team_id: int | None = None,
    is_lead: bool = False,
    language: str = "en",
) -> tuple[Person, str]:
    """Somebody new, perhaps in a team, and the token of their link, which can be shown only now."""
    must_administer(actor)
    with db.transaction():
        new = _add(db, name, email, language, is_administrator=False)
        if new is None:
            raise AddressTaken("email")
        if team_id is not None:
            _join(db, team_id, new.id, is_lead)
        return new, _make_link(db, Purpose.INVITE, new.id)


def new_link(db: sql.Connection, actor: Actor, person_id: int) -> tuple[Person, str]:
    """A new link for a person, to come in or to choose a new password; older ones stop working."""
    must_administer(actor)
    with db.transaction():
        person = sql.one(db, Person, Q["person"], id=person_id)
        if person.left_at:
            raise NotFound
        sql.run(db, Q["void_links_of"], person_id=person_id, now=clock.now())
        purpose = Purpose.RESET if person.welcomed_at else Purpose.INVITE
        return person, _make_link(db, purpose, person_id)


def reset_link(db: sql.Connection, actor: Actor, email: str) -> tuple[Person, str] | None:
    """A link to choose a new password, for whoever has this address; None when nobody does."""
    must_be_system(actor)
    person = sql.first(db, Person, Q["person_with_password"], email=email.lower())
    return (person, _make_link(db, Purpose.RESET, person.id)) if person else None


def setup_link(db: sql.Connection, actor: Actor) -> str | None:
    """The token that makes the first administrator; None once somebody is here."""
    must_be_system(actor)
    with db.transaction():
        sql.value(db, Q["lock_setup"])
        if sql.value(db, Q["anybody"]):
            return None
        sql.run(db, Q["void_setup_links"], now=clock.now())
        return _make_link(db, Purpose.SETUP, None)


def set_up(
    db: sql.Connection,
    actor: Actor,
    token: str,
    name: str,
    email: str,
    password: str,
    language: str = "en",
) -> Person:
    """Use a set-up link: the first administrator."""
    must_be_system(actor)
    password_hash = passwords.hashed(password)
    with db.transaction():
        sql.value(db, Q["lock_setup"])
        if _use(db, token).purpose != Purpose.SETUP:
            raise LinkIsSpent
        first = None if sql.value(db, Q["anybody"]) else _add(db, name, email, language, True)
        if first is None:
            raise AlreadySetUp
        return _set_password(db, first.id, password_hash)


def accept(db: sql.Connection, actor: Actor, token: str, password: str) -> Person:
    """Use an invitation or a reset link: a new password, and every session of before ends.

    The link was made for the person's address, and who made it vouches for whoever got it: from now
    on an account with the same address is theirs by itself.
    """
    must_be_system(actor)
    password_hash = passwords.hashed(password)
    with db.transaction():
        used = _use(db, token)
        if used.person_id is None:
            raise LinkIsSpent
        sql.run(db, Q["void_links_of"], person_id=used.person_id, now=clock.now())
        sql.run(db, Q["prove_email"], id=used.person_id, now=clock.now())
        return _set_password(db, used.person_id, password_hash)


def _add(
    db: sql.Connection, name: str, email: str, language: str, is_administrator: bool
) -> Person | None:
    return sql.first(
        db, Person, Q["add_person"],
        name=name, email=email.lower(), language=language,
        is_administrator=is_administrator, session_key=fresh_key(), now=clock.now(),
    )  # fmt: skip


def _join(db: sql.Connection, team_id: int, person_id: int, is_lead: bool) -> None:
    today = clock.today()
    try:
        sql.run(db, Q["join"], team_id=team_id, person_id=person_id, is_lead=is_lead, since=today)
    except psycopg.errors.ForeignKeyViolation as unknown:
        raise NotFound from unknown


def _make_link(db: sql.Connection, purpose: Purpose, person_id: int | None) -> str:
    token = tokens.fresh()
    sql.run(
        db, Q["make_link"],
        token_hash=tokens.hash_of(token), purpose=purpose, person_id=person_id,
        expires_at=clock.now() + LINK_LIFETIME[purpose],
    )  # fmt: skip
    return token


def _use(db: sql.Connection, token: str) -> Link:
    used = sql.first(db, Link, Q["use_link"], token_hash=tokens.hash_of(token), now=clock.now())
    if used is None:
        raise LinkIsSpent
    return used


def _set_password(db: sql.Connection, person_id: int, password_hash: str) -> Person:
    person = sql.first(
        db, Person, Q["set_password"],
        id=person_id, password_hash=password_hash, session_key=fresh_key(),
    )  # fmt: skip
    if person is None:
        raise LinkIsSpent
    return person
