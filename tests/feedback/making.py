"""Work, skills and asks for the tests of feedback, made directly in their tables."""

from datetime import datetime, timedelta
from typing import Any

from service import clock
from service.actor import Member, System
from service.aims import actions_focus
from service.db.sql import Connection, column, value
from service.feedback import actions
from service.feedback.model import Answers, Seen
from service.people import actions_pace
from service.people.model import Person
from service.people.model_pace import Pace
from tests.cast import Cast

DRAIN = System("test")
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def make_work(
    db: Connection,
    cast: Cast,
    key: str = "PAY-231",
    done_at: datetime | None = None,
    **other: Any,
) -> int:
    """A finished issue, three days of work that ended an hour ago."""
    done_at = done_at or clock.now() - HOUR
    fields = {
        "title": "Split payments",
        "status_category": "done",
        "resolution": "Done",
        "is_bulk": False,
        "created_at": done_at - 3 * DAY,
        "deleted_at": None,
    } | other
    return int(
        value(
            db,
            "INSERT INTO work_item (connection_id, kind, external_id, key, done_at, title,"
            " status_category, resolution, is_bulk, created_at, deleted_at)"
            " VALUES (%(jira)s, 'issue', %(key)s, %(key)s, %(done_at)s, %(title)s,"
            " %(status_category)s, %(resolution)s, %(is_bulk)s, %(created_at)s, %(deleted_at)s)"
            " RETURNING id",
            jira=cast.jira,
            key=key,
            done_at=done_at,
            **fields,
        )
    )


def contribute(db: Connection, cast: Cast, work_item_id: int, **roles: str) -> None:
    """Who did what: `contribute(db, cast, work, bob="assignee", alice="reviewer")`."""
    for name, role in roles.items():
        db.execute(
            "INSERT INTO contribution (work_item_id, account_id, role, first_at, last_at)"
            " VALUES (%s, %s, %s, %s, %s)",
            (work_item_id, cast.accounts[name], role, clock.now(), clock.now()),
        )


def make_skill(db: Connection, slug: str, position: int = 1) -> int:
    """A skill with one version, in an area of its own name."""
    area = value(
        db,
        "INSERT INTO area (slug, position, name_en, name_nl)"
        " VALUES ('together', 1, 'Working together', 'Samenwerken')"
        " ON CONFLICT (slug) DO UPDATE SET position = 1 RETURNING id",
    )
    skill_id = int(
        value(
            db,
            "INSERT INTO skill (slug, area_id, position)"
            " VALUES (%(slug)s, %(area)s, %(position)s) RETURNING id",
            slug=slug,
            area=area,
            position=position,
        )
    )
    db.execute(
        "INSERT INTO skill_version (skill_id, number, name_en, name_nl, summary_en, summary_nl,"
        " valid_from) VALUES (%s, 1, %s, %s, 'what it is', 'wat het is', %s)",
        (skill_id, slug.capitalize(), f"{slug.capitalize()} (nl)", clock.now() - 400 * DAY),
    )
    return skill_id


def focus_on(
    db: Connection,
    person: Person,
    skill_id: int,
    will_try: str | None = None,
    is_shown_to_givers: bool = True,
) -> None:
    actions_focus.focus(db, Member(person.id), skill_id, will_try, is_shown_to_givers)


def bob_asks_alice(db: Connection, cast: Cast, key: str = "PAY-231") -> int:
    """Bob's work is done, Alice reviewed it and is asked; the id of the ask."""
    work = make_work(db, cast, key)
    contribute(db, cast, work, bob="assignee", alice="reviewer")
    actions.ask_about(db, DRAIN, [work])
    return int(value(db, "SELECT id FROM ask WHERE work_item_id = %(work)s", work=work))


def running_work_of_bob(db: Connection, cast: Cast, key: str = "PAY-9") -> int:
    """Work of Bob that is not done; Alice, who leads his team, talked along."""
    work = make_work(db, cast, key, status_category="indeterminate", resolution=None)
    contribute(db, cast, work, bob="assignee", alice="commenter")
    return work


def always_at_hand(db: Connection, *people: Person) -> None:
    """Nothing of their own choice stands in the way: no day off, no hour, no small number."""
    for person in people:
        me = Member(person.id)
        actions_pace.choose_pace(db, me, Pace(7, (), 0, 0))


def propose(db: Connection, cast: Cast) -> int:
    """Bob wants to decide himself; the id of what is proposed to him."""
    db.execute("UPDATE person SET asking = 'propose' WHERE id = %s", (cast.bob.id,))
    return bob_asks_alice(db, cast)


def work_of(db: Connection, ask_id: int) -> int:
    return int(value(db, "SELECT work_item_id FROM ask WHERE id = %(id)s", id=ask_id))


def stop_taking_part(db: Connection, person: Person) -> None:
    """Neither they nor their teams take part any more."""
    db.execute("UPDATE team SET takes_part = false")
    db.execute("UPDATE person SET takes_part = false WHERE id = %s", (person.id,))


def asked(db: Connection, work_item_id: int) -> set[tuple[int, int]]:
    """Giver and receiver of every ask about a work item."""
    query = "SELECT giver_id, receiver_id FROM ask WHERE work_item_id = %s"
    return set(db.execute(query, (work_item_id,)).fetchall())


def states(db: Connection, work_item_id: int) -> list[str]:
    return column(
        db, "SELECT state FROM ask WHERE work_item_id = %(id)s ORDER BY id", id=work_item_id
    )


def some_words(*seen: Seen, **other: Any) -> Answers:
    said = {"moment": "You drew both options.", "effect": "We shipped before the fair."} | other
    return Answers(closeness="together", seen=seen, **said)


def words_from_alice(db: Connection, cast: Cast, *seen: Seen, **other: Any) -> int:
    """Alice wrote words for Bob; the id of the feedback."""
    alice: Member = cast.actor(cast.alice)
    return actions.give(db, alice, bob_asks_alice(db, cast), some_words(*seen, **other))
