"""Proposing a skill or a change, and what stewards answer."""

from collections.abc import Mapping
from dataclasses import dataclass

from psycopg.types.json import Jsonb

from service import clock
from service.actor import Actor, person_of
from service.db import sql
from service.errors import Conflict, Invalid, NotFound
from service.skills import reads, reads_catalogue, stewards, versions
from service.skills.model_proposals import State, slug_of
from service.skills.model_words import SkillWords
from service.skills.schema_proposals import words_of

Q = sql.load(__package__)
MOST = 20


class TooManyProposals(Invalid):
    """You have twenty drafts and open proposals already. Send or withdraw one of them first."""


class NothingChanged(Invalid):
    """This is what the skill says already."""


class NotWaiting(Conflict):
    """This proposal does not wait any more. Look at it again."""


class SkillIsGone(Conflict):
    """This skill became part of another while you wrote. Propose your words there."""


class OtherWordsNow(Conflict):
    """The skill got other words while you looked. Look at the difference again, then decide."""


@dataclass(frozen=True, slots=True)
class Held:
    """A proposal that this transaction is about to change."""

    id: int
    area_id: int
    skill_id: int | None
    version_id: int | None
    proposer_id: int
    state: State
    typed: Mapping[str, str]
    is_merged: bool


def begin(
    db: sql.Connection,
    actor: Actor,
    area: str | None,
    skill: str | None,
    typed: Mapping[str, str],
    reason: str | None,
) -> int:
    """A draft for a new skill in this area, or for a change of this skill; its id."""
    person_id = person_of(actor)
    with db.transaction():
        sql.run(db, Q["hold_catalogue"])
        if sql.value(db, Q["count_unanswered"], person_id=person_id) >= MOST:
            raise TooManyProposals("reason")
        return int(
            sql.value(
                db, Q["begin_proposal"],
                person_id=person_id, typed=Jsonb(dict(typed)), reason=reason, now=clock.now(),
                **_about(db, actor, area, skill),
            )
        )  # fmt: skip


def _about(
    db: sql.Connection, actor: Actor, area: str | None, skill: str | None
) -> dict[str, int | None]:
    if skill is None:
        found_area = reads_catalogue.area(db, actor, area or "")
        return {"area_id": found_area.id, "skill_id": None, "version_id": None}
    found = reads.skill(db, actor, skill).skill
    in_area = reads_catalogue.area(db, actor, found.area_slug)
    return {"area_id": in_area.id, "skill_id": found.id, "version_id": found.version_id}


def save(
    db: sql.Connection, actor: Actor, proposal_id: int, typed: Mapping[str, str], reason: str | None
) -> None:
    """Keep what was typed, in a draft of mine."""
    kept = sql.run(
        db, Q["save_proposal"],
        id=proposal_id, person_id=person_of(actor), typed=Jsonb(dict(typed)), reason=reason,
        now=clock.now(),
    )  # fmt: skip
    if not kept:
        raise _why_not(db, actor, proposal_id)


def send(db: sql.Connection, actor: Actor, proposal_id: int) -> None:
    """A whole draft of mine goes to the stewards; what is missing is said, and nothing happens."""
    person_id = person_of(actor)
    with db.transaction():
        sql.run(db, Q["hold_catalogue"])
        held = sql.one(db, Held, Q["held_proposal"], id=proposal_id)
        if held.proposer_id != person_id:
            raise NotFound
        if held.state != State.DRAFT:
            raise NotWaiting
        if held.is_merged:
            raise SkillIsGone
        words = words_of(held.typed)
        if held.skill_id and words == reads_catalogue.words(db, actor, held.skill_id):
            raise NothingChanged("reason")
        sql.run(db, Q["send_proposal"], id=proposal_id, now=clock.now())


def withdraw(db: sql.Connection, actor: Actor, proposal_id: int) -> None:
    """I take back what was not answered yet."""
    if not sql.run(db, Q["withdraw_proposal"], id=proposal_id, person_id=person_of(actor)):
        raise _why_not(db, actor, proposal_id)


def throw_away(db: sql.Connection, actor: Actor, proposal_id: int) -> None:
    """A draft of mine goes for good."""
    if not sql.run(db, Q["drop_draft"], id=proposal_id, person_id=person_of(actor)):
        raise _why_not(db, actor, proposal_id)


def accept(
    db: sql.Connection,
    actor: Actor,
    proposal_id: int,
    seen_version: int | None,
    answer: str | None = None,
    typed: Mapping[str, str] | None = None,
) -> int:
    """Make a skill or a version of it, as proposed or as `typed` by me; the version's id.

    `seen_version` is what the skill said when I decided. The proposer's own text stays as it was.
    """
    with db.transaction():
        sql.run(db, Q["hold_catalogue"])
        held = _waiting(db, actor, proposal_id)
        words = words_of(typed if typed is not None else held.typed)
        version_id = _make(db, actor, held, words, seen_version)
        _answer(db, actor, held, State.ACCEPTED, answer, version_id)
    return version_id


def decline(db: sql.Connection, actor: Actor, proposal_id: int, answer: str) -> None:
    """Not now, and why."""
    with db.transaction():
        held = _waiting(db, actor, proposal_id)
        _answer(db, actor, held, State.DECLINED, answer, None)


def read_answer(db: sql.Connection, actor: Actor, proposal_id: int) -> None:
    """I have seen what was answered to mine."""
    sql.run(db, Q["read_answer"], id=proposal_id, person_id=person_of(actor), now=clock.now())


def _waiting(db: sql.Connection, actor: Actor, proposal_id: int) -> Held:
    """A proposal that this steward may answer, held until the transaction ends."""
    held = sql.one(db, Held, Q["held_proposal"], id=proposal_id)
    if held.area_id not in stewards.tended(db, actor):
        raise NotFound
    if held.state != State.OPEN:
        raise NotWaiting
    return held


def _make(
    db: sql.Connection, actor: Actor, held: Held, words: SkillWords, seen_version: int | None
) -> int:
    if held.skill_id is None:
        skill_id = _new_skill(db, held.area_id, words.name.en)
    else:
        skill_id = held.skill_id
        if sql.value(db, Q["version_id_of"], skill_id=skill_id) != seen_version:
            raise OtherWordsNow
        if words == reads_catalogue.words(db, actor, skill_id):
            raise NothingChanged("answer")
    return versions.add(db, skill_id, words, held.proposer_id)


def _new_skill(db: sql.Connection, area_id: int, name: str) -> int:
    """A skill under the first free name in addresses that its English name makes."""
    stem, number = slug_of(name), 1
    while True:
        slug = stem if number == 1 else f"{stem}-{number}"
        skill_id = sql.value(db, Q["add_new_skill"], slug=slug, area_id=area_id)
        if skill_id is not None:
            return int(skill_id)
        number += 1


def _answer(
    db: sql.Connection,
    actor: Actor,
    held: Held,
    state: State,
    answer: str | None,
    version_id: int | None,
) -> None:
    sql.run(
        db, Q["answer_proposal"],
        id=held.id, person_id=person_of(actor), state=str(state), answer=answer, now=clock.now(),
        version_id=version_id,
    )  # fmt: skip


def _why_not(db: sql.Connection, actor: Actor, proposal_id: int) -> Conflict | NotFound:
    """Not mine is NotFound; mine, and in another state, is said."""
    held = sql.one(db, Held, Q["held_proposal"], id=proposal_id)
    return NotWaiting() if held.proposer_id == person_of(actor) else NotFound()
