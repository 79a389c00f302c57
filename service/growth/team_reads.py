"""Questions about the picture of a team: for those in it today; for planners only its counts."""

from collections.abc import Callable, Sequence
from datetime import datetime

from service.actor import Actor, must_be_system, person_of
from service.db import sql
from service.errors import NotFound
from service.growth import team_seen
from service.growth.team_model import (
    Coming,
    FocusShown,
    How,
    Met,
    MyTeam,
    Named,
    Offer,
    Picture,
    Row,
    Seen,
    Shown,
)
from service.skills import reads as skills
from service.skills.model import Skill

Q = sql.load(__package__)
MOST_MET = 10_000  #: who was introduced is no pair any more, however many there are
MET_LATELY = 5


def my_teams(db: sql.Connection, actor: Actor) -> list[MyTeam]:
    return sql.every(db, MyTeam, Q["my_teams"], me=person_of(actor))


def my_share(db: sql.Connection, actor: Actor) -> How | None:
    """How I am in the pictures of my teams; not at all, until I say otherwise."""
    how = sql.value(db, Q["my_share"], me=person_of(actor))
    return How(how) if how else None


def reaches_planners(db: sql.Connection, actor: Actor) -> bool:
    """Whether I am in counts that budget owners may see: not by what I chose before I was told."""
    return bool(sql.value(db, Q["reaches_planners"], me=person_of(actor)))


def counts_focus(db: sql.Connection, actor: Actor) -> bool:
    """Whether my focuses are counted."""
    return bool(sql.value(db, Q["counts_focus"], me=person_of(actor)))


def my_offers(db: sql.Connection, actor: Actor) -> list[Offer]:
    return sql.every(db, Offer, Q["my_offers"], me=person_of(actor))


def introduced_lately(db: sql.Connection, actor: Actor, since: datetime) -> list[Met]:
    """To whom I was introduced since a moment."""
    return sql.every(db, Met, Q["my_met"], me=person_of(actor), since=since, limit=MET_LATELY)


def picture(db: sql.Connection, actor: Actor, team_id: int) -> Picture:
    """The picture of a team of mine, in the order of the catalogue."""
    me = person_of(actor)
    team = next((one for one in my_teams(db, actor) if one.id == team_id), None)
    if team is None:
        raise NotFound
    shown = _shown(db, team_id, for_planners=False)
    seen = team_seen.seen(db, team_id, shown)
    tickets = _tickets(db, team_id, me)
    named = sql.every(db, Named, Q["named_members"], team_id=team_id)
    offers = sql.every(db, Offer, Q["team_offers"], team_id=team_id)
    catalogue = skills.skills(db, actor)
    rows = [
        Row(
            skill, shown.get(skill.id), tickets.get(skill.id, 0),
            _of(named, skill.id, lambda one: one.is_glad_to_help),
            _of(named, skill.id, lambda one: one.wants), seen.get(skill.id, Seen()),
        )
        for skill in catalogue
    ]  # fmt: skip
    by_id = {skill.id: skill for skill in catalogue}
    return Picture(
        team,
        [row for row in rows if row.shown or row.tickets or row.helpers or row.learners],
        [(by_id[one.skill_id], one) for one in offers if one.skill_id in by_id],
        sql.every(db, Met, Q["team_met"], team_id=team_id, me=me, limit=MOST_MET),
    )


def for_planners(db: sql.Connection, actor: Actor, team_id: int) -> list[Row]:
    """The counts of a team without any name, and how much open work it has; whoever plans checks
    for whom. Ranges that people show to their team are not for planners."""
    must_be_system(actor)
    shown = _shown(db, team_id, for_planners=True)
    tickets = _tickets(db, team_id, None)
    rows = [
        Row(skill, shown.get(skill.id), tickets.get(skill.id, 0), [], [])
        for skill in skills.skills(db, actor)
    ]
    return [row for row in rows if row.is_wanted]


def shared_focuses(db: sql.Connection, actor: Actor, team_id: int) -> list[tuple[Skill, int]]:
    """Of how many people in a team each skill is a focus, of those who let it be counted, in the
    order of the catalogue; whoever plans checks for whom."""
    must_be_system(actor)
    found = {one.skill_id: one.people for one in
             sql.every(db, FocusShown, Q["shown_focuses"], team_id=team_id)}  # fmt: skip
    return [(one, found[one.id]) for one in skills.skills(db, actor) if one.id in found]


def _shown(db: sql.Connection, team_id: int, for_planners: bool) -> dict[int, Shown]:
    """By skill."""
    found = sql.every(db, Shown, Q["shown_counts"], team_id=team_id, for_planners=for_planners)
    return {one.skill_id: one for one in found}


def _tickets(db: sql.Connection, team_id: int, reader_id: int | None) -> dict[int, int]:
    coming = sql.every(db, Coming, Q["coming_work"], team_id=team_id, me=reader_id)
    return {one.skill_id: one.tickets for one in coming}


def _of(named: Sequence[Named], skill_id: int, does: Callable[[Named], bool]) -> list[Named]:
    return [one for one in named if one.skill_id == skill_id and does(one)]
