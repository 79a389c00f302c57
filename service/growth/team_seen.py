"""What colleagues saw of those who show it to their whole team, added to its counts.

Whoever reads the picture may read these ranges one by one as well, so that the sum tells nothing
that they do not know; what is counted in secret keeps its own rule (`team_counts`). Without a count
that is shown there is nothing to add to.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from service import clock
from service.db import sql
from service.growth import estimating
from service.growth.team_model import Shown

Q = sql.load(__package__)
ALONE, PASSES_ON = 2.5, 4.5  #: from where a range has its middle nearest to that level


@dataclass(frozen=True, slots=True)
class _Open:
    skill_id: int
    person_id: int


def with_seen(db: sql.Connection, team_id: int, shown: Iterable[Shown]) -> dict[int, Shown]:
    """By skill, the counts with what is shown to the whole team of those who did not place
    themselves. For readers who are in the team."""
    counts = {one.skill_id: one for one in shown}
    levels = _levels(db, team_id, counts)
    return {
        skill_id: replace(
            one,
            alone=one.alone + sum(level >= ALONE for level in levels[skill_id]),
            passes_on=one.passes_on + sum(level >= PASSES_ON for level in levels[skill_id]),
        )
        for skill_id, one in counts.items()
    }


def _levels(
    db: sql.Connection, team_id: int, counts: dict[int, Shown]
) -> defaultdict[int, list[float]]:
    """Of each skill, the levels that are shown openly; not where there is not enough for one."""
    people = sql.every(
        db, _Open, Q["seen_openly"],
        team_id=team_id, skill_ids=[*counts], now=clock.now(),
        counted_at=[one.counted_at for one in counts.values()],
    )  # fmt: skip
    standings = estimating.standings_of(db, [*{one.person_id for one in people}], clock.now())
    found: defaultdict[int, list[float]] = defaultdict(list)
    for one in people:
        standing = standings.get(one.person_id, {}).get(one.skill_id)
        if standing and standing.shown:
            found[one.skill_id].append(standing.shown.level)
    return found
