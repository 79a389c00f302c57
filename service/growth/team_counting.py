"""Counting teams anew, by the clock, so that no moment tells who changed something."""

from collections import defaultdict
from dataclasses import asdict, dataclass

from service import clock
from service.actor import Actor, must_be_system
from service.db import sql
from service.growth import focus_counting
from service.growth.team_counts import Count, Key, Told, by_skill, to_show
from service.growth.team_known import SaidInTeam, known_of

Q = sql.load(__package__)


@dataclass(frozen=True, slots=True)
class _Counted(SaidInTeam):
    id: int


def count(db: sql.Connection, actor: Actor) -> int:
    """Show what may be shown now, of every team and skill; how many counts are new."""
    must_be_system(actor)
    with db.transaction():
        sql.value(db, Q["count_alone"])
        now = _now(db)
        found = list(to_show(now, _shown(db), known_of(db)))
        for (team_id, skill_id), _ in found:
            _keep(db, team_id, skill_id, now[team_id, skill_id])
        return len(found) + focus_counting.count(db)


def _now(db: sql.Connection) -> dict[Key, dict[int, Told]]:
    """What each count would be now."""
    found: defaultdict[Key, dict[int, Told]] = defaultdict(dict)
    for row in sql.every(db, SaidInTeam, Q["to_count"]):
        found[row.team_id, row.skill_id][row.person_id] = row.told
    return dict(found)


def _shown(db: sql.Connection) -> defaultdict[int, list[tuple[int, Count]]]:
    rows = sql.every(db, _Counted, Q["counted"])
    return by_skill(
        (row.id, (row.team_id, row.skill_id), (row.person_id, row.told)) for row in rows
    )


def _keep(db: sql.Connection, team_id: int, skill_id: int, now: dict[int, Told]) -> None:
    told = list(now.values())
    count_id = sql.value(
        db, Q["add_count"],
        team_id=team_id, skill_id=skill_id, now=clock.now(),
        alone=sum(one.alone for one in told), passes_on=sum(one.passes_on for one in told),
        wants=sum(one.wants for one in told), helps=sum(one.helps for one in told),
    )  # fmt: skip
    rows = [{"team_count_id": count_id, "person_id": who} | asdict(one)
            for who, one in now.items()]  # fmt: skip
    sql.run_many(db, Q["add_counted"], rows)
