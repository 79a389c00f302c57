"""SIGKILL in the middle of it: nothing that was acknowledged is lost, and nothing is doubled."""

import time
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPException
from pathlib import Path
from typing import Any

from service.connections import actions
from service.connections.model import Product
from service.db.sql import Connection, column, value
from service.jobs import drain
from service.skills import actions as skills
from service.skills import actions_rules as rules
from service.skills import relink
from service.skills.rules_tree import all_of
from service.webhooks import handlers
from tests.atlassian.bodies import own, sent
from tests.running.installation import (
    SETUP,
    Installation,
    Sender,
    add_connection,
    installed,
    pending,
    wait_until,
)

DELIVERIES = 300
ISSUES = 100
SENDERS = 6
KILLED_AT = (60, 160)
AHEAD = 100  #: so far may the senders be on when everything dies, and never through
AGAIN_WITHIN_SECONDS = 60.0
PATIENCE_SECONDS = 60.0
FACTS = """
SELECT jsonb_build_array(item.external_id, key, title, status_category, done_at,
         (SELECT jsonb_agg(jsonb_build_array(account.external_id, role, first_at, last_at)
                           ORDER BY account.external_id, role)
            FROM contribution JOIN account ON account.id = account_id
           WHERE work_item_id = item.id),
         (SELECT jsonb_agg(slug ORDER BY slug)
            FROM link JOIN skill ON skill.id = skill_id
           WHERE work_item_id = item.id))
  FROM work_item AS item
 ORDER BY external_id
"""


def bodies() -> list[bytes]:
    """Three hundred deliveries: three states of a hundred issues, mixed."""
    return [_body(number % ISSUES, number // ISSUES) for number in range(DELIVERIES)]


def _body(issue: int, state: int) -> bytes:
    payload = own("jira-datacenter/issue_updated")
    told: dict[str, Any] = payload["issue"]
    told["id"], told["key"] = str(50_000 + issue), f"LOCK-{issue}"
    told["fields"]["summary"] = f"North bridge lamp {issue}, told {state}"
    told["fields"]["updated"] = f"2026-03-06T13:3{state}:05.000+0000"
    payload["timestamp"] += state
    return sent(payload)


def prepare(here: Installation) -> Sender:
    """A connection, and a rule that links all of its work."""
    with here.connect() as db:
        skills.load_starter(db, SETUP)
        rules.add(db, SETUP, "databases", all_of(title=["lamp"]))
    return add_connection(here, "jira", Product.JIRA_DATACENTER)


class Jira:
    """Sends everything from several threads, each delivery until it is acknowledged; those from
    `may_send` on wait."""

    def __init__(self, sender: Sender) -> None:
        self.acknowledged: list[str] = []
        self.may_send = 0
        self._sender, self._threads = sender, ThreadPoolExecutor(SENDERS)
        self._all = [
            self._threads.submit(self._send, number, body) for number, body in enumerate(bodies())
        ]

    def _send(self, number: int, body: bytes) -> None:
        identifier, end = f"delivery {number}", time.monotonic() + PATIENCE_SECONDS
        while number >= self.may_send:
            time.sleep(0.01)
        while not self._is_taken(identifier, body):
            assert time.monotonic() < end, f"{identifier} was never taken"
            time.sleep(0.1)
        self.acknowledged.append(identifier)

    def _is_taken(self, identifier: str, body: bytes) -> bool:
        try:
            return self._sender.post(body, identifier) == 202
        except (OSError, HTTPException):
            return False

    def finish(self) -> None:
        self.may_send = DELIVERIES
        for one in self._all:
            one.result()
        self._threads.shutdown()


def kept(db: Connection) -> set[str]:
    return {name.removeprefix("id:") for name in column(db, "SELECT identifier FROM delivery")}


def work_in_here(here: Installation) -> None:
    """The same deliveries without a disturbance, one after another in this process."""
    prepare(here)
    with here.connect() as db:
        connection_id = int(value(db, "SELECT id FROM connection"))
        for number, body in enumerate(bodies()):
            actions.keep(db, SETUP, connection_id, f"id:delivery {number}", body)
        drain.until_empty(db, handlers.handle)


def facts(here: Installation) -> list[Any]:
    with here.connect() as db:
        return column(db, FACTS)


def test_killing_all_in_the_middle_loses_and_doubles_nothing(
    installation: Installation, database_url: str, fresh_schema: str, tmp_path: Path
) -> None:
    sender = prepare(installation)
    installation.serve()
    installation.work()
    jira = Jira(sender)
    for sent_by_then in KILLED_AT:
        kill_and_start_again(installation, jira, sent_by_then)
    jira.finish()
    with installation.connect() as db:
        wait_until(lambda: pending(db) == 0, PATIENCE_SECONDS)
        assert kept(db) == set(jira.acknowledged)
        assert value(db, "SELECT count(*) FROM delivery WHERE state = 'done'") == DELIVERIES
    with installed(database_url, f"{fresh_schema}_calm", tmp_path) as calm:
        work_in_here(calm)
        expected = facts(calm)
    assert len(expected) == ISSUES
    assert facts(installation) == expected


def kill_and_start_again(here: Installation, jira: Jira, sent_by_then: int) -> None:
    """In the middle of it, everything dies; what was acknowledged until then is there."""
    jira.may_send = sent_by_then + AHEAD
    wait_until(lambda: len(jira.acknowledged) >= sent_by_then)
    here.kill("serve")
    here.kill("work")
    acknowledged = set(jira.acknowledged)
    assert sent_by_then <= len(acknowledged) < DELIVERIES
    with here.connect() as db:
        assert kept(db) >= acknowledged
    here.serve()
    here.work()


def test_a_job_of_a_killed_worker_runs_again_within_a_minute(installation: Installation) -> None:
    work_in_here(installation)
    with installation.connect() as db:
        db.execute("DELETE FROM link")
        db.execute("DELETE FROM procrastinate_jobs")  # promised before there was any work
        relink.promise(db)
        with db.transaction():  # nobody else links meanwhile, so the job cannot finish
            db.execute(skills.Q["link_alone"])
            installation.work()
            wait_until(lambda: job_state(installation) == "doing")
            installation.kill("work")
        assert job_state(installation) == "doing"
        began = time.monotonic()
        installation.work()
        wait_until(lambda: job_state(installation) is None, AGAIN_WITHIN_SECONDS)
        assert time.monotonic() - began < AGAIN_WITHIN_SECONDS
        assert value(db, "SELECT count(*) FROM link") == ISSUES


def job_state(here: Installation) -> str | None:
    """How it is with the job that goes through past work; None once it is done."""
    query = "SELECT status::text FROM procrastinate_jobs WHERE task_name = 'relink_work'"
    with here.connect() as db:
        found: str | None = value(db, query)
        return found
