"""What is learned each night of the whole organisation, for every estimate of the next day."""

from collections import defaultdict
from collections.abc import Hashable, Iterator
from datetime import timedelta
from itertools import groupby
from operator import itemgetter
from typing import Any

from service import clock
from service.actor import Actor, must_be_system
from service.db import sql
from service.growth import formula, vignettes
from service.growth.estimator import Seen
from service.growth.lesson import Learnt, Lesson
from service.growth.offsets import Judged

Q = sql.load(__package__)
MEMORY = timedelta(days=731)  #: older observations say nothing about how strict somebody is now
BATCH = 5_000

Line = tuple[int, int, int, int, float, int]  # receiver, skill, work, giver, day, level


def learn(db: sql.Connection, actor: Actor) -> int:
    """Learn anew how strict each colleague is and what makes observations differ; from how many."""
    must_be_system(actor)
    with db.transaction():
        lesson = Lesson()
        for (person, _), lines in groupby(_everything(db), key=itemgetter(0, 1)):
            lesson.add(person, [_seen(line) for line in lines])
        learnt = lesson.learnt(_judged(db))
        _keep(db, learnt)
    return learnt.observations


def _everything(db: sql.Connection) -> Iterator[Line]:
    """Every observation, read in batches, so that memory does not grow with their number."""
    with db.cursor(name="everything_seen") as cursor:
        cursor.itersize = BATCH
        yield from cursor.execute(Q["everything_seen"], {"since": clock.now() - MEMORY})


def _seen(line: Line) -> Seen:
    _, skill, work, giver, day, level = line
    return Seen(skill, work, day, giver, float(level))


def _judged(db: sql.Connection) -> dict[Hashable, Judged]:
    """What each colleague said of the vignettes, as a mean error."""
    errors: defaultdict[Hashable, list[int]] = defaultdict(list)
    agreed = vignettes.agreed()
    for person_id, vignette, level in db.execute(Q["judgements"]):
        if vignette in agreed:
            errors[person_id].append(level - agreed[vignette])
    return {by: Judged(sum(each) / len(each), len(each)) for by, each in errors.items()}


def _keep(db: sql.Connection, learnt: Learnt) -> None:
    version = formula.current().version
    noise: dict[str, Any] = {
        name: getattr(learnt.noise, name) for name in ("strictness", "halo", "work", "look")
    }
    sql.run(
        db, Q["keep_learned"],
        version=version, now=clock.now(), observations=learnt.observations,
        centre=learnt.centre, leniency=learnt.leniency, **noise,
    )  # fmt: skip
    sql.run(db, Q["forget_tendencies"], version=version)
    sql.run(
        db, Q["keep_tendencies"],
        version=version, givers=list(learnt.offsets),
        means=[one.mean for one in learnt.offsets.values()],
        variances=[one.variance for one in learnt.offsets.values()],
    )  # fmt: skip
    earlier = formula.before()
    sql.run(db, Q["forget_learned"], oldest=earlier.version if earlier else version)
