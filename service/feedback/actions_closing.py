"""What happens to asks and words from without: work goes, somebody leaves, skills are merged."""

from service import clock
from service.actor import Actor, must_be_system
from service.db import sql
from service.feedback.rules import ROLES_THAT_DID_IT

Q = sql.load(__package__)


def withdraw_undone(db: sql.Connection, actor: Actor, work_item_ids: list[int]) -> None:
    """Quietly withdraw asks about work that is no longer done, or gone."""
    must_be_system(actor)
    sql.run(db, Q["withdraw_undone"], work_item_ids=work_item_ids, now=clock.now())


def withdraw_of(db: sql.Connection, actor: Actor, person_id: int) -> None:
    """Somebody left: asks to them and about them are withdrawn, and drafts go."""
    must_be_system(actor)
    sql.run(db, Q["withdraw_of_person"], person_id=person_id, now=clock.now())


def withdraw_parted(db: sql.Connection, actor: Actor, person_id: int) -> None:
    """Somebody's account is not theirs any more: asks about what they did with it are withdrawn."""
    must_be_system(actor)
    sql.run(
        db, Q["withdraw_parted"],
        person_id=person_id, did_it=list(ROLES_THAT_DID_IT), now=clock.now(),
    )  # fmt: skip


def expire(db: sql.Connection, actor: Actor) -> int:
    """Close asks whose three weeks are over; how many."""
    must_be_system(actor)
    return int(sql.value(db, Q["expire"], now=clock.now()))


def follow_merged(db: sql.Connection, actor: Actor) -> None:
    """Skills were merged: what was seen of them, or is being typed, is of what they are now."""
    must_be_system(actor)
    sql.run(db, Q["follow_merged"])
    sql.run(db, Q["follow_merged_drafts"])
