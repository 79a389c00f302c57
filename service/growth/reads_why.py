"""Why am I here? What an estimate rests on, and what a change of the formula did to it."""

from dataclasses import dataclass
from datetime import datetime

from service import clock
from service.actor import Actor, person_of
from service.db import sql
from service.growth import estimating, formula, standing
from service.growth.formula import Formula
from service.growth.known import Known, Learned
from service.growth.model import Sighting
from service.growth.standing import Account, Range, Standing
from service.skills import reads as skills
from service.skills.model import Skill

Q = sql.load(__package__)


@dataclass(frozen=True, slots=True)
class Why:
    """One skill: what it stands on. `account` is None while there is no level to account for."""

    skill: Skill
    standing: Standing | None
    account: Account | None
    since: datetime | None  #: of the first observation that counts
    learned_at: datetime | None


@dataclass(frozen=True, slots=True)
class Changed:
    """One skill by the formula before and by the present one."""

    skill: Skill
    before: Range | None
    after: Range | None


@dataclass(frozen=True, slots=True)
class Change:
    """What the last change of the formula did to my map; `rows` is empty when it did nothing."""

    before: Formula
    after: Formula
    rows: list[Changed]


def why(db: sql.Connection, actor: Actor, slug: str) -> Why:
    """What the estimate of one skill of mine rests on."""
    person_id = person_of(actor)
    found = skills.skill(db, actor, slug).skill
    seen = estimating.sightings(db, person_id)
    known = estimating.known_for(db, seen)
    mine = standing.standings(seen, known, clock.now()).get(found.id)
    about = [one for one in seen if one.skill_id == found.id]
    is_shown = mine is not None and mine.shown is not None
    return Why(
        found, mine,
        standing.account(seen, known, found.id) if is_shown else None,
        about[0].at if about else None,
        _learned_at(db),
    )  # fmt: skip


def learned(db: sql.Connection, actor: Actor) -> Learned | None:
    """What last night learned of everybody together; it says nothing of anybody."""
    person_of(actor)
    return sql.first(db, Learned, Q["learned"], version=formula.current().version)


def change(db: sql.Connection, actor: Actor) -> Change | None:
    """My own before and after of the last change of the formula; None before the first change."""
    person_id, earlier = person_of(actor), formula.before()
    if earlier is None:
        return None
    seen = estimating.sightings(db, person_id)
    before = _ranges(seen, estimating.known_for(db, seen, earlier))
    after = _ranges(seen, estimating.known_for(db, seen))
    rows = [
        Changed(skill, before.get(skill.id), after.get(skill.id))
        for skill in skills.skills(db, actor, with_archived=True)
        if before.get(skill.id) != after.get(skill.id)
    ]
    return Change(earlier, formula.current(), rows)


def _ranges(seen: list[Sighting], known: Known) -> dict[int, Range | None]:
    found = standing.standings(seen, known, clock.now())
    return {skill: one.shown for skill, one in found.items()}


def _learned_at(db: sql.Connection) -> datetime | None:
    found = sql.first(db, Learned, Q["learned"], version=formula.current().version)
    return found.learned_at if found else None
