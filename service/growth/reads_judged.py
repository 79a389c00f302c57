"""The described cases as I judged them, and what is known of how strict I am myself."""

from dataclasses import dataclass

from service.actor import Actor, person_of
from service.db import sql
from service.growth import formula
from service.growth.known import Tendency
from service.growth.vignettes import Vignette, vignettes

Q = sql.load(__package__)


@dataclass(frozen=True, slots=True)
class Case:
    """A described case; `mine` is what I said of it, None until I did."""

    vignette: Vignette
    mine: int | None


@dataclass(frozen=True, slots=True)
class _Judgement:
    vignette: str
    level: int


def cases(db: sql.Connection, actor: Actor) -> list[Case]:
    """All cases in their order."""
    said = sql.every(db, _Judgement, Q["my_judgements"], person_id=person_of(actor))
    mine = {one.vignette: one.level for one in said}
    return [Case(one, mine.get(one.slug)) for one in vignettes()]


def my_tendency(db: sql.Connection, actor: Actor) -> Tendency | None:
    """How much higher than others I tend to say; None while that is mostly a guess."""
    now = formula.current()
    about = {"version": now.version, "givers": [person_of(actor)]}
    found = sql.first(db, Tendency, Q["tendencies"], **about)
    is_known = found is not None and found.variance < now.noise.strictness**2 / 2
    return found if is_known else None
