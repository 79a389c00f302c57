"""How fast the past of a Jira is filled in, against the double that the tests ask.

    python benchmarks/backfill.py --data FILE… --json

Real issues are served by the double over HTTP, as a process of its own, with changelogs made from a
seed; `gezel backfill` asks for them and works them in. Printed: issues a second, the share of the
time that was spent waiting for the double, and the memory at its most. How far memory grows with
the number of issues shows when a part is done first (`--issues`); `--kills` also kills it twice.
"""

import json
import resource
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import click

from benchmarks import database
from service.calls import Calls
from service.connections import actions_past
from service.connections.secrets import Vault
from service.db import migrate, pool
from service.jobs import filling_in
from service.jobs.asking import Asking
from service.settings import Settings
from service.webhooks import telling
from tests.running import filling
from tests.running.installation import KEY, ROOT, SETUP, installed

DATA = ROOT.parent / "shared" / "data"
SCHEMA = "gezel_bench"


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--data",
    "files",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Issues as JSON lines, also gzipped; may be given several times. Default: ../shared/data.",
)
@click.argument("more", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--issues", "most", type=click.IntRange(100), help="Only so many issues.")
@click.option("--kills", is_flag=True, help="Also kill one twice and compare its rows.")
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
def main(
    files: tuple[Path, ...],
    more: tuple[Path, ...],
    most: int | None,
    kills: bool,
    as_json: bool,
) -> None:
    """Measure filling in the past."""
    named = [*files, *more] or sorted(DATA.glob("*.jsonl.gz"))
    if not named:
        raise click.ClickException(f"There are no issues in {DATA}. Name files with --data.")
    with database.server() as database_url, filling.double_of(named, most) as url:
        found = _measured(database_url, url)
        if kills:
            found["same_when_killed"] = _same_when_killed(database_url, url, found["issues"])
    if as_json:
        click.echo(json.dumps(found))
        return
    for name, figure in found.items():
        print(f"{name.replace('_', ' '):15} {figure}")


def _measured(database_url: str, url: str) -> dict[str, Any]:
    settings = Settings(database_url=database_url, secret_key=KEY, database_schema=SCHEMA)
    waiting = _Waiting()
    with pool.connect(database_url, SCHEMA) as db:
        db.execute(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE")
        migrate.migrate(db, SCHEMA)
        backfill_id = _begin(db, url)
    began = time.monotonic()
    with pool.of(settings) as connections, waiting.watched():
        asking = Asking(connections, Calls(connections, settings, Vault(KEY)), telling.hear)
        ended = filling_in.run(asking, backfill_id)
    took = time.monotonic() - began
    return {
        "issues": ended.done,
        "issues_per_s": round(ended.done / took),
        "waiting_share": round(waiting.seconds / took, 2),
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }


def _begin(db: Any, url: str) -> int:
    connection_id = filling.connect(db, "apache", url)
    since = date(2000, 1, 1)
    return actions_past.begin_backfill(db, SETUP, connection_id, since, by_worker=False).id


def _same_when_killed(database_url: str, url: str, number: int) -> bool:
    """Whether one that was killed at a third and at two thirds ends with the same rows."""
    with (
        tempfile.TemporaryDirectory(prefix="gezel-bench-") as folder,
        installed(database_url, SCHEMA, Path(folder)) as here,
        here.connect() as db,
    ):
        thirds = (number // 3, 2 * number // 3)
        whole, cut = filling.whole_and_killed(here, db, url, thirds)
        return whole == cut


class _Waiting:
    """Seconds in which nothing could be worked in, because the next page had not come."""

    def __init__(self) -> None:
        self.seconds = 0.0

    @contextmanager
    def watched(self) -> Iterator[None]:
        original = filling_in.ahead

        def timed(pages: Any) -> Iterator[Any]:
            following = original(pages)
            while True:
                began = time.monotonic()
                page = next(following, None)
                self.seconds += time.monotonic() - began
                if page is None:
                    return
                yield page

        filling_in.ahead = timed
        try:
            yield
        finally:
            filling_in.ahead = original


if __name__ == "__main__":
    main()
