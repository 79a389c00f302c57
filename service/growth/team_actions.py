"""Letting oneself be counted or named, offering to lead, and bringing two together."""

from collections.abc import Sequence

from service import clock
from service.actor import Actor, person_of
from service.db import sql
from service.errors import NotFound
from service.growth import team_reads
from service.growth.team_model import How

Q = sql.load(__package__)


def share(db: sql.Connection, actor: Actor, how: How | None, counts_focus: bool = False) -> None:
    """Say how I am in the pictures of my teams, and whether my focuses count. The pictures that
    count me go dark at once when I take it back, and offers to lead go with my name."""
    me, now = person_of(actor), clock.now()
    with db.transaction():
        sql.run(db, Q["end_team_share"], person_id=me, now=now)
        if how is None:
            sql.run(db, Q["share_no_more"], person_id=me)
        else:
            sql.run(db, Q["share_with_teams"], me=me, how=how, counts_focus=counts_focus, now=now)
        if how != How.NAMED:
            sql.run(db, Q["drop_offers"], me=me)


def offer_lead(db: sql.Connection, actor: Actor, skill_id: int, words: str) -> None:
    """Offer to take the lead on a skill, in my own words; only under my name."""
    offered = sql.run(
        db, Q["offer_lead"], me=person_of(actor), skill_id=skill_id, words=words, now=clock.now()
    )
    if not offered:
        raise NotFound


def drop_offer(db: sql.Connection, actor: Actor, skill_id: int) -> None:
    sql.run(db, Q["drop_offer"], me=person_of(actor), skill_id=skill_id)


def introduce(
    db: sql.Connection, actor: Actor, team_id: int, skill_id: int, learner_ids: Sequence[int]
) -> None:
    """Bring people of my team together, whose own words meet now; the second time does nothing."""
    picture = team_reads.picture(db, actor, team_id)
    if set(learner_ids) <= {one.learner_id for one in picture.met if one.skill_id == skill_id}:
        return
    found = next(
        (
            one
            for one in picture.pairings
            if one.skill.id == skill_id
            and {learner.person_id for learner in one.learners} == set(learner_ids)
        ),
        None,
    )
    if found is None:
        raise NotFound
    met = {"me": person_of(actor), "skill_id": skill_id, "now": clock.now()}
    rows = [
        met | {"learner_id": learner.person_id, "helper_id": helper.person_id}
        for learner in found.learners
        for helper in found.helpers
    ]
    sql.run_many(db, Q["introduce"], rows)


def drop_introduction(
    db: sql.Connection, actor: Actor, skill_id: int, learner_id: int, helper_id: int
) -> None:
    """Take an introduction back that I made, or that is of me; they stand as a pair again."""
    if not sql.run(
        db, Q["drop_introduction"],
        me=person_of(actor), skill_id=skill_id, learner_id=learner_id, helper_id=helper_id,
    ):  # fmt: skip
        raise NotFound
