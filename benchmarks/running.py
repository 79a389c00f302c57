"""One run: fresh processes over a fresh schema, deliveries sent to them, and what came of it."""

import hashlib
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks import sending
from service.connections.model import Product
from service.db.sql import Connection, column, value
from service.skills import actions as skills
from service.skills import actions_rules as rules
from service.skills.rules_tree import all_of
from tests.running.installation import (
    SETUP,
    Installation,
    Sender,
    add_connection,
    installed,
    pending,
    wait_until,
)

SCHEMA = "gezel_bench"
PATIENCE_SECONDS = 600.0
RULES = {
    "databases": all_of(title=("sstable*", "compaction*", "cql*", "index*", "merge*")),
    "automated-testing": all_of(title=("test*", "junit", "fail*", "flaky")),
    "observability": all_of(title=("log*", "metric*", "trace*", "jmx")),
    "api-design": all_of(title=("api", "interface*", "deprecat*", "public")),
    "releasing-safely": all_of(component=("Packaging", "general/build")),
    "accessible-interfaces": all_of(component=("AcroForm", "Rendering")),
    "writing-for-others": all_of(title=("doc*", "javadoc*", "readme")),
    "incident-response": all_of(label=("regression",)),
}


@dataclass(frozen=True, slots=True)
class Ingested:
    """Deliveries a second, and seconds from the first one sent to the last one linked.

    `behind` is how many still waited when the last one was answered: a drain that keeps step is
    behind by what a moment brings, however many were sent.
    """

    acknowledged_per_s: float
    drained_per_s: float
    behind: int
    linked_after_s: float


@dataclass(frozen=True)
class Organisation:
    """Running processes with the starter catalogue and some rules, and a Jira that sends."""

    here: Installation
    sender: Sender

    def ingest(self, bodies: Sequence[bytes]) -> Ingested:
        """Send all while the worker drains, until nothing is left to handle."""
        load = sending.Load(self.here.port, sending.prepared(self.sender, bodies))
        with self.here.connect() as db:
            sent = load.result()
            behind = pending(db)
            wait_until(lambda: pending(db) == 0, PATIENCE_SECONDS)
            empty = time.monotonic()
            busy = empty - _monotonic_of_first_batch(db)
        return Ingested(sent.per_second, len(bodies) / busy, behind, empty - sent.began)

    def visible_p95(self, bodies: Sequence[bytes], external_ids: list[str], rate: float) -> float:
        """Seconds from the answer until the work item shows what the delivery told."""
        with self.here.connect() as db:
            mark = value(db, "SELECT max(updated_at) FROM work_item")
            load = sending.Load(self.here.port, sending.prepared(self.sender, bodies), rate)
            seen: dict[str, float] = {}
            while load.is_running or len(seen) < len(bodies):
                shown = column(
                    db, "SELECT external_id FROM work_item WHERE updated_at > %(mark)s", mark=mark
                )
                now = time.monotonic()
                seen |= dict.fromkeys((one for one in shown if one not in seen), now)
                time.sleep(0.05)
            sent = load.result()
        delays = [
            seen[one] - answered for one, answered in zip(external_ids, sent.answered, strict=True)
        ]
        return statistics.quantiles(delays, n=20)[-1]

    def digest(self) -> str:
        """What the work, contributions and links are, however and whenever they came."""
        with self.here.connect() as db:
            facts = [column(db, query) for query in FACTS]
        return hashlib.sha256(repr(facts).encode()).hexdigest()


UNFINISHED_JOBS = "SELECT count(*) FROM procrastinate_jobs WHERE status <> 'succeeded'"
FACTS = (
    """
SELECT to_jsonb(work_item) - 'id' - 'connection_id'
  FROM work_item
 ORDER BY external_id
""",
    """
SELECT jsonb_build_array(item.external_id, account.external_id, role, first_at, last_at)
  FROM contribution
  JOIN work_item AS item ON item.id = work_item_id
  JOIN account ON account.id = account_id
 ORDER BY item.external_id, account.external_id, role
""",
    """
SELECT jsonb_build_array(item.external_id, skill.slug, rule_id)
  FROM link
  JOIN work_item AS item ON item.id = work_item_id
  JOIN skill ON skill.id = skill_id
 ORDER BY item.external_id, skill.slug
""",
)


def _monotonic_of_first_batch(db: Connection) -> float:
    """When the worker took its first batch: a batch bears the time at which it was begun."""
    first = value(db, "SELECT extract(epoch FROM min(handled_at)) FROM delivery")
    return time.monotonic() - (time.time() - float(first))


@contextmanager
def organisation(url: str) -> Iterator[Organisation]:
    """Web and worker over a fresh schema, gone afterwards."""
    with (
        tempfile.TemporaryDirectory() as folder,
        installed(url, SCHEMA, Path(folder)) as here,
    ):
        sender = add_connection(here, "apache", Product.JIRA_DATACENTER)
        with here.connect() as db:
            skills.load_starter(db, SETUP)
            for slug, conditions in RULES.items():
                rules.add(db, SETUP, slug, conditions)
        here.serve()
        here.work()
        _wait_for_worker(here)
        yield Organisation(here, sender)


def _wait_for_worker(here: Installation) -> None:
    """Until the jobs that the rules promised are done: then the worker has started."""
    with here.connect() as db:
        wait_until(lambda: value(db, UNFINISHED_JOBS) == 0)
