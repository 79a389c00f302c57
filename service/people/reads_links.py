"""Questions about one-time links."""

from service import clock
from service.actor import Actor, must_be_system
from service.db import sql
from service.people import tokens
from service.people.errors import LinkIsSpent
from service.people.model import Link

Q = sql.load(__package__)


def link(db: sql.Connection, actor: Actor, token: str) -> Link:
    """What a link is for, without using it: scanners of mail open links too."""
    must_be_system(actor)
    found = sql.first(db, Link, Q["link"], token_hash=tokens.hash_of(token), now=clock.now())
    if found is None:
        raise LinkIsSpent
    return found
