"""Background work, promised in the caller's own transaction: it happens only if that commits.

A bare procrastinate app without tasks; `jobs/` registers the tasks under the same names.
"""

from datetime import datetime
from typing import Any

import procrastinate

from service.db.sql import Connection

_app = procrastinate.App(connector=procrastinate.SyncPsycopgConnector())


def promise(db: Connection, job: str, at: datetime | None = None, **values: Any) -> None:
    """Have the worker run `job` with `values` (JSON), at once or from `at` on."""
    _app.configure_task(job, schedule_at=at, connection=db).defer(**values)
