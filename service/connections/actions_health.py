"""What an administrator does when a connection needs care: pause, try again, look closely."""

from service import clock
from service.actor import Actor, must_administer, person_of
from service.connections.errors import BodyIsForgotten, NoSuchConnection, NothingToTryAgain
from service.connections.model import State
from service.db import sql

Q = sql.load(__package__)
#: So many are tried again at once; who has more presses again.
AT_ONCE = 100_000


def pause(db: sql.Connection, actor: Actor, name: str) -> None:
    """Deliveries are still kept, and wait until the connection is resumed."""
    _set_paused(db, actor, name, True)


def resume(db: sql.Connection, actor: Actor, name: str) -> None:
    _set_paused(db, actor, name, False)


def _set_paused(db: sql.Connection, actor: Actor, name: str, is_paused: bool) -> None:
    must_administer(actor)
    if not sql.run(db, Q["set_paused"], name=name, is_paused=is_paused):
        raise NoSuchConnection(name=name)


def offer_links(db: sql.Connection, actor: Actor, name: str, offers: bool) -> None:
    """Whether issues there get a link to give feedback while somebody is asked about them."""
    must_administer(actor)
    if not sql.run(db, Q["set_offers_links"], name=name, offers=offers):
        raise NoSuchConnection(name=name)


def try_all_again(db: sql.Connection, actor: Actor, name: str, state: State) -> int:
    """Hand what went wrong in one way to the drain loop again; how many."""
    must_administer(actor)
    ids = sql.column(db, Q["set_aside_ids"], name=name, state=state, limit=AT_ONCE)
    tried = int(sql.value(db, Q["try_again"], ids=ids))
    if not tried:
        raise NothingToTryAgain
    return tried


def look_at_body(db: sql.Connection, actor: Actor, delivery_id: int, reason: str) -> bytes:
    """The raw body of a delivery; that somebody looked, and why, is written down with it."""
    must_administer(actor)
    body: bytes | None = sql.value(
        db, Q["look_at_body"],
        id=delivery_id, person_id=person_of(actor), reason=reason, now=clock.now(),
    )  # fmt: skip
    if body is None:
        raise BodyIsForgotten
    return body
