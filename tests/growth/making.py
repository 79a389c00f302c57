"""Work, words and placements for the tests of growth, made directly in their tables."""

from datetime import datetime, timedelta

from service import clock
from service.db.sql import Connection, value
from service.people.model import Person
from tests.cast import Cast
from tests.feedback.making import contribute, focus_on, make_skill, make_work
from tests.skills.items import confirm

DAY = timedelta(days=1)
__all__ = [
    "DAY",
    "contribute",
    "focus_on",
    "make_skill",
    "make_skill_with_texts",
    "make_work",
    "place",
    "practise",
    "say",
    "see",
]


def make_skill_with_texts(db: Connection, slug: str) -> int:
    """A skill of which each level has a summary and a signal."""
    skill = make_skill(db, slug)
    for level in range(1, 6):
        db.execute(
            "INSERT INTO skill_level SELECT id, %s, %s, 'nl', %s, '{}' FROM skill_version"
            " WHERE skill_id = %s",
            (level, f"Summary of level {level}", [f"Signal of level {level}"], skill),
        )
    return skill


def practise(
    db: Connection, cast: Cast, *skills: int, key: str, days: int = 10, by: str = "bob"
) -> int:
    """Finished work of somebody that practised these skills; the id of the work item."""
    work = make_work(db, cast, key, done_at=clock.now() - days * DAY)
    contribute(db, cast, work, **{by: "assignee"})
    for skill in skills:
        confirm(db, work, skill, getattr(cast, by).id)
    return work


def say(
    db: Connection,
    giver: Person,
    receiver: Person,
    work: int,
    moment: str | None = "You drew both options.",
    effect: str | None = None,
    is_read: bool = True,
) -> int:
    """Words of one about another and their work; the id of the feedback."""
    now = clock.now()
    ask = value(
        db,
        "INSERT INTO ask (work_item_id, giver_id, receiver_id, reason, state, made_at, asked_at,"
        " opened_at, closes_at, closed_at) VALUES (%(work)s, %(giver)s, %(receiver)s, 'commenter',"
        " 'answered', %(now)s, %(now)s, %(now)s, %(now)s, %(now)s) RETURNING id",
        work=work, giver=giver.id, receiver=receiver.id, now=now,
    )  # fmt: skip
    return int(
        value(
            db,
            "INSERT INTO feedback (ask_id, work_item_id, giver_id, receiver_id, closeness, moment,"
            " effect, readers, given_at, first_read_at) VALUES (%(ask)s, %(work)s, %(giver)s,"
            " %(receiver)s, 'together', %(moment)s, %(effect)s, 'two', %(now)s, %(read_at)s)"
            " RETURNING id",
            ask=ask, work=work, giver=giver.id, receiver=receiver.id, moment=moment,
            effect=effect, now=now, read_at=now if is_read else None,
        )
    )  # fmt: skip


def see(
    db: Connection, feedback: int, skill: int, level: int | None, could_not_show_more: bool = False
) -> None:
    """Add what its giver saw of a skill; no level: they could not see."""
    db.execute(
        "INSERT INTO observation (feedback_id, skill_id, skill_version_id, level,"
        " could_not_show_more) SELECT %s, skill_id, id, %s, %s FROM skill_version"
        " WHERE skill_id = %s",
        (feedback, level, could_not_show_more, skill),
    )


def place(
    db: Connection,
    person: Person,
    skill: int,
    level: int | None,
    wish: int = 0,
    at: datetime | None = None,
) -> None:
    """Somebody places themselves on a skill."""
    db.execute(
        "INSERT INTO placement (person_id, skill_id, skill_version_id, level, wish, placed_at)"
        " SELECT %s, skill_id, id, %s, %s, %s FROM skill_version WHERE skill_id = %s",
        (person.id, level, wish, at or clock.now(), skill),
    )
