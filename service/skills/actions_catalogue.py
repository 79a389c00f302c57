"""What stewards do with skills: archive, bring back, merge; and who the stewards are."""

from dataclasses import dataclass

from service import clock
from service.actor import Actor, must_administer
from service.db import sql
from service.errors import Conflict, Invalid, NotFound
from service.skills import reads_catalogue as reads
from service.skills import relink, stewards
from service.skills.actions_rules import ManyRules
from service.skills.reads_rules import MOST_RULES

Q = sql.load(__package__)
#: What a merge does with what the skills themselves own, in order.
MOVES = (
    "move_answers", "drop_moved_answers", "move_links", "drop_moved_links",
    "move_terms", "drop_moved_terms", "move_learnt", "drop_moved_learnt",
    "move_rules", "move_earlier",
)  # fmt: skip


class NotIntoItself(Invalid):
    """Choose another skill that is offered now."""


class AnswerProposalsFirst(Conflict):
    """Proposals about this skill wait for an answer. Answer them, then merge."""


@dataclass(frozen=True, slots=True)
class Held:
    """A skill that this transaction is about to change."""

    id: int
    slug: str
    area_id: int
    is_archived: bool
    merged_into: int | None


@dataclass(frozen=True, slots=True)
class Merged:
    """The skill that became part of another, and that other."""

    from_id: int
    to_id: int


@dataclass(frozen=True, slots=True)
class Moves:
    """What merging a skill into another moves.

    `shared_links`: work that has both already; `other_rules`: what the other has of its own.
    """

    links: int
    shared_links: int
    rules: int
    other_rules: int
    earlier: int
    proposals: int


def name_steward(db: sql.Connection, actor: Actor, area: str, person_id: int) -> None:
    """Somebody looks after an area from now on."""
    must_administer(actor)
    found = reads.area(db, actor, area)
    if not sql.run(db, Q["name_steward"], area_id=found.id, person_id=person_id, now=clock.now()):
        raise NotFound


def release_steward(db: sql.Connection, actor: Actor, area: str, person_id: int) -> None:
    """Somebody looks after an area no longer."""
    must_administer(actor)
    found = reads.area(db, actor, area)
    sql.run(db, Q["release_steward"], area_id=found.id, person_id=person_id)


def archive(db: sql.Connection, actor: Actor, slug: str) -> None:
    """A skill is offered no longer; what people said of it stays theirs to see."""
    with db.transaction():
        sql.run(db, Q["hold_catalogue"])
        held = _held(db, actor, slug)
        sql.run(db, Q["archive"], id=held.id, now=clock.now())


def bring_back(db: sql.Connection, actor: Actor, slug: str) -> None:
    """An archived skill is offered again, and its rules look for work."""
    with db.transaction():
        sql.run(db, Q["hold_catalogue"])
        held = _held(db, actor, slug)
        sql.run(db, Q["bring_back"], id=held.id)
        relink.promise(db)


def preview_merge(db: sql.Connection, actor: Actor, slug: str, into: str) -> Moves:
    """What merging would move, of what the skills themselves own."""
    with db.transaction():
        held, target = _pair(db, actor, slug, into)
        return sql.one(db, Moves, Q["what_moves"], skill_id=held.id, into_id=target.id)


def merge(db: sql.Connection, actor: Actor, slug: str, into: str) -> Merged:
    """One skill becomes part of another: links and rules move, and its address leads there.

    What `aims` and `feedback` hold follows in the caller's transaction: `move_skill` of the one,
    `follow_merged` of the other.
    """
    with db.transaction():
        sql.run(db, Q["hold_catalogue"])
        sql.run(db, Q["link_alone"])
        held, target = _pair(db, actor, slug, into)
        pair = {"skill_id": held.id, "into_id": target.id}
        moves = sql.one(db, Moves, Q["what_moves"], **pair)
        if moves.proposals:
            raise AnswerProposalsFirst
        if moves.rules and moves.rules + moves.other_rules > MOST_RULES:
            raise ManyRules
        for step in MOVES:
            db.execute(Q[step], pair)
        sql.run(db, Q["mark_merged"], now=clock.now(), **pair)
        relink.promise(db)
    return Merged(held.id, target.id)


def _pair(db: sql.Connection, actor: Actor, slug: str, into: str) -> tuple[Held, Held]:
    """Both skills, held in one order so that two merges never wait for each other."""
    held = {name: _held(db, actor, name) for name in sorted({slug, into})}
    if slug == into or held[into].is_archived:
        raise NotIntoItself("into")
    return held[slug], held[into]


def _held(db: sql.Connection, actor: Actor, slug: str) -> Held:
    held = sql.one(db, Held, Q["held_skill"], slug=slug)
    if held.merged_into is not None:
        raise NotFound
    stewards.must_tend(db, actor, held.area_id)
    return held
