"""The skills of my work: confirmed, refused, changed and added, with script and without."""

import re
from collections import Counter
from typing import Any

import psycopg
import pytest
from flask.testing import FlaskClient

from service.actor import System
from service.db.sql import Connection, column
from service.skills import actions, reads
from service.skills import actions_rules as rules
from service.skills.rules_tree import all_of
from tests.cast import Cast
from tests.feedback.making import contribute
from tests.skills.items import make_item
from tests.web.browse import Browse, plain, text

SYSTEM = System("test")


@pytest.fixture
def skills(db: Connection) -> dict[str, int]:
    actions.load_starter(db, SYSTEM)
    rules.add(db, SYSTEM, "api-design", all_of(component=["API"]))
    return {skill.slug: skill.id for skill in reads.skills(db, SYSTEM)}


@pytest.fixture
def work(db: Connection, cast: Cast, skills: dict[str, int]) -> int:
    made = make_item(db)
    contribute(db, cast, made, bob="assignee", charlie="commenter")
    actions.link(db, SYSTEM, [made])
    return made


def answers(db: Connection) -> list[bool]:
    return column(db, "SELECT is_mine FROM answer ORDER BY skill_id")


def pressed(client: FlaskClient, address: str, **fields: object) -> str:
    """Where the answer leads to, without script."""
    answer = client.post(address, data=fields)
    assert answer.status_code == 303, answer.get_data(as_text=True)
    return str(answer.location)


def test_the_page_says_why_in_words(cast: Cast, browse: Browse, work: int) -> None:
    page = plain(text(browse(cast.bob), f"/work/{work}"))
    assert "API design" in page
    assert "by a rule: component is API" in page


def test_yes_no_and_undo_without_script(
    db: Connection, cast: Cast, browse: Browse, work: int, skills: dict[str, int]
) -> None:
    bob, skill = browse(cast.bob), f"/work/{work}/skills/{skills['api-design']}"
    assert pressed(bob, f"{skill}/no") == f"/work/{work}#practised"
    assert answers(db) == [False]
    assert "not mine" in plain(text(bob, f"/work/{work}"))
    assert pressed(bob, f"{skill}/unsay", back="list") == f"/work/skills#work-{work}"
    assert answers(db) == []
    pressed(bob, f"{skill}/yes")
    assert answers(db) == [True]


def test_a_part_answers_a_part(
    cast: Cast, browse: Browse, work: int, skills: dict[str, int]
) -> None:
    answer = browse(cast.bob).post(
        f"/work/{work}/skills/{skills['api-design']}/no", headers={"X-Part": "1"}
    )
    part = answer.get_data(as_text=True)
    assert answer.status_code == 200
    assert "<html" not in part
    assert f'data-says-of="{work}"' in part
    assert "not mine" in plain(part)


def test_changing_and_adding(
    db: Connection, cast: Cast, browse: Browse, work: int, skills: dict[str, int]
) -> None:
    bob, here = browse(cast.bob), f"/work/{work}/skills"
    pressed(bob, f"{here}/{skills['api-design']}/change", skill_id=skills["mentoring"])
    assert sorted(answers(db)) == [False, True]
    pressed(bob, here, skill_id=skills["reviewing"])
    assert sorted(answers(db)) == [False, True, True]
    assert "added by you" in plain(text(bob, f"/work/{work}"))


def test_adding_nothing_is_said_back(db: Connection, cast: Cast, browse: Browse, work: int) -> None:
    bob = browse(cast.bob)
    location = pressed(bob, f"/work/{work}/skills", skill_id="")
    assert "Choose a skill first." in text(bob, location.partition("#")[0])
    assert answers(db) == []


def test_many_at_once_and_back(
    db: Connection, cast: Cast, browse: Browse, work: int, skills: dict[str, int]
) -> None:
    other = make_item(db, "8")
    contribute(db, cast, other, bob="assignee")
    actions.link(db, SYSTEM, [other])
    bob = browse(cast.bob)
    pairs = re.findall(r'name="pairs" value="(\d+:\d+)"', text(bob, "/work/skills"))
    assert len(pairs) == 2
    location = pressed(bob, "/work/skills/no", pairs=pairs)
    assert answers(db) == [False, False]
    page = text(bob, location)
    assert "2 answers are kept." in page
    undo = re.findall(r'type="hidden" name="pairs" value="(\d+:\d+)"', page)
    assert sorted(undo) == sorted(pairs)
    pressed(bob, "/work/skills/unsay", pairs=undo)
    assert answers(db) == []


@pytest.mark.parametrize("pairs", [[], ["x"], ["1:"], ["1:x"], ["-1:2"], ["9" * 50 + ":1"]])
def test_strange_choices_are_answered_with_the_page(
    cast: Cast, browse: Browse, work: int, pairs: list[str]
) -> None:
    answer = browse(cast.bob).post("/work/skills/yes", data={"pairs": pairs})
    assert answer.status_code == 422
    assert "Tick at least one skill first." in answer.get_data(as_text=True)


def test_strange_undo_in_the_address_is_left_alone(cast: Cast, browse: Browse, work: int) -> None:
    assert "Undo these answers" not in text(browse(cast.bob), "/work/skills?undo=<script>")


@pytest.mark.parametrize("who", ["alice", "charlie", "dana"])
@pytest.mark.parametrize("what", ["yes", "no", "unsay", "change"])
def test_others_have_no_say(
    db: Connection, cast: Cast, browse: Browse, work: int, skills: dict[str, int], who: str,
    what: str,
) -> None:  # fmt: skip
    """Alice had no part in it, Charlie talked along, Dana administers."""
    answer = browse(getattr(cast, who)).post(
        f"/work/{work}/skills/{skills['api-design']}/{what}",
        data={"skill_id": skills["mentoring"]},
    )
    assert answer.status_code == 404
    assert answers(db) == []


def test_a_talker_sees_no_buttons(cast: Cast, browse: Browse, work: int) -> None:
    assert "data-says-of" not in text(browse(cast.charlie), f"/work/{work}")


def test_a_page_costs_the_same_for_much_work(
    db: Connection, cast: Cast, browse: Browse, work: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    bob, asked = browse(cast.bob), Counter[str]()
    executed = psycopg.Cursor.execute

    def counted(cursor: Any, query: Any, *more: Any, **named: Any) -> Any:
        asked["queries"] += 1
        return executed(cursor, query, *more, **named)

    monkeypatch.setattr(psycopg.Cursor, "execute", counted)
    text(bob, "/work/skills")
    with_one = asked["queries"]
    for number in range(20):
        made = make_item(db, f"1{number}")
        contribute(db, cast, made, bob="assignee")
    asked.clear()
    text(bob, "/work/skills")
    assert with_one == asked["queries"] > 5
