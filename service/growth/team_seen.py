"""What colleagues saw of those who show it to their whole team, beside its counts.

Whoever reads the picture may read these ranges one by one as well, so that their number tells
nothing new. It is never added to a count: a sum that holds everybody once would tell who of them
was counted already.
"""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from service import clock
from service.db import sql
from service.growth import estimating
from service.growth.team_model import Seen

Q = sql.load(__package__)
ALONE, PASSES_ON = 2.5, 4.5  #: from where a range has its middle nearest to that level


@dataclass(frozen=True, slots=True)
class _Open:
    skill_id: int
    person_id: int


def seen(db: sql.Connection, team_id: int, skill_ids: Collection[int]) -> dict[int, Seen]:
    """By skill, how many show their whole team that they do it. For readers in the team."""
    return {
        skill_id: Seen(
            sum(level >= ALONE for level in levels), sum(level >= PASSES_ON for level in levels)
        )
        for skill_id, levels in _levels(db, team_id, skill_ids).items()
    }


def _levels(
    db: sql.Connection, team_id: int, skill_ids: Collection[int]
) -> defaultdict[int, list[float]]:
    """Of each skill, the levels that are shown openly; not where there is not enough for one."""
    now = clock.now()
    people = sql.every(
        db, _Open, Q["seen_openly"], team_id=team_id, skill_ids=[*skill_ids], now=now
    )
    standings = estimating.standings_of(db, [*{one.person_id for one in people}], now)
    found: defaultdict[int, list[float]] = defaultdict(list)
    for one in people:
        standing = standings.get(one.person_id, {}).get(one.skill_id)
        if standing and standing.shown:
            found[one.skill_id].append(standing.shown.level)
    return found
