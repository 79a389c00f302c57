"""What the administrator of the demo finds to do: a claim, a closed account, what was missed."""

from datetime import timedelta

from service import clock
from service.actor import Member, System
from service.connections import actions_health as health
from service.db import sql
from service.demo.door import WHO, Door
from service.demo.organisation import guests
from service.people import actions_accounts as accounts

Q = sql.load(__package__)
PLAY = System("demo")
#: Hours ago, work looked at, and how much of it no webhook had told.
COMPARED = ((51, 38, 0), (27, 44, 2), (3, 41, 0))
WHY = "Which app sends this? Its name is not among the fields that may be shown."


def leave_things_to_do(db: sql.Connection, connection: str) -> None:
    """Today, when all was played."""
    connection_id = int(sql.value(db, Q["connection_of_the_play"], name=connection))
    for guest in guests():
        if guest.claimed_by:
            account_id = sql.value(db, Q["account_of"], key=guest.key)
            accounts.claim_account(db, _somebody(db, guest.claimed_by), account_id)
    closed = [guest.key for guest in guests() if guest.is_closed]
    accounts.close_accounts(db, PLAY, connection_id, closed)
    _compare(db, connection_id)
    _look(db, connection_id)


def _compare(db: sql.Connection, connection_id: int) -> None:
    for hours, looked_at, missed in COMPARED:
        at = clock.now() - timedelta(hours=hours)
        sql.run(
            db, Q["compared"],
            connection_id=connection_id, at=at, looked_at=looked_at, missed=missed,
        )  # fmt: skip


def _look(db: sql.Connection, connection_id: int) -> None:
    strange = sql.value(db, Q["strange_delivery"], connection_id=connection_id)
    health.look_at_body(db, _somebody(db, WHO["administrator"]), strange, WHY)


def _somebody(db: sql.Connection, email: str) -> Member:
    person = sql.one(db, Door, Q["doors"], emails=[email])
    return Member(person.id, is_administrator=email == WHO["administrator"])
