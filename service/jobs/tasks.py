"""The promised jobs and those that the clock starts. Each may run twice without harm.

Names are the contract: `later.promise` uses them, and a test proves that each one exists.
"""

import time
from collections.abc import Callable

import procrastinate
import structlog

from service import clock
from service.actor import System
from service.budgets import actions as budgets
from service.budgets import actions_once
from service.budgets import actions_requests as requests
from service.calls import Calls
from service.connections import actions as connections
from service.connections import actions_past, reads_scope
from service.connections.secrets import Vault
from service.db.pool import Pool, borrowed
from service.db.sql import Connection
from service.feedback import actions as feedback
from service.growth import actions_learning, team_counting
from service.jobs import tasks_asking
from service.jobs.after_work import after_work
from service.jobs.asking import Asking, Hear
from service.jobs.sending import Post
from service.people import actions as people
from service.settings import Settings
from service.skills import actions_terms as terms
from service.skills import relink
from service.work import actions_scope as work_scope
from service.work import reads as work

log = structlog.get_logger()
RETRY = procrastinate.RetryStrategy(max_attempts=8, exponential_wait=4)
STEP = 500


def make_app(
    pool: Pool, settings: Settings, hear: Hear, sleep: Callable[[float], object] = time.sleep
) -> procrastinate.App:
    """The worker's app with every task; it runs them in threads, on connections of `pool`.

    `sleep` waits between two tries of a call, and ends early when the worker is to stop.
    """
    app = procrastinate.App(
        connector=procrastinate.PsycopgConnector(
            conninfo=settings.database_url,
            kwargs={"options": f"-c search_path={settings.database_schema} -c TimeZone=UTC"},
            max_size=5,
        )
    )
    vault = Vault(settings.secret_key)
    post = Post(pool, settings, vault)
    _register_promised(app, pool, post)
    _register_periodic(app, pool, settings, post)
    tasks_asking.register(app, Asking(pool, Calls(pool, settings, vault, sleep), hear))
    return app


def _register_promised(app: procrastinate.App, pool: Pool, post: Post) -> None:
    @app.task(name="relink_work", retry=RETRY)
    def relink_work() -> None:
        """Rules changed: go through past work, from where an earlier job of these got to."""
        while _relink_step(pool, System("rules changed")):
            pass

    @app.task(name="follow_accounts", retry=RETRY)
    def follow_accounts(account_ids: list[int], parted: list[int] | None = None) -> None:
        """Accounts changed hands: asks of those they were of go, and recent work is asked about."""
        with borrowed(pool) as db, clock.stopped(), db.transaction():
            actor = System("account matched")
            for person_id in parted or []:
                feedback.withdraw_parted(db, actor, person_id)
            after_work(db, actor, work.recent_ids_of(db, actor, account_ids))

    @app.task(name="rescope_work", retry=RETRY)
    def rescope_work(connection_id: int) -> None:
        """What is chosen of a connection changed: its work follows, between two batches."""
        with borrowed(pool) as db, clock.stopped(), db.transaction():
            actor = System("scope changed")
            connections.hold_drain(db, actor, connection_id)
            scope = reads_scope.scope(db, actor, connection_id)
            after_work(db, actor, work_scope.rescope(db, actor, connection_id, scope))

    @app.task(name="close_person", retry=RETRY)
    def close_person(person_id: int) -> None:
        """Somebody left: their open asks are withdrawn."""
        with borrowed(pool) as db, clock.stopped():
            feedback.withdraw_of(db, System("person left"), person_id)

    @app.task(name="send_letter", retry=RETRY)
    def send_letter(letter_id: int) -> None:
        post.send(letter_id)


def _register_periodic(app: procrastinate.App, pool: Pool, settings: Settings, post: Post) -> None:
    def daily(name: str, cron: str, action: Callable[[Connection], object]) -> None:
        def job(timestamp: int) -> None:
            with borrowed(pool) as db, clock.stopped():
                log.info("by the clock", job=name, due=timestamp, outcome=action(db))

        app.periodic(cron=cron)(app.task(name=name, queueing_lock=name, pass_context=False)(job))

    actor = System("by the clock")
    daily("expire_asks", "7 * * * *", lambda db: feedback.expire(db, actor))
    daily("ask_waiting", "*/10 * * * *", lambda db: feedback.ask_waiting(db, actor))
    daily("write_digests", "*/10 * * * *", lambda _: post.write())
    daily("settle_letters", "*/5 * * * *", lambda _: post.settle_left())
    daily("count_teams", "11 4 * * *", lambda db: team_counting.count(db, actor))
    daily("close_requests", "17 * * * *", lambda db: requests.close_late(db, actor))
    daily("carry_over", "27 * * * *", lambda db: budgets.carry_ended(db, actor))
    daily("forget_forms", "47 3 * * *", lambda db: actions_once.forget(db, actor))
    daily("forget_bodies", "23 * * * *",
          lambda db: connections.forget(db, actor, settings.raw_body_days))  # fmt: skip
    daily("forget_terms", "53 * * * *", lambda db: terms.forget(db, actor))
    daily("forget_reconciles", "37 3 * * *", lambda db: actions_past.forget_reconciles(db, actor))
    daily("learn_strictness", "11 2 * * *", lambda db: actions_learning.learn(db, actor))
    daily("forget_attempts", "41 3 * * *", lambda db: people.forget_attempts(db, actor))


async def sweep(app: procrastinate.App, silent_seconds: float) -> int:
    """Hand jobs whose worker gives no sign of life any more to the living; how many."""
    stalled = list(await app.job_manager.get_stalled_jobs(
        seconds_since_heartbeat=silent_seconds
    ))  # fmt: skip
    for job in stalled:
        log.warning("a stalled job runs again", job=job.task_name, id=job.id)
        await app.job_manager.retry_job(job)
    return len(stalled)


def _relink_step(pool: Pool, actor: System) -> bool:
    """Some hundreds of work items in a transaction, so that nothing waits long for them."""
    with borrowed(pool) as db, clock.stopped():
        return relink.step(db, actor, STEP)
