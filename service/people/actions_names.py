"""New names of accounts, as a connection tells them: only known ones are touched, none is made."""

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
