"""Questions about reports: for the two trusted people, and for who reported."""

from service.actor import Actor, must_administer, person_of
from service.db import sql
from service.errors import NotFound
from service.feedback.model_reports import Report, Trusted
from service.feedback.model_thanks import Companion

Q = sql.load(__package__)
PAGE = 20
MOST = 2000  #: names to choose from


def chosen_trusted(db: sql.Connection, actor: Actor) -> list[Trusted]:
    """Whom the organisation chose, and whether each may read reports today."""
    must_administer(actor)
    return sql.every(db, Trusted, Q["chosen_trusted"])


def may_be_trusted(db: sql.Connection, actor: Actor) -> list[Companion]:
    """Who may be chosen, by name."""
    must_administer(actor)
    return sql.every(db, Companion, Q["may_be_trusted"], id=None, limit=MOST)


def trusted_about(db: sql.Connection, actor: Actor, other_id: int) -> list[Trusted]:
    """Who would read a report about words between me and another: never one of us."""
    return sql.every(db, Trusted, Q["trusted_about"], one=person_of(actor), other=other_id)


def reports(db: sql.Connection, actor: Actor, before: int | None = None) -> list[Report]:
    """A page of reports for a trusted person; for others the page does not exist."""
    me = person_of(actor)
    if not sql.value(db, Q["is_trusted"], person_id=me):
        raise NotFound
    return sql.every(db, Report, Q["reports_to"], person_id=me, id=None, before=before, limit=PAGE)


def report(db: sql.Connection, actor: Actor, report_id: int) -> Report:
    """A report, for a trusted person who wrote none of it."""
    me = person_of(actor)
    return sql.one(db, Report, Q["reports_to"], person_id=me, id=report_id, before=None, limit=1)


def has_open(db: sql.Connection, actor: Actor) -> bool:
    """Whether a report waits for me as a trusted person."""
    return bool(sql.value(db, Q["has_open_reports"], person_id=person_of(actor)))


def mine(db: sql.Connection, actor: Actor, report_id: int) -> Report:
    """A report of my own."""
    me = person_of(actor)
    return sql.one(db, Report, Q["own_report"], reporter_id=me, id=report_id)


def my_report(
    db: sql.Connection,
    actor: Actor,
    feedback_id: int | None = None,
    thanks_id: int | None = None,
) -> Report | None:
    """My latest report about a feedback, or about thanks."""
    me = person_of(actor)
    return sql.first(
        db, Report, Q["my_report"], reporter_id=me, feedback_id=feedback_id, thanks_id=thanks_id
    )
