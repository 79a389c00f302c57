"""Sharing a skill of mine for a time, and taking that back."""

from datetime import timedelta

from service import clock
from service.actor import Actor, person_of
from service.db import sql
from service.errors import Invalid, NotFound
from service.growth.model_share import Audience

Q = sql.load(__package__)
MONTH = timedelta(days=30.4375)


class NobodyToShareWith(Invalid):
    """Choose a colleague who takes part."""


def share(
    db: sql.Connection,
    actor: Actor,
    skill_id: int,
    audience: Audience,
    with_person_id: int | None,
    months: int,
    shows_place: bool,
) -> None:
    """Let an audience see one skill of mine; with the same audience again, change how."""
    me, now = person_of(actor), clock.now()
    other = with_person_id if audience is Audience.PERSON else None
    if audience is Audience.PERSON and other in (None, me):
        raise NobodyToShareWith("with_person_id")
    if not sql.run(
        db, Q["share"],
        person_id=me, skill_id=skill_id, audience=str(audience), with_person_id=other,
        shows_place=shows_place, now=now, until=now + months * MONTH,
    ):  # fmt: skip
        raise NobodyToShareWith("with_person_id")


def end(db: sql.Connection, actor: Actor, share_id: int) -> None:
    """From now on nobody sees it by this share."""
    if not sql.run(db, Q["end_share"], id=share_id, person_id=person_of(actor), now=clock.now()):
        raise NotFound
