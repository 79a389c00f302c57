"""What is asked for and what webhooks bring go one road, one batch at a time."""

from service.actor import System
from service.connections import actions as connections
from service.connections.model import Product
from service.db import pool
from service.db.sql import Connection
from service.jobs.asking import Asking
from tests.jobs.conftest import Connected

SYSTEM = System("test")


def test_the_drain_and_a_choice_wait_for_what_is_being_worked_in(
    db: Connection, asking: Asking, connected: Connected, database_url: str, schema: str
) -> None:
    """Else work of a project that was just given up could be kept after all."""
    connection_id = connected(Product.JIRA_CLOUD)
    held = f"SELECT pg_try_advisory_xact_lock(7260002, {connection_id})"
    with pool.connect(database_url, schema) as other:
        assert other.execute(held).fetchone() == (True,)
        with db.transaction():
            asking.work_in(db, SYSTEM, connection_id, [])
            assert other.execute(held).fetchone() == (False,)
            assert connections.take(other, SYSTEM, connection_id, 1) == []
