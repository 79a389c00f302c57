"""What can be done with connections and deliveries."""

from datetime import timedelta

import psycopg
from psycopg.rows import class_row

from service import clock
from service.actor import Actor, must_administer, must_be_system
from service.connections import secrets
from service.connections.errors import (
    NameNotASlug,
    NameReserved,
    NameTaken,
    NoSuchConnection,
    NothingToTry,
)
from service.connections.model import Channel, Connection, Delivery, Outcome, Product, State
from service.connections.secrets import Vault
from service.db import sql

Q = sql.load(__package__)
# Jira drops what is answered 401, so both secrets are good while somebody changes it there.
OVERLAP = timedelta(hours=24)
# Longer than any sender repeats itself, short enough to keep nothing for ever.
REMEMBERED = timedelta(days=90)
LONGEST_RAW_BODY = timedelta(days=7)
FORGOTTEN_AT_ONCE = 20_000
# Addresses of pages, /connections/new among them, that a connection's own page would hide behind.
RESERVED = frozenset({"new", "oauth"})
HANDLED = [str(state) for state in State if state != State.PENDING]


def add(
    db: sql.Connection,
    actor: Actor,
    vault: Vault,
    name: str,
    product: Product,
    takes_all_projects: bool = True,
) -> tuple[Connection, str]:
    """A new connection and its secret, which can be shown only now.

    Without all projects it takes nothing until some are chosen (`actions_scope.choose`).
    """
    must_administer(actor)
    if name in RESERVED:
        raise NameReserved("name")
    secret = secrets.fresh()
    try:
        with db.transaction():
            made = sql.one(
                db, Connection, Q["add_connection"],
                name=name, product=product, secret=vault.seal(secret), now=clock.now(),
                takes_all=takes_all_projects,
            )  # fmt: skip
    except psycopg.errors.UniqueViolation as taken:
        raise NameTaken("name") from taken
    except psycopg.errors.CheckViolation as wrong:
        raise NameNotASlug("name") from wrong
    return made, secret


def rotate(
    db: sql.Connection, actor: Actor, vault: Vault, name: str, secret: str | None = None
) -> str:
    """A new secret; the old one is accepted for another day. `secret` is one that is known there
    already; without it one is made."""
    must_administer(actor)
    secret = secret or secrets.fresh()
    until = clock.now() + OVERLAP
    if not sql.run(db, Q["rotate_secret"], name=name, secret=vault.seal(secret), until=until):
        raise NoSuchConnection(name=name)
    return secret


def keep(
    db: sql.Connection,
    actor: Actor,
    connection_id: int,
    identifier: str | None,
    body: bytes,
    channel: Channel = Channel.WEBHOOK,
) -> None:
    """Keep a delivery durably. A repeat of one that was kept is dropped."""
    must_be_system(actor)
    sql.run(
        db, Q["keep_delivery"],
        connection_id=connection_id, identifier=identifier, channel=channel, body=body,
        now=clock.now(),
    )  # fmt: skip


def waiting(db: sql.Connection, actor: Actor) -> list[int]:
    """Ids of connections with unseen deliveries."""
    must_be_system(actor)
    return sql.column(db, Q["waiting_connections"])


def take(db: sql.Connection, actor: Actor, connection_id: int, limit: int) -> list[Delivery]:
    """The next unseen deliveries, oldest first; none while another process drains this connection.

    The caller holds a transaction, which holds the lock.
    """
    must_be_system(actor)
    if not sql.value(db, Q["try_lock"], connection_id=connection_id):
        return []
    with db.cursor(binary=True, row_factory=class_row(Delivery)) as cursor:  # bodies, not their hex
        values = {"connection_id": connection_id, "limit": limit}
        return cursor.execute(Q["next_batch"], values).fetchall()


def hold_drain(db: sql.Connection, actor: Actor, connection_id: int) -> None:
    """Wait for the batch that is being worked in, and hold off the next: until the caller's
    transaction ends."""
    must_be_system(actor)
    sql.run(db, Q["hold_drain"], connection_id=connection_id)


def note(db: sql.Connection, actor: Actor, outcomes: list[Outcome], forget: bool) -> None:
    """Write down what became of deliveries; `forget` drops understood bodies at once.

    The body of what is outside of the scope goes in any case: nothing is kept from there.
    """
    must_be_system(actor)
    sql.run(
        db, Q["note_outcomes"],
        ids=[outcome.id for outcome in outcomes],
        states=[outcome.state for outcome in outcomes],
        events=[outcome.event for outcome in outcomes],
        reasons=[outcome.reason for outcome in outcomes],
        outside=[outcome.is_outside for outcome in outcomes],
        forget=forget,
        now=clock.now(),
    )  # fmt: skip


def try_again(db: sql.Connection, actor: Actor, delivery_id: int) -> None:
    must_administer(actor)
    if not sql.value(db, Q["try_again"], ids=[delivery_id]):
        raise NothingToTry


def forget(db: sql.Connection, actor: Actor, raw_body_days: int) -> int:
    """Drop raw bodies that are old enough; how many.

    One that was not understood stays a week whatever `raw_body_days` says, so that it can be tried
    again after a fix.
    """
    must_be_system(actor)
    now = clock.now()
    before = now - REMEMBERED
    sql.run(db, Q["forget_deliveries"], before=before, states=HANDLED, limit=FORGOTTEN_AT_ONCE)
    sql.run(db, Q["forget_hours"], before=before)
    return sql.run(
        db, Q["forget_bodies"],
        before=now - timedelta(days=raw_body_days), latest=now - LONGEST_RAW_BODY,
    )  # fmt: skip
