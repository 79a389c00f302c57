"""What the jobs that ask connections share: a way to ask, and the one road of what is heard."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from service.actor import Actor
from service.atlassian.model_pages import AnyEvent
from service.calls import Calls
from service.connections import actions as connections
from service.connections import actions_lookup
from service.db import sql
from service.db.pool import Pool
from service.jobs.after_work import after_work
from service.jobs.batches import Batch

Hear = Callable[[sql.Connection, Actor, int, Sequence[AnyEvent]], list[int]]


@dataclass(frozen=True, slots=True)
class Asking:
    """The root hands in `hear`, which is also the road of what webhooks bring."""

    pool: Pool
    calls: Calls
    hear: Hear

    def keep(
        self, db: sql.Connection, actor: Actor, connection_id: int, kind: str, batch: Batch
    ) -> None:
        """Work in what one answer told. The caller holds the transaction."""
        if batch.renamed:  # else their work would be outside of what was chosen
            self.work_in(db, actor, connection_id, batch.renamed)
        self.work_in(db, actor, connection_id, batch.events)
        actions_lookup.want(db, actor, connection_id, kind, batch.unreadable)

    def work_in(
        self, db: sql.Connection, actor: Actor, connection_id: int, events: Sequence[AnyEvent]
    ) -> None:
        """Between two batches of the drain, as whoever chooses what is taken waits for both.

        The caller holds the transaction.
        """
        connections.hold_drain(db, actor, connection_id)
        after_work(db, actor, self.hear(db, actor, connection_id, events))
