"""Thanks: giving them, taking them back, and where they may stand."""

from service import clock
from service.actor import Actor, person_of
from service.db import sql
from service.errors import NotFound
from service.feedback import errors, reads_thanks
from service.feedback.model_thanks import AT_MOST, WITHDRAWABLE, Thanking

Q = sql.load(__package__)


def give(db: sql.Connection, actor: Actor, thanking: Thanking) -> int:
    """Thank people who took part in work with me, or anybody for a moment; the id."""
    me = person_of(actor)
    with db.transaction():
        people = _whom(db, actor, thanking)
        thanks_id = int(
            sql.value(
                db, Q["give_thanks"],
                giver_id=me, team_id=thanking.team_id, work_item_id=thanking.work_item_id,
                happened_on=thanking.happened_on, happening=thanking.happening,
                effect=thanking.effect, purpose=thanking.purpose,
                readers=str(thanking.readers), now=clock.now(),
            )
        )  # fmt: skip
        if sql.run(db, Q["thank"], thanks_id=thanks_id, people=people, giver_id=me) != len(people):
            raise errors.CannotBeThanked("people")
    return thanks_id


def withdraw(db: sql.Connection, actor: Actor, thanks_id: int) -> None:
    """Take thanks back within thirty days; nobody reads them any more."""
    found = reads_thanks.thanks(db, actor, thanks_id)
    if not found.is_mine:
        raise NotFound
    now = clock.now()
    if not sql.run(
        db, Q["withdraw_thanks"],
        id=thanks_id, giver_id=person_of(actor), now=now, since=now - WITHDRAWABLE,
    ):  # fmt: skip
        raise errors.TooLateToWithdraw


def mark_read(db: sql.Connection, actor: Actor, thanks_id: int) -> None:
    """One who is thanked opened them; for others, and the second time, nothing happens."""
    me = person_of(actor)
    sql.run(db, Q["read_thanks"], thanks_id=thanks_id, person_id=me, now=clock.now())


def agree(db: sql.Connection, actor: Actor, thanks_id: int) -> None:
    """I agree that these thanks stand on the wall of my team."""
    me = person_of(actor)
    reads_thanks.thanks(db, actor, thanks_id)
    if not sql.value(db, Q["has_wall"], person_id=me):
        raise errors.NoWall
    if not sql.run(
        db, Q["agree_to_wall"], thanks_id=thanks_id, person_id=me, agreed_at=clock.now()
    ):
        raise errors.NotForTheWall


def disagree(db: sql.Connection, actor: Actor, thanks_id: int) -> None:
    """They do not stand there any more."""
    me = person_of(actor)
    reads_thanks.thanks(db, actor, thanks_id)
    sql.run(db, Q["agree_to_wall"], thanks_id=thanks_id, person_id=me, agreed_at=None)


def open_wall(db: sql.Connection, actor: Actor, team_id: int) -> None:
    """Somebody in a team says that it agreed to have a wall."""
    _set_wall(db, actor, team_id, is_open=True)


def close_wall(db: sql.Connection, actor: Actor, team_id: int) -> None:
    """Anybody in a team takes its wall down; what hung there stays with those it is for."""
    _set_wall(db, actor, team_id, is_open=False)


def _set_wall(db: sql.Connection, actor: Actor, team_id: int, is_open: bool) -> None:
    opened_at = clock.now() if is_open else None
    if not sql.run(
        db, Q["set_wall"], team_id=team_id, person_id=person_of(actor), opened_at=opened_at
    ):
        raise NotFound


def _whom(db: sql.Connection, actor: Actor, thanking: Thanking) -> list[int]:
    """The ids of those who are thanked; for work, only who took part in it with me."""
    if thanking.work_item_id is not None:
        there = reads_thanks.companions(db, actor, thanking.work_item_id)
        if not there:
            raise errors.NotYourWorkToThankFor
    if thanking.team_id is not None:
        found: list[int] = sql.column(
            db, Q["members_to_thank"], team_id=thanking.team_id, giver_id=person_of(actor)
        )
        if not found:
            raise errors.CannotBeThanked("people")
        return found
    if not 1 <= len(thanking.people) <= AT_MOST:
        raise errors.SayWhom("people")
    if thanking.work_item_id is not None and not set(thanking.people) <= {one.id for one in there}:
        raise errors.CannotBeThanked("people")
    return list(thanking.people)
