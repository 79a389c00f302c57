"""Questions about accounts."""

from datetime import timedelta

from service import clock
from service.actor import Actor, must_administer, must_be_system, person_of
from service.db import sql
from service.people.model import AccountLine, AccountToReport

Q = sql.load(__package__)
PAGE = 50
FEW = 20
#: Of Atlassian's report of personal data: accounts a call, and how often each is reported.
#: https://developer.atlassian.com/platform/forge/user-privacy-guidelines/
A_CALL = 90
CYCLE = timedelta(days=7)


def unmatched(
    db: sql.Connection, actor: Actor, search: str | None = None, after: int | None = None
) -> list[AccountLine]:
    """A page of people's accounts that belong to nobody, by name."""
    must_administer(actor)
    return sql.every(
        db, AccountLine, Q["unmatched_accounts"], search=search, after=after, limit=PAGE
    )


def account(db: sql.Connection, actor: Actor, account_id: int) -> AccountLine:
    """A person's account; those of apps and customers are not here."""
    must_administer(actor)
    return sql.one(db, AccountLine, Q["account"], id=account_id)


def claims(db: sql.Connection, actor: Actor) -> list[AccountLine]:
    """Accounts that somebody says are theirs."""
    must_administer(actor)
    return sql.every(db, AccountLine, Q["claims"], limit=PAGE)


def accounts_of(db: sql.Connection, actor: Actor, person_id: int) -> list[AccountLine]:
    """The accounts of a person and those they claim, for an administrator."""
    must_administer(actor)
    return sql.every(db, AccountLine, Q["accounts_of"], person_id=person_id)


def my_accounts(db: sql.Connection, actor: Actor) -> list[AccountLine]:
    return sql.every(db, AccountLine, Q["accounts_of"], person_id=person_of(actor))


def free(db: sql.Connection, actor: Actor, search: str) -> list[AccountLine]:
    """Some accounts that nobody has or claims, to find one's own by name."""
    person_of(actor)
    return sql.every(db, AccountLine, Q["free_accounts"], search=search, limit=FEW)


def accounts_to_report(
    db: sql.Connection, actor: Actor, cycle: timedelta = CYCLE
) -> list[AccountToReport]:
    """At most 90 Cloud accounts that were not reported within this cycle; none when all were."""
    must_be_system(actor)
    before = clock.now() - cycle
    return sql.every(db, AccountToReport, Q["accounts_to_report"], before=before, limit=A_CALL)
