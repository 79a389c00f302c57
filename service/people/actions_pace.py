"""Choosing when and how often one may be asked, for oneself and for a team."""

from dataclasses import asdict
from datetime import date

from service import clock
from service.actor import Actor, Member, person_of
from service.db import sql
from service.errors import Forbidden
from service.people import reads_pace
from service.people.model_pace import Pace

Q = sql.load(__package__)


def choose_pace(db: sql.Connection, actor: Actor, pace: Pace) -> None:
    """My pace; a pause is chosen by itself."""
    chosen = {name: value for name, value in asdict(pace).items() if name != "paused_until"}
    chosen["days_off"] = sorted(pace.days_off)
    sql.run(db, Q["choose_pace"], person_id=person_of(actor), now=clock.now(), **chosen)


def pause(db: sql.Connection, actor: Actor, until: date) -> None:
    """I am asked nothing new before this day. What I was asked already stays."""
    _pause(db, actor, until)


def go_on(db: sql.Connection, actor: Actor) -> None:
    """My pause is over."""
    _pause(db, actor, None)


def choose_rhythm(db: sql.Connection, actor: Actor, team_id: int, rhythm: int | None) -> None:
    """The weekday (1 is Monday) on which asks about a team go out; None: when work is done."""
    must_lead(db, actor, team_id)
    sql.run(db, Q["choose_rhythm"], team_id=team_id, rhythm=rhythm)


def must_lead(db: sql.Connection, actor: Actor, team_id: int) -> None:
    """Who leads the team or administers passes; who is only in it is told so."""
    reads_pace.rhythm(db, actor, team_id)
    is_administrator = isinstance(actor, Member) and actor.is_administrator
    if not is_administrator and isinstance(actor, Member) and team_id not in actor.leads:
        raise Forbidden


def _pause(db: sql.Connection, actor: Actor, until: date | None) -> None:
    standard = asdict(Pace()) | {"days_off": list(Pace().days_off)}
    del standard["paused_until"]
    sql.run(db, Q["pause"], person_id=person_of(actor), until=until, now=clock.now(), **standard)
