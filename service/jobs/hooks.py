"""Webhooks of our OAuth app end after 30 days; they are refreshed long before."""

from datetime import datetime

import structlog

from service.actor import System
from service.atlassian.rest import webhooks
from service.atlassian.rest.errors import AtlassianError
from service.connections import actions_setup, reads_setup
from service.db import sql
from service.db.pool import borrowed
from service.errors import Conflict
from service.jobs.asking import Asking

log = structlog.get_logger()
REFRESH = System("webhooks refreshed")


def refresh(asking: Asking) -> int:
    """Those that end within a week get another month; of how many connections."""
    with borrowed(asking.pool) as db:
        ids = reads_setup.to_refresh(db, REFRESH)
    return sum(_of(asking, connection_id) for connection_id in ids)


def _of(asking: Asking, connection_id: int) -> bool:
    with borrowed(asking.pool) as db:
        known = reads_setup.registrations(db, REFRESH, connection_id, by_app=True)
    try:
        with asking.calls.client(REFRESH, connection_id) as client:
            webhooks.refresh_dynamic(client, known)
            ends = {one.id: one.expires_at for one in webhooks.dynamic(client)}
    except (AtlassianError, Conflict) as error:
        log.warning("webhooks not refreshed", connection=connection_id, reason=str(error))
        return False
    with borrowed(asking.pool) as db, db.transaction():
        for external_id in known:
            _note(db, connection_id, external_id, ends.get(external_id))
    return any(external_id in ends for external_id in known)


def _note(db: sql.Connection, connection_id: int, external_id: str, until: datetime | None) -> None:
    """One that is gone is ignored there without a word; the set-up then asks to make it again."""
    if until is None:
        log.warning("webhook is gone", connection=connection_id, webhook=external_id)
        actions_setup.unregister(db, REFRESH, connection_id, external_id)
    else:
        actions_setup.register(db, REFRESH, connection_id, external_id, until)
