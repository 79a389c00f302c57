"""A database that restarts: the worker waits for it, and goes on."""

import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from service import later
from service.connections import actions
from service.connections.model import Product
from service.db import embedded
from service.db.sql import Connection, value
from tests.atlassian.bodies import own, sent
from tests.running.installation import SETUP, add_connection, installed, pending, wait_until

AWAY_SECONDS = 3.0
PROMISED = "SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'relink_work'"


def test_the_worker_outlives_a_restart_of_its_database(data: Path, tmp_path: Path) -> None:
    with ExitStack() as outer:
        server = outer.enter_context(ExitStack())
        url = server.enter_context(embedded.running(data))
        here = outer.enter_context(installed(url, "gezel_outage", tmp_path))
        add_connection(here, "jira", Product.JIRA_CLOUD)
        here.work()
        _give_work(here.connect, "before")
        server.close()
        time.sleep(AWAY_SECONDS)
        server.enter_context(embedded.running(data))
        _give_work(here.connect, "after")


def _give_work(connect: Callable[[], Connection], identifier: str) -> None:
    """A delivery and a promised job, and wait until both are done."""
    with connect() as db:
        jira = value(db, "SELECT id FROM connection")
        actions.keep(db, SETUP, jira, identifier, sent(own("jira-cloud/issue_created")))
        later.promise(db, "relink_work")
        wait_until(lambda: pending(db) == 0)
        wait_until(lambda: value(db, PROMISED) == 0)
