"""What the people of the demo say of the skills of their work, from which suggestions learn."""

from dataclasses import dataclass
from datetime import datetime
from random import Random

from service import clock
from service.actor import Member
from service.db import sql
from service.demo.door import WHO
from service.skills import actions_links as skills
from service.skills.terms import Key

Q = sql.load(__package__)
SEED = 1572
REFUSED = 0.06


@dataclass(frozen=True, slots=True)
class Unsaid:
    """A skill that a rule gives to somebody's finished work, of which they said nothing yet."""

    work_item_id: int
    skill_id: int
    person_id: int
    email: str


def of_skills(db: sql.Connection, key: Key, since: datetime, left_open: datetime) -> None:
    """Most people confirm what a rule said of what they finished, and now and then refuse it.

    What those with a door finished after `left_open` they may look at themselves.
    """
    for one in sql.every(db, Unsaid, Q["unsaid"], since=since):
        luck = Random(f"{SEED}-{one.work_item_id}-{one.skill_id}").random()  # noqa: S311  the same
        if one.email in WHO.values() and clock.now() > left_open:
            continue
        me = Member(one.person_id)
        skills.say(db, me, key, one.work_item_id, one.skill_id, luck > REFUSED)
