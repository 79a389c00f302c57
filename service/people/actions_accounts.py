"""What can be done with accounts: whose they are is said by a person, never guessed from a name."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from service import clock, later
from service.actor import Actor, must_administer, must_be_system, person_of
from service.db import sql
from service.errors import NotFound
from service.people.errors import NoLongerFree
from service.people.model import SeenAccount

Q = sql.load(__package__)


@dataclass(frozen=True, slots=True)
class _KnownId:
    external_id: str
    id: int


@dataclass(frozen=True, slots=True)
class _Moved:
    """An account that changed hands, and whose it was."""

    id: int
    was_of: int | None


def know_accounts(
    db: sql.Connection, actor: Actor, connection_id: int, users: Iterable[SeenAccount]
) -> dict[str, int]:
    """Keep accounts as a connection shows them; our ids by theirs.

    One that shows the e-mail address that a person came in by belongs to that person, and so does
    the same account on another Cloud connection, unless somebody said whose it is, or that it is
    nobody's. What follows from its earlier work follows soon.
    """
    must_be_system(actor)
    seen = _once(users)
    if not seen:
        return {}
    external_ids = [user.external_id for user in seen]
    matched = sql.column(
        db, Q["see_accounts"],
        connection_id=connection_id,
        external_ids=external_ids,
        names=[user.name for user in seen],
        kinds=[user.kind for user in seen],
        emails=[user.email.lower() if user.email else None for user in seen],
        now=clock.now(),
    )  # fmt: skip
    _follow(db, [account_id for account_id in matched if account_id])
    known = sql.every(
        db, _KnownId, Q["account_ids"], connection_id=connection_id, external_ids=external_ids
    )
    return {account.external_id: account.id for account in known}


def _once(users: Iterable[SeenAccount]) -> list[SeenAccount]:
    """Each account once, in one order: two batches cannot wait in a ring.

    As it was seen last, but an address, a kind and a name that only one body tells are kept.
    """
    last: dict[str, SeenAccount] = {}
    for user in users:
        before = last.get(user.external_id, user)
        last[user.external_id] = user if user == before else _joined(before, user)
    return [last[external_id] for external_id in sorted(last)]


def _joined(before: SeenAccount, now: SeenAccount) -> SeenAccount:
    kind = before.kind if now.kind == "person" else now.kind
    name = before.name if now.name == now.external_id else now.name
    return replace(now, kind=kind, name=name, email=now.email or before.email)


def _follow(db: sql.Connection, account_ids: list[int]) -> None:
    """Accounts got a person by themselves; so do the same ones elsewhere."""
    if account_ids:
        beside = sql.column(db, Q["match_beside"], ids=account_ids)
        later.promise(db, "follow_accounts", account_ids=account_ids + beside)


def match_account(db: sql.Connection, actor: Actor, account_id: int, person_id: int) -> None:
    """An account belongs to a person, whosever it was, and so does the same one elsewhere.

    Contributions, and with them pages, follow at once; asks follow soon.
    """
    must_administer(actor)
    with db.transaction():
        moved = sql.every(db, _Moved, Q["match_account"], id=account_id, person_id=person_id)
        _follow_moved(db, account_id, moved, person_id)


def unmatch_account(db: sql.Connection, actor: Actor, account_id: int) -> None:
    """An account belongs to nobody, and stays nobody's until somebody says else."""
    must_administer(actor)
    _part(db, account_id)


def release_account(db: sql.Connection, actor: Actor, account_id: int) -> None:
    """An account of mine is not mine after all."""
    _part(db, account_id, owner=person_of(actor))


def _part(db: sql.Connection, account_id: int, owner: int | None = None) -> None:
    with db.transaction():
        moved = sql.every(db, _Moved, Q["part_account"], id=account_id, owner=owner)
        _follow_moved(db, account_id, moved)


def _follow_moved(
    db: sql.Connection, account_id: int, moved: list[_Moved], person_id: int | None = None
) -> None:
    """What follows when accounts changed hands, also for those whose they were."""
    if account_id not in {one.id for one in moved}:
        raise NotFound
    parted = {one.was_of for one in moved} - {person_id, None}
    ids = sorted(one.id for one in moved)
    later.promise(db, "follow_accounts", account_ids=ids, parted=sorted(parted, key=int))


def claim_account(db: sql.Connection, actor: Actor, account_id: int) -> None:
    """Say that an account is mine; an administrator confirms it."""
    if not sql.run(db, Q["claim_account"], id=account_id, person_id=person_of(actor)):
        raise NoLongerFree


def withdraw_claim(db: sql.Connection, actor: Actor, account_id: int) -> None:
    if not sql.run(db, Q["withdraw_claim"], id=account_id, person_id=person_of(actor)):
        raise NotFound


def confirm_claim(db: sql.Connection, actor: Actor, account_id: int, person_id: int) -> None:
    """The account belongs to `person_id`, if that is still who claims it."""
    must_administer(actor)
    with db.transaction():
        if not sql.value(db, Q["holds_claim"], id=account_id, person_id=person_id):
            raise NotFound
        match_account(db, actor, account_id, person_id)


def refuse_claim(db: sql.Connection, actor: Actor, account_id: int, person_id: int) -> None:
    must_administer(actor)
    if not sql.run(db, Q["withdraw_claim"], id=account_id, person_id=person_id):
        raise NotFound


def close_accounts(
    db: sql.Connection, actor: Actor, connection_id: int, external_ids: list[str]
) -> int:
    """These were deleted or anonymised there: their names go, their work stays; how many."""
    must_be_system(actor)
    return sql.run(db, Q["close_accounts"], connection_id=connection_id, external_ids=external_ids)


def note_reported(
    db: sql.Connection, actor: Actor, external_ids: list[str], refreshed: Iterable[str] = ()
) -> None:
    """These were in the personal-data report now; the names of `refreshed` were fetched anew."""
    must_be_system(actor)
    sql.run(
        db, Q["note_reported"],
        external_ids=external_ids, refreshed=list(refreshed), now=clock.now(),
    )  # fmt: skip
