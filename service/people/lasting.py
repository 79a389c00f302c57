"""One administrator always remains."""

from service.db import sql
from service.people.errors import LastAdministrator

Q = sql.load(__package__)


def must_not_be_last(db: sql.Connection, person_id: int) -> None:
    """Holds the administrators until the transaction ends."""
    if sql.column(db, Q["lock_administrators"]) == [person_id]:
        raise LastAdministrator
