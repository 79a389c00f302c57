"""Questions about when people may be asked."""

from collections.abc import Sequence

from service.actor import Actor, Member, must_be_system, person_of
from service.db import sql
from service.errors import NotFound
from service.people.model_pace import Pace, PaceOf, Rhythm

Q = sql.load(__package__)


def pace(db: sql.Connection, actor: Actor) -> Pace:
    """My own pace: what I chose, else the standard."""
    found = _chosen(db, [person_of(actor)])
    return found[0] if found else Pace()


def paces(db: sql.Connection, actor: Actor, person_ids: Sequence[int]) -> dict[int, Pace]:
    """The pace of each of these people."""
    must_be_system(actor)
    chosen = {one.person_id: one for one in _chosen(db, person_ids)}
    return {person_id: chosen.get(person_id, Pace()) for person_id in person_ids}


def rhythms(db: sql.Connection, actor: Actor) -> list[Rhythm]:
    """My teams, by name."""
    return sql.every(db, Rhythm, Q["rhythms"], person_id=person_of(actor))


def rhythm(db: sql.Connection, actor: Actor, team_id: int) -> Rhythm:
    """A team that I am in; for administrators any."""
    mine = {one.team_id: one for one in rhythms(db, actor)}
    if team_id in mine:
        return mine[team_id]
    if not (isinstance(actor, Member) and actor.is_administrator):
        raise NotFound
    return sql.one(db, Rhythm, Q["rhythm_of"], team_id=team_id, is_lead=False)


def _chosen(db: sql.Connection, person_ids: Sequence[int]) -> list[PaceOf]:
    return sql.every(db, PaceOf, Q["paces"], ids=list(person_ids))
