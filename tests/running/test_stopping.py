"""The worker ends in time when it is told to, also while the other side of a call is away."""

import time
from datetime import UTC, datetime

from service import clock
from service.connections import actions, actions_access, actions_past
from service.connections.model import Auth, Product
from service.connections.secrets import Vault
from service.db.sql import value
from tests.running.installation import KEY, SETUP, Installation, free_port, wait_until


def test_the_worker_stops_while_jira_is_away(installation: Installation) -> None:
    vault = Vault(KEY)
    with installation.connect() as db, clock.at(datetime.now(UTC)):
        made, _ = actions.add(db, SETUP, vault, "away", Product.JIRA_CLOUD)
        texts = {"email": "gezel@example.org", "token": "any"}
        url = f"http://127.0.0.1:{free_port()}"
        actions_access.give(db, SETUP, vault, made.id, url, Auth.API_TOKEN, texts)
        actions_past.begin_backfill(db, SETUP, made.id, clock.today())
    installation.work()
    with installation.connect() as db:
        doing = "SELECT count(*) FROM procrastinate_jobs WHERE status = 'doing'"
        wait_until(lambda: value(db, doing) > 0)
    time.sleep(1)  # into the first wait between two tries
    began = time.monotonic()
    installation.stop()
    assert time.monotonic() - began < 10
