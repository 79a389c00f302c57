"""What I take along: chosen skills with the work behind them, and words whose givers agreed."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from service import clock
from service.actor import Actor, person_of
from service.aims import reads as aims
from service.db import sql
from service.growth import estimating
from service.growth.model import Practice
from service.growth.standing import Range
from service.skills import reads as skills
from service.skills.model import Skill

Q = sql.load(__package__)
WORK, WORDS = 6, 200


@dataclass(frozen=True, slots=True)
class WallWords:
    """What work of mine made possible, as its giver let everybody read it."""

    skill_id: int
    id: int
    giver: str
    effect: str
    key: str | None
    title: str | None
    given_at: datetime


@dataclass(frozen=True, slots=True)
class Chapter:
    """One skill of the portfolio."""

    skill: Skill
    shown: Range | None
    level: int | None  #: where I place myself
    work: list[Practice]
    words: list[WallWords]


def portfolio(db: sql.Connection, actor: Actor, slugs: Collection[str]) -> list[Chapter]:
    """A chapter for each chosen skill, in the order of the catalogue."""
    person_id, now = person_of(actor), clock.now()
    seen = estimating.sightings(db, person_id)
    standings = estimating.standings(db, seen, now)
    work = sql.every(
        db, Practice, Q["practice"], person_id=person_id, skill_id=None,
        since=now.replace(year=now.year - 5, day=1),
    )  # fmt: skip
    words = sql.every(db, WallWords, Q["wall_words"], person_id=person_id, limit=WORDS)
    mine = {one.skill_id: one.level for one in aims.placements(db, actor, person_id)}
    return [
        Chapter(
            skill,
            standings[skill.id].shown if skill.id in standings else None,
            mine.get(skill.id),
            [one for one in reversed(work) if one.skill_id == skill.id][:WORK],
            [one for one in words if one.skill_id == skill.id],
        )
        for skill in skills.skills(db, actor, with_archived=True)
        if skill.slug in slugs
    ]
