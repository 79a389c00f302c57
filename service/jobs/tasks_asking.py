"""The jobs that ask connections. Each may run twice without harm."""

from collections.abc import Callable

import procrastinate
import structlog

from service import later
from service.atlassian.rest.errors import SlowDown
from service.calls import CallsWait
from service.db.pool import borrowed
from service.jobs import filling_in, hooks, looking_up, offering, personal_data, reconciling
from service.jobs.asking import Asking

log = structlog.get_logger()
RETRY = procrastinate.RetryStrategy(max_attempts=8, exponential_wait=4)


def register(app: procrastinate.App, asking: Asking) -> None:
    @app.task(name="fill_in_past", retry=RETRY)
    def fill_in_past(backfill_id: int) -> None:
        """Where the site wants us to wait, it is promised again for then."""
        try:
            filling_in.run(asking, backfill_id)
        except (SlowDown, CallsWait) as wait:
            _again(asking, backfill_id, wait)

    def by_the_clock(name: str, cron: str, action: Callable[[Asking], object]) -> None:
        def job(timestamp: int) -> None:
            log.info("by the clock", job=name, due=timestamp, outcome=action(asking))

        app.periodic(cron=cron)(app.task(name=name, queueing_lock=name, pass_context=False)(job))

    by_the_clock("reconcile", "*/15 * * * *", reconciling.all_connections)
    by_the_clock("reconcile_early", "* * * * *", reconciling.early)
    by_the_clock("complete_lookups", "* * * * *", looking_up.all_due)
    by_the_clock("keep_links", "* * * * *", offering.keep)
    by_the_clock("refresh_hooks", "47 2 * * *", hooks.refresh)
    by_the_clock("report_personal_data", "17 4 * * *", personal_data.run)


def _again(asking: Asking, backfill_id: int, wait: SlowDown | CallsWait) -> None:
    with borrowed(asking.pool) as db:
        later.promise(db, "fill_in_past", at=wait.until, backfill_id=backfill_id)
