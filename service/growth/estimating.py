"""Estimates on reading: a person's own observations, with what the last night learned.

For the reads of this package, which check who asks. Three queries, whatever there is.
"""

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby

from service.db import sql
from service.growth import formula as formulas
from service.growth import standing
from service.growth.formula import Formula
from service.growth.known import Known, Learned, Tendency, known
from service.growth.model import Sighting, SightingOf
from service.growth.standing import Standing

Q = sql.load(__package__)
LATEST = 400  #: observations of one person; older ones say little by then


def sightings(db: sql.Connection, person_id: int) -> list[Sighting]:
    """What colleagues saw of a person, in every skill, oldest first."""
    return [*_sightings(db, [person_id])]


def known_for(db: sql.Connection, seen: list[Sighting], formula: Formula | None = None) -> Known:
    """What these observations are weighed with; without a formula, with the current one."""
    formula = formula or formulas.current()
    givers = sorted({one.giver_id for one in seen})
    about = {"version": formula.version}
    learned = sql.first(db, Learned, Q["learned"], **about)
    told = sql.every(db, Tendency, Q["tendencies"], givers=givers, **about)
    return known(formula, learned, givers, told)


def standings(db: sql.Connection, seen: list[Sighting], now: datetime) -> dict[int, Standing]:
    """Where a person stands in each skill that anybody saw."""
    return standing.standings(seen, known_for(db, seen), now)


def standings_of(
    db: sql.Connection, person_ids: Sequence[int], now: datetime
) -> dict[int, dict[int, Standing]]:
    """The same of some people, by person; no more queries than for one."""
    everything = _sightings(db, person_ids)
    known = known_for(db, [*everything])
    return {
        person_id: standing.standings([*seen], known, now)
        for person_id, seen in groupby(everything, lambda one: one.person_id)
    }


def _sightings(db: sql.Connection, person_ids: Sequence[int]) -> list[SightingOf]:
    return sql.every(db, SightingOf, Q["sightings"], person_ids=[*person_ids], limit=LATEST)
