"""Taking a step, and saying how it went."""

from service import clock
from service.actor import Actor, person_of
from service.aims import reads_step
from service.aims.model_step import STEPS, Kind
from service.db import sql
from service.errors import Invalid, NotFound

Q = sql.load(__package__)


class TooManySteps(Invalid):
    """Five steps are open in this skill already. End one of them first."""


def take(
    db: sql.Connection, actor: Actor, skill_id: int, kind: Kind, moment: str, deed: str
) -> None:
    """When `moment` comes, I do `deed`."""
    me = person_of(actor)
    with db.transaction():
        sql.run(db, Q["lock_person"], person_id=me)
        skill_id = sql.value(db, Q["skill_now"], skill_id=skill_id)
        if sql.run(
            db, Q["take_step"],
            person_id=me, skill_id=skill_id, kind=str(kind), moment=moment, deed=deed,
            now=clock.now(), most=STEPS,
        ):  # fmt: skip
            return
        if len([one for one in reads_step.steps(db, actor, skill_id) if one.is_open]) < STEPS:
            raise NotFound  # there is room, but no such skill
        raise TooManySteps("moment")


def end(db: sql.Connection, actor: Actor, step_id: int, how_it_went: str | None) -> None:
    """It was done, or let go; what came of it stays mine."""
    if not sql.run(
        db, Q["end_step"],
        id=step_id, person_id=person_of(actor), how_it_went=how_it_went, now=clock.now(),
    ):  # fmt: skip
        raise NotFound
