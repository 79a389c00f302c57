"""Teams of people who placed themselves, for tests of the picture."""

from collections.abc import Sequence
from datetime import timedelta

from service import clock
from service.actor import Member, System
from service.aims import actions as aims
from service.db.sql import Connection, value
from service.growth import actions_share, team_actions, team_counting, team_reads
from service.growth.model_share import Audience
from service.growth.team_model import How, Picture, Row
from service.people.model import Person
from tests.cast import Cast, make_person
from tests.growth.making import contribute, make_work, say, see
from tests.skills.items import confirm

COUNT = System("tests count teams")


def make_skill(db: Connection, slug: str) -> int:
    area = value(
        db,
        "INSERT INTO area (slug, position, name_en, name_nl) VALUES ('crafts', 1, 'Crafts',"
        " 'Ambachten') ON CONFLICT (slug) DO UPDATE SET position = 1 RETURNING id",
    )
    skill = int(
        value(
            db,
            "INSERT INTO skill (slug, area_id, position) VALUES (%(slug)s, %(area)s, 1)"
            " RETURNING id",
            slug=slug,
            area=area,
        )
    )
    db.execute(
        "INSERT INTO skill_version (skill_id, number, name_en, name_nl, summary_en, summary_nl,"
        " valid_from) VALUES (%s, 1, %s, %s, '', '', '2026-01-01')",
        (skill, slug.title(), slug.title()),
    )
    return skill


def make_team(db: Connection, name: str) -> int:
    return int(
        value(
            db,
            "INSERT INTO team (name, takes_part, created_at) VALUES (%(name)s, true, %(now)s)"
            " RETURNING id",
            name=name,
            now=clock.now(),
        )
    )


def join(db: Connection, team_id: int, *people: Person) -> None:
    for person in people:
        db.execute(
            "INSERT INTO membership (team_id, person_id, since) VALUES (%s, %s, %s)",
            (team_id, person.id, clock.today()),
        )


def make_team_at(
    db: Connection, skill: int, levels: Sequence[int], how: How = How.COUNTED, wish: int = 0,
    glad: bool = False,
) -> tuple[int, list[Person]]:  # fmt: skip
    """A team of people who each placed themselves at one of these levels."""
    team, members = make_team(db, "Weavers"), people(db, len(levels), how)
    join(db, team, *members)
    for person, level in zip(members, levels, strict=True):
        place(db, person, skill, level, wish, glad)
    return team, members


def leave(db: Connection, team_id: int, person: Person) -> None:
    db.execute(
        "UPDATE membership SET until = %s WHERE team_id = %s AND person_id = %s",
        (clock.today(), team_id, person.id),
    )


def people(
    db: Connection, number: int, how: How | None = How.COUNTED, called: str = "Erin",
    counts_focus: bool = False,
) -> list[Person]:  # fmt: skip
    """Erin0, Erin1 … who share as is said."""
    made = [make_person(db, f"{called}{n}") for n in range(number)]
    for person in made:
        team_actions.share(db, Member(person.id), how, counts_focus)
    return made


def place(
    db: Connection, person: Person, skill: int, level: int | None, wish: int = 0, glad: bool = False
) -> None:
    aims.place(db, Member(person.id), skill, level, wish, glad)


def observe(db: Connection, cast: Cast, person: Person, skill: int, level: int) -> None:
    """Five colleagues from elsewhere saw somebody at a level."""
    for number in range(5):
        done_at = clock.now() - timedelta(days=10 * number + 5)
        work = make_work(db, cast, f"{person.name}-{skill}-{number}", done_at=done_at)
        see(db, say(db, make_person(db, f"By{work}"), person, work), skill, level)


def show(
    db: Connection, person: Person, skill: int, audience: Audience = Audience.TEAM,
    place: bool = False,
) -> None:  # fmt: skip
    """Somebody shares a skill for a month."""
    actions_share.share(db, Member(person.id), skill, audience, None, 1, place)


def make_open(db: Connection, cast: Cast, skill: int, key: str, title: str) -> int:
    """Open work of Bob that asks for a skill; its id."""
    work = make_work(db, cast, key, status_category="new", resolution=None, title=title)
    db.execute(
        "UPDATE work_item SET done_at = NULL, project_key = 'LOOM', updated_at = created_at"
        " WHERE id = %s",
        (work,),
    )
    contribute(db, cast, work, bob="assignee")
    confirm(db, work, skill, cast.bob.id)
    return work


def count(db: Connection) -> int:
    return team_counting.count(db, COUNT)


def seen(db: Connection, viewer: Person, team_id: int) -> Picture:
    return team_reads.picture(db, Member(viewer.id), team_id)


def counts(picture: Picture, skill: int) -> tuple[int, int, int] | None:
    """How many can do it alone, pass it on, want it; None: no picture."""
    row = _row(picture, skill)
    if row is None or row.shown is None:
        return None
    return row.shown.alone, row.shown.passes_on, row.shown.wants


def ranges(picture: Picture, skill: int) -> tuple[int, int]:
    """How many show the team that they can do it alone, and pass it on."""
    row = _row(picture, skill)
    return (row.seen.alone, row.seen.passes_on) if row else (0, 0)


def helping(picture: Picture, skill: int) -> int | None:
    """How many are glad to help with it; None: no picture."""
    row = _row(picture, skill)
    return row.shown.helps if row and row.shown else None


def _row(picture: Picture, skill: int) -> Row | None:
    return next((row for row in picture.rows if row.skill.id == skill), None)


def talk_about(db: Connection, lace: int, owner: Person, level: int, *peers: Person) -> None:
    """A dialogue about a level that all of these take part in, ended at once."""
    (made,) = db.execute(
        "INSERT INTO dialogue"
        " (person_id, skill_id, skill_version_id, level, state, made_at, ended_at)"
        " SELECT %(me)s, skill_id, id, %(level)s, 'withdrawn', %(now)s, %(now)s FROM skill_version"
        " WHERE skill_id = %(lace)s RETURNING id",
        {"me": owner.id, "lace": lace, "level": level, "now": clock.now()},
    ).fetchone() or (0,)
    for place_at_table, peer in enumerate(peers, 1):
        db.execute(
            "INSERT INTO dialogue_peer (dialogue_id, person_id, place, invited_at, accepted_at)"
            " VALUES (%s, %s, %s, %s, %s)",
            (made, peer.id, place_at_table, clock.now(), clock.now()),
        )
