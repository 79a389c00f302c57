"""The jobs that ask connections. Each may run twice without harm."""

from collections.abc import Callable

import procrastinate
import structlog

from service.jobs import filling_in, hooks, looking_up, offering, personal_data, reconciling
from service.jobs.asking import Asking

log = structlog.get_logger()
RETRY = procrastinate.RetryStrategy(max_attempts=8, exponential_wait=4)


def register(app: procrastinate.App, asking: Asking) -> None:
    @app.task(name="fill_in_past", retry=RETRY)
    def fill_in_past(backfill_id: int) -> None:
        filling_in.run_a_while(asking, backfill_id)

    @app.task(name="reconcile_one", retry=RETRY)
    def reconcile_one(connection_id: int) -> None:
        reconciling.one(asking, connection_id)

    def by_the_clock(name: str, cron: str, action: Callable[[Asking], object]) -> None:
        def job(timestamp: int) -> None:
            log.info("by the clock", job=name, due=timestamp, outcome=action(asking))

        app.periodic(cron=cron)(app.task(name=name, queueing_lock=name, pass_context=False)(job))

    by_the_clock("reconcile", "*/15 * * * *", reconciling.promise_all)
    by_the_clock("reconcile_early", "* * * * *", reconciling.promise_early)
    by_the_clock("complete_lookups", "* * * * *", looking_up.all_due)
    by_the_clock("keep_links", "* * * * *", offering.keep)
    by_the_clock("fill_in_orphans", "*/5 * * * *", filling_in.promise_orphans)
    by_the_clock("refresh_hooks", "47 2 * * *", hooks.refresh)
    by_the_clock("report_personal_data", "17 4 * * *", personal_data.run)
