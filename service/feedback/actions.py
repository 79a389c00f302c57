"""What can be done with asks and feedback."""

from dataclasses import dataclass
from datetime import datetime

from psycopg.types.json import Jsonb

from service import clock
from service.actor import Actor, must_be_system, person_of
from service.db import sql
from service.errors import Conflict, NotFound
from service.feedback import asking, errors, reads, schema
from service.feedback.actions_closing import expire as expire
from service.feedback.actions_closing import withdraw_of as withdraw_of
from service.feedback.actions_closing import withdraw_parted as withdraw_parted
from service.feedback.actions_closing import withdraw_undone as withdraw_undone
from service.feedback.model import OPEN_FOR, Answers, State, may_change, may_withdraw
from service.feedback.readers import Readers

Q = sql.load(__package__)


@dataclass(frozen=True, slots=True)
class Held:
    """A feedback that this transaction is about to change."""

    id: int
    giver_id: int
    receiver_id: int
    readers: Readers
    given_at: datetime
    first_read_at: datetime | None
    withdrawn_at: datetime | None


@dataclass(frozen=True, slots=True)
class Proposal:
    work_item_id: int
    giver_id: int


# asking ─────────────────────────────────────────────────────────────────────────────────────


def ask_about(db: sql.Connection, actor: Actor, work_item_ids: list[int]) -> None:
    """Ask co-workers about those who did work that is done, within every rule of asking.

    One query when there is nobody to ask, which is the usual case.
    """
    must_be_system(actor)
    if not asking.candidates(db, work_item_ids):
        return
    with db.transaction():
        asking.hold(db)
        asking.ask_best(db, asking.candidates(db, work_item_ids))


def ask_waiting(db: sql.Connection, actor: Actor) -> int:
    """What could not be asked before may be asked now; how much was.

    First what people asked by hand, then about work done lately: it may have been the wrong moment,
    not the day of the team, or everybody who was there had enough to answer.
    """
    must_be_system(actor)
    with db.transaction():
        asking.hold(db)
        givers = asking.everybody(db)
        opened = asking.open_waiting(db, givers)
        found = asking.candidates(db, asking.fresh_work(db), givers.free())
        return opened + asking.ask_best(db, found, givers)


def name_coworker(
    db: sql.Connection,
    actor: Actor,
    work_item_id: int,
    giver_id: int,
    eyes_on: str | None = None,
) -> None:
    """I name somebody who was there, in work that I took part in, and what I would like seen.

    It comes before them at the first moment that suits them; I am not told when that is.
    """
    me = person_of(actor)
    if giver_id == me:
        raise errors.NotAboutYourself
    with db.transaction():
        asking.hold(db)
        asking.refuse(db, work_item_id, giver_id, me)
        if not asking.name(db, work_item_id, giver_id, me, eyes_on):
            raise errors.NotTakingPartYourself
        asking.open_waiting(db)


def send_proposed(db: sql.Connection, actor: Actor, ask_id: int) -> None:
    """Yes, ask this colleague about me."""
    me, now = person_of(actor), clock.now()
    with db.transaction():
        asking.hold(db)
        found = sql.first(db, Proposal, Q["proposed_ask"], id=ask_id, receiver_id=me)
        if found is None:
            raise NotFound
        asking.refuse(db, found.work_item_id, found.giver_id, me, asking.WHEN_SENDING)
        if not sql.run(
            db, Q["send_proposed"],
            id=ask_id, receiver_id=me, now=now, closes_at=now + OPEN_FOR,
        ):  # fmt: skip
            raise errors.NotTakingPartYourself
        asking.open_waiting(db)


def drop_proposed(db: sql.Connection, actor: Actor, ask_id: int) -> None:
    """No, do not ask this colleague; nobody learns that it was proposed."""
    if not sql.run(
        db, Q["drop_proposed"], id=ask_id, receiver_id=person_of(actor), now=clock.now()
    ):
        raise NotFound


# answering ──────────────────────────────────────────────────────────────────────────────────


def pass_(db: sql.Connection, actor: Actor, ask_id: int) -> None:
    """No reason needed, and the receiver is not told."""
    _close(db, actor, ask_id, State.PASSED)


def absent(db: sql.Connection, actor: Actor, ask_id: int) -> None:
    """I was named, but was not there."""
    _close(db, actor, ask_id, State.ABSENT)


def save_draft(
    db: sql.Connection, actor: Actor, ask_id: int, answers: dict[str, list[str]]
) -> datetime:
    """Keep the fields of the form as they were typed; when."""
    kept = Jsonb(schema.draft(answers))
    saved: datetime | None = sql.value(
        db, Q["save_draft"],
        ask_id=ask_id, giver_id=person_of(actor), answers=kept, now=clock.now(),
    )  # fmt: skip
    if saved is None:
        raise _why_closed(db, actor, ask_id)
    return saved


def give(db: sql.Connection, actor: Actor, ask_id: int, answers: Answers) -> int:
    """Answer an ask; the id of the feedback."""
    me = person_of(actor)
    with db.transaction():
        if not sql.value(db, Q["answer_ask"], id=ask_id, giver_id=me, now=clock.now()):
            raise _why_closed(db, actor, ask_id)
        feedback_id = int(sql.value(db, Q["give"], ask_id=ask_id, **_words(answers)))
        _observe(db, feedback_id, answers)
    return feedback_id


def change(db: sql.Connection, actor: Actor, feedback_id: int, answers: Answers) -> None:
    """Other words, until the first are read or a day has gone by, whichever is later."""
    me = person_of(actor)
    with db.transaction():
        held = _held_by_giver(db, me, feedback_id)
        if not may_change(held.given_at, held.first_read_at, clock.now()):
            raise errors.ReadAlready
        sql.run(db, Q["change"], id=feedback_id, **_words(answers))
        sql.run(db, Q["forget_observations"], feedback_id=feedback_id)
        _observe(db, feedback_id, answers)


def withdraw(db: sql.Connection, actor: Actor, feedback_id: int) -> None:
    """Take words back within thirty days: they are emptied, and their observations go."""
    me = person_of(actor)
    with db.transaction():
        held = _held_by_giver(db, me, feedback_id)
        if not may_withdraw(held.given_at, clock.now()):
            raise errors.TooLateToWithdraw
        sql.run(db, Q["withdraw"], id=feedback_id, now=clock.now())
        sql.run(db, Q["forget_observations"], feedback_id=feedback_id)


# reading ────────────────────────────────────────────────────────────────────────────────────


def mark_read(db: sql.Connection, actor: Actor, feedback_id: int) -> None:
    """The receiver opened the words; for others, and the second time, nothing happens."""
    me = person_of(actor)
    sql.run(db, Q["mark_read"], id=feedback_id, receiver_id=me, now=clock.now())


def share(db: sql.Connection, actor: Actor, feedback_id: int) -> None:
    """The receiver agrees to the wider circle that the giver chose."""
    me = person_of(actor)
    with db.transaction():
        if _held_by_receiver(db, me, feedback_id).readers == Readers.TWO:
            raise errors.OnlyForTwo
        sql.run(db, Q["share"], id=feedback_id, shared_at=clock.now())


def unshare(db: sql.Connection, actor: Actor, feedback_id: int) -> None:
    """From now on it is between the two again."""
    me = person_of(actor)
    with db.transaction():
        _held_by_receiver(db, me, feedback_id)
        sql.run(db, Q["share"], id=feedback_id, shared_at=None)


def _close(db: sql.Connection, actor: Actor, ask_id: int, state: State) -> None:
    closed = sql.value(
        db, Q["close_ask"],
        id=ask_id, giver_id=person_of(actor), state=str(state), now=clock.now(),
    )  # fmt: skip
    if closed is None:
        raise _why_closed(db, actor, ask_id)


def _why_closed(db: sql.Connection, actor: Actor, ask_id: int) -> Conflict:
    """Not mine is NotFound; mine, and closed, is said."""
    if reads.ask(db, actor, ask_id).state == State.OPEN:
        raise NotFound  # open, and yet refused: "I was not there" is for those who were named
    return errors.AskIsClosed()


def _words(answers: Answers) -> dict[str, object]:
    return {
        "closeness": answers.closeness,
        "moment": answers.moment,
        "effect": answers.effect,
        "step": answers.step,
        "readers": str(answers.readers),
        "now": clock.now(),
    }


def _observe(db: sql.Connection, feedback_id: int, answers: Answers) -> None:
    sql.run(db, Q["hold_skills"], ids=[seen.skill_id for seen in answers.seen])
    kept = sql.run(
        db, Q["observe"],
        feedback_id=feedback_id, now=clock.now(),
        skill_ids=[seen.skill_id for seen in answers.seen],
        levels=[seen.level for seen in answers.seen],
        flags=[seen.could_not_show_more for seen in answers.seen],
    )  # fmt: skip
    if kept != len(answers.seen):
        raise errors.UnknownSkill("skills")


def _held_by_giver(db: sql.Connection, me: int, feedback_id: int) -> Held:
    held = sql.one(db, Held, Q["held_feedback"], id=feedback_id, person_id=me)
    if held.giver_id != me:
        raise NotFound
    if held.withdrawn_at is not None:
        raise errors.WithdrawnWords
    return held


def _held_by_receiver(db: sql.Connection, me: int, feedback_id: int) -> Held:
    held = sql.one(db, Held, Q["held_feedback"], id=feedback_id, person_id=me)
    if held.receiver_id != me or held.withdrawn_at is not None:
        raise NotFound
    return held
