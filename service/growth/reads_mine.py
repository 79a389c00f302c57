"""Where I stand, for a file of my own."""

from typing import Any

from service import clock
from service.actor import Actor, person_of
from service.db import sql
from service.growth import estimating
from service.growth.standing import Standing
from service.skills import reads as skills

#: What is told of a level; None where there is not enough evidence.
FIGURES = ("level", "low", "high", "grew", "colleagues", "observations", "formula")
PURPOSE = "For growth and learning only: not for pay, promotion or assigning work."


def levels(db: sql.Connection, actor: Actor) -> dict[str, dict[str, Any]]:
    """Where I stand in each skill that anybody saw, by its slug."""
    seen = estimating.sightings(db, person_of(actor))
    found = estimating.standings(db, seen, clock.now())
    catalogue = skills.skills(db, actor, with_archived=True)
    return {skill.slug: _level(found[skill.id]) for skill in catalogue if skill.id in found}


def _level(one: Standing) -> dict[str, Any]:
    shown = one.shown
    told = {
        "colleagues": one.evidence.colleagues,
        "observations": one.evidence.observations,
        "formula": one.formula.version,
    }
    if shown is None:
        return {"level": None, **told}
    rounded = {
        "level": round(shown.level, 2), "low": round(shown.low, 2), "high": round(shown.high, 2)
    }  # fmt: skip
    return {**rounded, "grew": one.grew, **told}
