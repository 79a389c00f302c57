"""Holding a level dialogue. No lead has a part in it, and nobody can stop it but its owner."""

from collections.abc import Sequence
from datetime import date

from service import clock
from service.actor import Actor, person_of
from service.db import sql
from service.errors import Conflict, Invalid, NotFound
from service.growth import reads_dialogue
from service.growth.model_dialogue import MOST_EVIDENCE, Dialogue, Says, State

Q = sql.load(__package__)


class OpenAlready(Conflict):
    """There is an open dialogue about this skill already."""


class NotThisWork(Invalid):
    """Choose finished work of yours that practised this skill; six pieces at most."""


class EvidenceFirst(Conflict):
    """Three pieces of work come first; then one or two colleagues."""


class NotThisColleague(Invalid):
    """Choose a colleague who takes part and was not asked yet."""


class PlaceYourselfFirst(Conflict):
    """Only whoever places themselves at this level of the skill, or higher, says what they saw."""


class NotEnded(Conflict):
    """It ends with a note, and with at least one colleague in it."""


class HasEnded(Conflict):
    """This dialogue has ended. What was written stays as it is."""


def begin(db: sql.Connection, actor: Actor, skill_id: int, level: int) -> int:
    """Propose a level for myself, against the text as it is now; the id of the dialogue."""
    made = sql.value(
        db, Q["begin_dialogue"],
        person_id=person_of(actor), skill_id=skill_id, level=level, now=clock.now(),
    )  # fmt: skip
    if made is None:
        raise OpenAlready
    return int(made)


def add_evidence(
    db: sql.Connection, actor: Actor, dialogue_id: int, work_item_id: int, what: str
) -> None:
    """A piece of my work, and what I did in it."""
    with db.transaction():
        _of_mine(db, actor, dialogue_id)
        if not sql.run(
            db, Q["add_evidence"],
            id=dialogue_id, me=person_of(actor), work_item_id=work_item_id, what=what,
            most=MOST_EVIDENCE,
        ):  # fmt: skip
            raise NotThisWork("work_item_id")


def remove_evidence(db: sql.Connection, actor: Actor, dialogue_id: int, work_item_id: int) -> None:
    """Leave a piece of work out, before anybody is invited."""
    with db.transaction():
        _of_mine(db, actor, dialogue_id)
        about = {"id": dialogue_id, "me": person_of(actor), "work_item_id": work_item_id}
        if not sql.run(db, Q["remove_evidence"], **about):
            raise NotFound


def invite(db: sql.Connection, actor: Actor, dialogue_id: int, person_id: int) -> None:
    """Ask a colleague; they can pass without a reason."""
    with db.transaction():
        found = _of_mine(db, actor, dialogue_id)
        if not found.may_invite:
            raise EvidenceFirst
        about = {"id": dialogue_id, "me": person_of(actor), "now": clock.now()}
        if not sql.run(db, Q["invite_peer"], person_id=person_id, **about):
            raise NotThisColleague("person_id")
        sql.run(db, Q["mark_invited"], id=dialogue_id)


def accept(db: sql.Connection, actor: Actor, dialogue_id: int) -> None:
    """I take part in somebody's dialogue."""
    with db.transaction():
        _as_peer(db, actor, dialogue_id)
        if not sql.run(db, Q["accept_peer"], id=dialogue_id, me=person_of(actor), now=clock.now()):
            raise PlaceYourselfFirst


def pass_(db: sql.Connection, actor: Actor, dialogue_id: int) -> None:
    """Not this time: no reason, and nobody is told."""
    with db.transaction():
        _as_peer(db, actor, dialogue_id)
        sql.run(db, Q["forget_answers"], id=dialogue_id, me=person_of(actor))
        sql.run(db, Q["pass_peer"], id=dialogue_id, me=person_of(actor), now=clock.now())


def answer(
    db: sql.Connection,
    actor: Actor,
    dialogue_id: int,
    answers: Sequence[tuple[int, Says, str | None]],
) -> None:
    """What I saw of each signal, counted from one, with an example."""
    with db.transaction():
        if not _as_peer(db, actor, dialogue_id).takes_part:
            raise NotFound
        about = {"id": dialogue_id, "me": person_of(actor)}
        sql.run(db, Q["forget_answers"], **about)
        sql.run(
            db, Q["keep_answers"],
            signals=[one[0] for one in answers], says=[str(one[1]) for one in answers],
            examples=[one[2] for one in answers], **about,
        )  # fmt: skip


def write(
    db: sql.Connection,
    actor: Actor,
    dialogue_id: int,
    note: str,
    next_step: str | None,
    look_back_on: date | None,
) -> None:
    """The outcome in our words: any of us writes, and the others look again."""
    with db.transaction():
        if not _held(db, actor, dialogue_id).takes_part:
            raise NotFound
        now = clock.now()
        sql.run(
            db, Q["write_note"],
            id=dialogue_id, note=note, next_step=next_step, look_back_on=look_back_on, now=now,
        )  # fmt: skip
        sql.run(db, Q["forget_agreement"], id=dialogue_id, me=person_of(actor), now=now)


def see_it_so(db: sql.Connection, actor: Actor, dialogue_id: int) -> None:
    """I agree with the note as it reads now."""
    with db.transaction():
        _as_peer(db, actor, dialogue_id)
        if not sql.run(db, Q["see_it_so"], id=dialogue_id, me=person_of(actor), now=clock.now()):
            raise NotFound


def close(db: sql.Connection, actor: Actor, dialogue_id: int, is_agreed: bool) -> None:
    """It ends: this is the level as we see it, or later."""
    with db.transaction():
        if not _of_mine(db, actor, dialogue_id).may_close:
            raise NotEnded
        state = State.AGREED if is_agreed else State.LATER
        sql.run(
            db, Q["end_dialogue"],
            id=dialogue_id, me=person_of(actor), state=str(state), now=clock.now(),
        )  # fmt: skip


def withdraw(db: sql.Connection, actor: Actor, dialogue_id: int) -> None:
    """I take it back, also after it ended: from now on it is there for me only."""
    with db.transaction():
        if not reads_dialogue.dialogue(db, actor, dialogue_id).is_mine:
            raise NotFound
        sql.run(db, Q["withdraw_dialogue"], id=dialogue_id, me=person_of(actor), now=clock.now())


def _held(db: sql.Connection, actor: Actor, dialogue_id: int) -> Dialogue:
    """An open dialogue that I see, held until the end of this transaction."""
    sql.value(db, Q["hold_dialogue"], id=dialogue_id)
    found = reads_dialogue.dialogue(db, actor, dialogue_id)
    if not found.head.is_open:
        raise HasEnded
    return found


def _of_mine(db: sql.Connection, actor: Actor, dialogue_id: int) -> Dialogue:
    found = _held(db, actor, dialogue_id)
    if not found.is_mine:
        raise NotFound
    return found


def _as_peer(db: sql.Connection, actor: Actor, dialogue_id: int) -> Dialogue:
    found = _held(db, actor, dialogue_id)
    if found.myself is None:
        raise NotFound
    return found
