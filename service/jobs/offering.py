"""Keeping the way in on issues: a link while somebody is asked, none when nobody is any more."""

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby

import structlog

from service.actor import System
from service.atlassian.rest import remote_links
from service.atlassian.rest.client import Client
from service.atlassian.rest.errors import AtlassianError, NeedsReconnect, SlowDown
from service.atlassian.rest.limits import Scope
from service.db.pool import borrowed
from service.errors import Conflict
from service.feedback import offers
from service.feedback.offers import LinkedWork
from service.jobs.asking import Asking

log = structlog.get_logger()
OFFER = System("links on issues")
TITLE = "Give feedback on this work"


def keep(asking: Asking) -> dict[str, int]:
    """Make what is wanted and take away what is not; how many of each."""
    with borrowed(asking.pool) as db:
        wanted, gone = offers.to_make(db, OFFER), offers.to_take_away(db, OFFER)
    address = f"{asking.calls.settings.public_url}/work/{{}}/asks"

    def make(client: Client, work: LinkedWork) -> None:
        url = address.format(work.work_item_id)
        remote_links.put(client, work.external_id, work.global_id, url, TITLE)

    def take(client: Client, work: LinkedWork) -> None:
        remote_links.delete(client, work.external_id, work.global_id)

    return {"made": _each(asking, wanted, make, "there"), "gone": _each(asking, gone, take, "gone")}


Do = Callable[[Client, LinkedWork], None]


def _each(asking: Asking, works: Sequence[LinkedWork], do: Do, state: str) -> int:
    by_connection = groupby(
        sorted(works, key=lambda work: work.connection_id), key=lambda work: work.connection_id
    )
    return sum(_of(asking, number, some, do, state) for number, some in by_connection)


def _of(asking: Asking, connection_id: int, works: Iterable[LinkedWork], do: Do, state: str) -> int:
    number = 0
    try:
        with asking.calls.client(OFFER, connection_id) as client:
            for work in works:
                number += _one(asking, client, work, do, state)
    except (AtlassianError, Conflict) as error:
        log.warning("links on issues wait", connection=connection_id, reason=str(error))
    return number


def _one(asking: Asking, client: Client, work: LinkedWork, do: Do, state: str) -> bool:
    """What stops the connection goes up; another trouble is this issue's own, and noted there."""
    reason = None
    try:
        do(client, work)
    except SlowDown as slow:
        if slow.scope == Scope.CONNECTION:
            raise
        reason = str(slow)
    except NeedsReconnect:
        raise
    except AtlassianError as error:
        reason = str(error)
    with borrowed(asking.pool) as db:
        offers.note(db, OFFER, work.work_item_id, "refused" if reason else state, reason)
    return reason is None
