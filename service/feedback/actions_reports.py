"""Reports of words that hurt, and the two people who read them."""

from collections.abc import Sequence

from service import clock
from service.actor import Actor, Member, must_administer, person_of
from service.db import sql
from service.errors import NotFound
from service.feedback import errors, reads, reads_reports, reads_thanks

Q = sql.load(__package__)


def choose_trusted(db: sql.Connection, actor: Actor, person_ids: Sequence[int]) -> None:
    """The organisation trusts these two with reports; neither leads a team nor administers."""
    must_administer(actor)
    chosen = list(dict.fromkeys(person_ids))
    if len(chosen) != 2:
        raise errors.TwoAreTrusted("people")
    with db.transaction():
        sql.run(db, Q["forget_trusted"])
        for slot, person_id in enumerate(chosen, 1):
            if not sql.column(db, Q["may_be_trusted"], id=person_id, limit=1):
                raise errors.NotToBeTrusted("people")
            sql.run(
                db, Q["trust"],
                slot=slot, person_id=person_id, now=clock.now(),
                chosen_by=actor.person_id if isinstance(actor, Member) else None,
            )  # fmt: skip


def report_feedback(db: sql.Connection, actor: Actor, feedback_id: int, reason: str) -> None:
    """The receiver brings words before the trusted people; the giver is not told."""
    me = person_of(actor)
    with db.transaction():
        words = reads.feedback(db, actor, feedback_id)
        if words.receiver_id != me:
            raise NotFound
        _somebody_reads(db, actor, words.giver_id)
        made = sql.run(
            db, Q["report_feedback"],
            feedback_id=feedback_id, reporter_id=me, reason=reason, now=clock.now(),
        )  # fmt: skip
        if not made:
            raise errors.ReportedAlready


def report_thanks(db: sql.Connection, actor: Actor, thanks_id: int, reason: str) -> None:
    """Somebody who is thanked brings the thanks before the trusted people."""
    me = person_of(actor)
    with db.transaction():
        found = reads_thanks.thanks(db, actor, thanks_id)
        if found.is_mine:
            raise NotFound
        _somebody_reads(db, actor, found.giver_id)
        made = sql.run(
            db, Q["report_thanks"],
            thanks_id=thanks_id, reporter_id=me, reason=reason, now=clock.now(),
        )  # fmt: skip
        if not made:
            raise errors.ReportedAlready


def close(db: sql.Connection, actor: Actor, report_id: int, outcome: str) -> None:
    """A trusted person says what was done, for the reporter; the copy of the words goes."""
    found = reads_reports.report(db, actor, report_id)
    _close(db, actor, found.id, outcome)


def take_back(db: sql.Connection, actor: Actor, report_id: int) -> None:
    """The reporter has second thoughts, or no need any more."""
    found = reads_reports.mine(db, actor, report_id)
    _close(db, actor, found.id, None)


def _close(db: sql.Connection, actor: Actor, report_id: int, outcome: str | None) -> None:
    closed = sql.run(
        db, Q["close_report"],
        id=report_id, closed_by=person_of(actor), outcome=outcome, now=clock.now(),
    )  # fmt: skip
    if not closed:
        raise errors.ReportIsClosed


def _somebody_reads(db: sql.Connection, actor: Actor, giver_id: int) -> None:
    if not reads_reports.trusted_about(db, actor, giver_id):
        raise errors.NobodyToReportTo
