"""Bringing in a list: what the preview says happens, and happens once."""

from service.actor import System
from service.db import sql
from service.db.sql import Connection
from service.people import actions, actions_roster, reads
from service.people.model import Plan
from tests.cast import Cast

SYSTEM = System("test")
LIST = """Name,E-mail,Team
Eve,eve@example.org,Loom
Fred,fred@example.org,Heddle
Fred,fred@example.org,Warp
Charlie,charlie@example.org,LOOM
Bob,bob@example.org,Loom
,nobody@example.org,Loom
Gwen,not an address,Loom
"""
COUNTS = """SELECT (SELECT count(*) FROM person), (SELECT count(*) FROM membership),
                   (SELECT count(*) FROM team), (SELECT count(*) FROM one_time_link)"""


def counts(db: Connection) -> object:
    return db.execute(COUNTS).fetchone()


def test_a_preview_changes_nothing(db: Connection, cast: Cast) -> None:
    before = counts(db)
    lines = actions_roster.preview(db, cast.actor(cast.dana), LIST)
    assert [line.plan for line in lines] == [
        Plan.INVITE, Plan.INVITE, Plan.JOIN, Plan.JOIN, Plan.NOTHING, Plan.NO_NAME, Plan.NO_EMAIL,
    ]  # fmt: skip
    assert counts(db) == before


def test_what_was_shown_happens(db: Connection, cast: Cast) -> None:
    invited, lines = actions_roster.bring_in(db, cast.actor(cast.dana), LIST, "nl")
    assert [one.person.name for one in invited] == ["Eve", "Fred"]
    assert {one.person.language for one in invited} == {"nl"}
    assert len([line for line in lines if line.is_problem]) == 2
    people = {person.email: person for person in reads.people(db, SYSTEM)}
    assert people["eve@example.org"].teams == ["Loom"]
    assert people["fred@example.org"].teams == ["Heddle", "Warp"]
    assert people["charlie@example.org"].teams == ["Loom"]
    assert [team.name for team in reads.teams(db, SYSTEM)] == ["Heddle", "Loom", "Warp"]
    accepted = actions.accept(db, SYSTEM, invited[0].token, "seven looms and a shuttle")
    assert accepted.email == "eve@example.org"


def test_the_same_list_again_changes_nothing(db: Connection, cast: Cast) -> None:
    actions_roster.bring_in(db, SYSTEM, LIST)
    before = counts(db)
    invited, lines = actions_roster.bring_in(db, SYSTEM, LIST)
    assert invited == []
    assert {line.plan for line in lines} == {Plan.NOTHING, Plan.NO_NAME, Plan.NO_EMAIL}
    assert counts(db) == before


def test_who_left_is_not_brought_back_by_a_list(db: Connection, cast: Cast) -> None:
    actions.leave(db, SYSTEM, cast.bob.id)
    (line,) = actions_roster.preview(db, SYSTEM, "Bob,bob@example.org,Loom")
    assert line.plan == Plan.LEFT
    actions_roster.bring_in(db, SYSTEM, "Bob,bob@example.org,Loom")
    left = sql.value(db, "SELECT left_at FROM person WHERE id = %(id)s", id=cast.bob.id)
    assert left is not None


def test_five_hundred_lines_take_a_few_statements(db: Connection, cast: Cast) -> None:
    text = "\n".join(f"P{n},p{n}@example.org,Team {n % 20}" for n in range(500))
    invited, _ = actions_roster.bring_in(db, SYSTEM, text)
    assert len(invited) == 500
    assert sql.value(db, "SELECT count(*) FROM membership") == 502
