"""All that my map rests on, for a file of my own."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from service import clock
from service.actor import Actor, person_of
from service.aims import reads as aims
from service.aims import reads_focus, reads_step
from service.db import sql
from service.growth import estimating, reads_share, standing
from service.growth.standing import Standing
from service.skills import reads as skills

#: What is told of a level; None where there is not enough evidence.
FIGURES = ("level", "low", "high", "grew", "colleagues", "observations")
PURPOSE = "For growth and learning only: not for pay, promotion or assigning work."


def mine(db: sql.Connection, actor: Actor) -> dict[str, Any]:
    """Estimates, observations, placements, focus, steps and shares; times as ISO 8601."""
    person_id, now = person_of(actor), clock.now()
    seen = estimating.sightings(db, person_id)
    known = estimating.known_for(db, seen)
    found = standing.standings(seen, known, now)
    catalogue = skills.skills(db, actor, with_archived=True)
    names = {skill.id: skill.slug for skill in catalogue}
    return {
        "purpose": PURPOSE,
        "made_at": now.isoformat(),
        "formula": known.formula.version,
        "levels": {skill.slug: _level(found[skill.id]) for skill in catalogue if skill.id in found},
        "observations": _plain(seen, names),
        "placements": _plain(aims.placements(db, actor, person_id), names),
        "focus": _plain(reads_focus.focuses(db, actor), names),
        "steps": _plain(reads_step.steps(db, actor), names),
        "shares": _plain(reads_share.shares(db, actor), names),
        "looks": _plain(reads_share.looks(db, actor), names),
    }


def levels(db: sql.Connection, actor: Actor) -> dict[str, dict[str, Any]]:
    """Where I stand in each skill that anybody saw, by its slug."""
    seen = estimating.sightings(db, person_of(actor))
    found = estimating.standings(db, seen, clock.now())
    catalogue = skills.skills(db, actor, with_archived=True)
    return {skill.slug: _level(found[skill.id]) for skill in catalogue if skill.id in found}


def _level(one: Standing) -> dict[str, Any]:
    shown = one.shown
    evidence = {
        "colleagues": one.evidence.colleagues, "observations": one.evidence.observations
    }  # fmt: skip
    if shown is None:
        return {"level": None, **evidence}
    rounded = {
        "level": round(shown.level, 2), "low": round(shown.low, 2), "high": round(shown.high, 2)
    }  # fmt: skip
    return {**rounded, "grew": one.grew, **evidence}


def _plain(rows: Iterable[Any], names: dict[int, str]) -> list[dict[str, Any]]:
    """Rows as JSON has them, with the slug of the skill."""
    return [_row(asdict(row), names) for row in rows]


def _row(row: dict[str, Any], names: dict[int, str]) -> dict[str, Any]:
    skill = {"skill": names[row["skill_id"]]} if row.get("skill_id") in names else {}
    told = {
        key: value.isoformat() if hasattr(value, "isoformat") else value
        for key, value in row.items()
        if not key.endswith("_id") and key != "id"
    }
    return skill | told
