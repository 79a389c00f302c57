"""Signing in, within limits, and one's own password."""

import hashlib
from dataclasses import dataclass
from datetime import timedelta
from ipaddress import IPv6Address, ip_address, ip_network

from service import clock
from service.actor import Actor, must_be_system, person_of
from service.db import sql
from service.people import passwords
from service.people.errors import NotYourPassword, TooManyTries, WrongPassword
from service.people.model import fresh_key

Q = sql.load(__package__)
WINDOW = timedelta(minutes=15)
TRIES_PER_ADDRESS = 10
TRIES_FROM_ONE_PLACE = 60  # an office may share one address
LINKS_REMEMBERED = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class _Password:
    id: int
    password_hash: str


@dataclass(frozen=True, slots=True)
class _Tries:
    who: str
    number: int


def sign_in(db: sql.Connection, actor: Actor, email: str, password: str, remote: str) -> int:
    """The id of who has this address and password; whether an address exists is not told."""
    must_be_system(actor)
    email = email.lower()
    address, place = _digest("address", email), _digest("place", _place(remote))
    _count_try(db, address, place)
    found = sql.first(db, _Password, Q["password"], email=email)
    fits = passwords.fits(found.password_hash if found else None, password)
    if found is None or not fits:
        raise WrongPassword
    sql.run(db, Q["clear_tries"], address=address, place=place, now=clock.now())
    _renew(db, found, password)
    return found.id


def count_forgetting(db: sql.Connection, actor: Actor, email: str, remote: str) -> None:
    """TooManyTries when links are asked for too often, for one address or from one place."""
    must_be_system(actor)
    _count_try(db, _digest("forgot", email.lower()), _digest("place", _place(remote)))


def change_password(db: sql.Connection, actor: Actor, present: str, new: str) -> None:
    """A new password for me; every session ends, this one too."""
    me = person_of(actor)
    _must_know(db, me, present)
    sql.run(
        db, Q["set_password"],
        id=me, password_hash=passwords.hashed(new), session_key=fresh_key(),
    )  # fmt: skip


def sign_out_everywhere(db: sql.Connection, actor: Actor) -> None:
    """Every session of mine ends, this one too."""
    sql.run(db, Q["sign_out_everywhere"], id=person_of(actor), session_key=fresh_key())


def forget_attempts(db: sql.Connection, actor: Actor) -> None:
    """Drop old tries and links, which mean nothing any more."""
    must_be_system(actor)
    now = clock.now()
    sql.run(db, Q["forget_tries"], before=now - WINDOW)
    sql.run(db, Q["forget_links"], before=now - LINKS_REMEMBERED)


def _must_know(db: sql.Connection, person_id: int, password: str) -> None:
    """Counted like signing in: who sits at an open screen must not guess for ever."""
    own = _digest("own", str(person_id))
    _count_try(db, own, own)
    found = sql.first(db, _Password, Q["password_of"], id=person_id)
    if not passwords.fits(found.password_hash if found else None, password):
        raise NotYourPassword("present")


def _count_try(db: sql.Connection, address: str, place: str) -> None:
    """Noted before the password is looked at, so that many at once gain nothing."""
    now = clock.now()
    sql.run(db, Q["forget_tries"], before=now - WINDOW)
    sql.run(db, Q["note_tries"], who=sorted({address, place}), now=now)
    rows = sql.every(db, _Tries, Q["count_tries"], who=[address, place], since=now - WINDOW)
    tries = {row.who: row.number for row in rows}
    if tries[address] > TRIES_PER_ADDRESS or tries[place] > TRIES_FROM_ONE_PLACE:
        raise TooManyTries


def _renew(db: sql.Connection, found: _Password, password: str) -> None:
    if passwords.is_outdated(found.password_hash):
        sql.run(
            db, Q["rehash"],
            id=found.id, previous=found.password_hash, password_hash=passwords.hashed(password),
        )  # fmt: skip


def _place(remote: str) -> str:
    """Where from: a whole IPv6 network counts as one, since one machine has all of it."""
    try:
        address = ip_address(remote)
    except ValueError:
        return remote
    if isinstance(address, IPv6Address):
        return str(ip_network((address, 64), strict=False))
    return remote


def _digest(kind: str, text: str) -> str:
    return hashlib.sha256(f"{kind}:{text}".encode()).hexdigest()
