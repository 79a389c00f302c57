"""What a connection tells of accounts themselves: only known ones are touched, none is made."""

from collections.abc import Sequence

from service.actor import Actor, must_be_system
from service.db import sql
from service.people.model import SeenAccount

Q = sql.load(__package__)


def rename_accounts(
    db: sql.Connection, actor: Actor, connection_id: int, users: Sequence[SeenAccount]
) -> int:
    """Accounts have new names; how many of them were known by another."""
    must_be_system(actor)
    names = {user.external_id: user.name for user in users if user.name != user.external_id}
    if not names:
        return 0
    return sql.run(
        db, Q["rename_accounts"],
        connection_id=connection_id, external_ids=list(names), names=list(names.values()),
    )  # fmt: skip


def close_accounts(
    db: sql.Connection, actor: Actor, connection_id: int, external_ids: Sequence[str]
) -> int:
    """Accounts were deleted or anonymised: their names go, and pages say "former colleague".

    An account that is matched stays its person's, who still works here. How many were closed now.
    """
    must_be_system(actor)
    return sql.run(
        db, Q["close_accounts"], connection_id=connection_id, external_ids=list(external_ids)
    )
