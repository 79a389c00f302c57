"""`gezel work`: the drain and the promised jobs, in one process, until it is told to stop."""

import asyncio
import contextlib
from threading import Event, Thread

import procrastinate

from service.db import pool as pools
from service.jobs import drain, tasks
from service.settings import Settings

# A killed worker's job runs again after at most these together, well within a minute.
HEARTBEAT_SECONDS = 5.0
STALLED_WORKER_SECONDS = 20.0
SWEEP_SECONDS = 10.0
GRACE_SECONDS = 10.0


def run(settings: Settings, handle: drain.Handle) -> None:
    """Work until SIGTERM or SIGINT; what is under way is finished first."""
    pool = pools.of(settings)
    stopping = Event()
    draining = Thread(
        target=drain.loop, args=(pool, handle, stopping, settings.raw_body_days), name="drain"
    )
    draining.start()
    try:
        asyncio.run(_jobs(tasks.make_app(pool, settings)))
    finally:
        stopping.set()
        draining.join()
        pool.close()


async def _jobs(app: procrastinate.App) -> None:
    async with app.open_async():
        sweeping = asyncio.create_task(_sweep_for_ever(app))
        await app.run_worker_async(
            concurrency=2,
            delete_jobs="successful",
            shutdown_graceful_timeout=GRACE_SECONDS,
            update_heartbeat_interval=HEARTBEAT_SECONDS,
            stalled_worker_timeout=STALLED_WORKER_SECONDS,
        )
        sweeping.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await sweeping


async def _sweep_for_ever(app: procrastinate.App) -> None:
    while True:
        await tasks.sweep(app, STALLED_WORKER_SECONDS)
        await asyncio.sleep(SWEEP_SECONDS)
