"""`gezel work`: the drain and the promised jobs, in one process, until it is told to stop."""

import asyncio
import contextlib
import gc
import signal
from collections.abc import Callable
from threading import Event, Thread

import procrastinate
import psycopg
import structlog

from service.db import pool as pools
from service.jobs import drain, tasks
from service.jobs.asking import Hear
from service.settings import Settings

log = structlog.get_logger()
AWAY_SECONDS = 2.0
# A killed worker's job runs again after at most these together, well within a minute.
HEARTBEAT_SECONDS = 5.0
STALLED_WORKER_SECONDS = 20.0
SWEEP_SECONDS = 10.0
GRACE_SECONDS = 10.0
GARBAGE_AFTER = 20_000


def run(settings: Settings, handle: drain.Handle, listen: drain.Listen, hear: Hear) -> None:
    """Work until SIGTERM or SIGINT; what is under way is finished first."""
    _spare_the_collector()
    pool = pools.of(settings)
    stopping = Event()
    draining = Thread(
        target=drain.loop,
        args=(pool, handle, listen, stopping, settings.raw_body_days),
        name="drain",
    )
    draining.start()
    try:
        asyncio.run(_jobs(lambda: tasks.make_app(pool, settings, hear, stopping.wait), stopping))
    finally:
        stopping.set()
        draining.join()
        pool.close()


def _spare_the_collector() -> None:
    """What a batch makes lives until its end; looking through it for garbage over and over was
    about an eighth of the time that draining spent in Python."""
    gc.freeze()
    gc.set_threshold(GARBAGE_AFTER, 50, 1000)


async def _jobs(make_app: Callable[[], procrastinate.App], stopping: Event) -> None:
    """Run jobs until SIGTERM or SIGINT; a database that went away is waited for."""
    told = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, _stop, told, stopping)
    while not told.is_set():
        try:
            await _until(told, make_app())
        except (psycopg.OperationalError, procrastinate.exceptions.ConnectorException):
            log.warning("the database is away; jobs wait")
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(told.wait(), AWAY_SECONDS)


def _stop(told: asyncio.Event, stopping: Event) -> None:
    """Also ends the waits of jobs whose other side is away."""
    stopping.set()
    told.set()


async def _until(told: asyncio.Event, app: procrastinate.App) -> None:
    """One life of procrastinate's worker: until told to stop, or until it loses its database."""
    async with app.open_async():
        parts = [
            asyncio.create_task(_work(app)),
            asyncio.create_task(_sweep_for_ever(app)),
            asyncio.create_task(told.wait()),
        ]
        done, still = await asyncio.wait(parts, return_when=asyncio.FIRST_COMPLETED)
        for part in still:
            part.cancel()
        await asyncio.gather(*still, return_exceptions=True)
        for part in done:
            part.result()  # what ended a part is not swallowed


async def _work(app: procrastinate.App) -> None:
    await app.run_worker_async(
        concurrency=2,
        delete_jobs="successful",
        install_signal_handlers=False,
        shutdown_graceful_timeout=GRACE_SECONDS,
        update_heartbeat_interval=HEARTBEAT_SECONDS,
        stalled_worker_timeout=STALLED_WORKER_SECONDS,
    )


async def _sweep_for_ever(app: procrastinate.App) -> None:
    while True:
        await tasks.sweep(app, STALLED_WORKER_SECONDS)
        await asyncio.sleep(SWEEP_SECONDS)
