"""Links in mail that sign in, for who wants that: each opens one page, once, and for a day."""

from dataclasses import dataclass
from typing import LiteralString

from service import clock
from service.actor import Actor, must_be_system
from service.db import sql
from service.people import tokens
from service.people.errors import LinkIsSpent
from service.people.model import LINK_LIFETIME, Purpose

Q = sql.load(__package__)


@dataclass(frozen=True, slots=True)
class Entry:
    """Whom a link is for, and the page that it opens."""

    person_id: int
    name: str
    leads_to: str
    is_spent: bool

    @property
    def first_name(self) -> str:
        return self.name.split()[0]


def make(db: sql.Connection, actor: Actor, person_id: int, leads_to: str) -> str:
    """The token of a link that signs this person in and opens a page of ours."""
    must_be_system(actor)
    token = tokens.fresh()
    sql.run(
        db, Q["make_entry"],
        token_hash=tokens.hash_of(token), person_id=person_id, leads_to=leads_to,
        expires_at=clock.now() + LINK_LIFETIME[Purpose.ENTER],
    )  # fmt: skip
    return token


def look(db: sql.Connection, actor: Actor, token: str) -> Entry:
    """Whom it is for. Looking does not use it up: scanners of mail look too."""
    must_be_system(actor)
    return _found(db, Q["entry"], token)


def use(db: sql.Connection, actor: Actor, token: str) -> Entry:
    """Sign in with it, once."""
    must_be_system(actor)
    return _found(db, Q["use_entry"], token)


def _found(db: sql.Connection, query: LiteralString, token: str) -> Entry:
    hashed = tokens.hash_of(token)
    found = sql.first(db, Entry, query, token_hash=hashed, now=clock.now())
    if found is None:
        raise LinkIsSpent
    return found
