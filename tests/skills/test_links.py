"""Links belong to the contributor: each says yes or no for their own part."""

import pytest

from service import clock
from service.actor import System
from service.db.sql import Connection, column, value
from service.errors import Forbidden, NotFound
from service.growth import reads as growth
from service.skills import actions, actions_links, reads, reads_links
from service.skills import actions_rules as rules
from service.skills.model_links import MyLink, Source
from service.skills.rules_tree import all_of
from service.skills.terms import Key
from tests.cast import Cast
from tests.feedback.making import contribute
from tests.skills.items import links, make_item

SYSTEM = System("test")
KEY = Key.of("a key for tests only, long enough to be taken")
API = all_of(component=["API"])


@pytest.fixture
def work(db: Connection, cast: Cast, skills: dict[str, int]) -> int:
    """Work that Alice and Bob both did, and that a rule links to API design."""
    rules.add(db, SYSTEM, "api-design", API)
    made = make_item(db)
    contribute(db, cast, made, alice="assignee", bob="assignee", charlie="commenter")
    actions.link(db, SYSTEM, [made])
    return made


def mine(db: Connection, cast: Cast, who: str, work: int) -> dict[str, MyLink]:
    me = cast.actor(getattr(cast, who))
    return {one.slug: one for one in reads_links.my_links(db, me, KEY, [work])[work]}


def practised(db: Connection, cast: Cast, who: str) -> set[str]:
    """Skills on whose map row work of this person is counted."""
    me = cast.actor(getattr(cast, who))
    return {row.skill.slug for row in growth.growth_map(db, me).rows if row.practice}


def say(
    db: Connection, cast: Cast, who: str, work: int, skill: int, is_mine: bool | None
) -> bool | None:
    me = cast.actor(getattr(cast, who))
    return actions_links.say(db, me, KEY, work, skill, is_mine)


def test_a_rule_counts_until_it_is_refused(
    db: Connection, cast: Cast, work: int, skills: dict[str, int]
) -> None:
    assert practised(db, cast, "bob") == {"api-design"}
    assert say(db, cast, "bob", work, skills["api-design"], False) is None
    link = mine(db, cast, "bob", work)["api-design"]
    assert (link.source, link.is_mine, link.stands) == (Source.RULE, False, False)
    assert practised(db, cast, "bob") == set()
    assert practised(db, cast, "alice") == {"api-design"}


def test_what_i_refused_no_rule_brings_back(
    db: Connection, cast: Cast, work: int, skills: dict[str, int]
) -> None:
    say(db, cast, "bob", work, skills["api-design"], False)
    db.execute("UPDATE work_item SET components = '{}' WHERE id = %s", (work,))
    actions.link(db, SYSTEM, [work])
    assert links(db, work) == []
    rules.add(db, SYSTEM, "api-design", all_of(project=["PAY"]))
    actions.link(db, SYSTEM, [work])
    assert len(links(db, work)) == 1
    assert practised(db, cast, "bob") == set()
    assert reads.skills_of_work(db, cast.actor(cast.bob), [work]) == []
    assert [one.slug for one in reads.skills_of_work(db, cast.actor(cast.alice), [work])] == [
        "api-design"
    ]


def test_undo_is_as_if_nothing_was_said(
    db: Connection, cast: Cast, work: int, skills: dict[str, int]
) -> None:
    before = mine(db, cast, "bob", work)
    say(db, cast, "bob", work, skills["api-design"], False)
    assert say(db, cast, "bob", work, skills["api-design"], None) is False
    assert mine(db, cast, "bob", work) == before
    assert practised(db, cast, "bob") == {"api-design"}


def test_what_another_adds_counts_for_me_once_i_confirm(
    db: Connection, cast: Cast, work: int, skills: dict[str, int]
) -> None:
    say(db, cast, "alice", work, skills["mentoring"], True)
    link = mine(db, cast, "bob", work)["mentoring"]
    assert (link.source, link.added_by, link.is_mine) == (Source.PERSON, "Alice", None)
    assert practised(db, cast, "alice") == {"api-design", "mentoring"}
    assert practised(db, cast, "bob") == {"api-design"}
    say(db, cast, "bob", work, skills["mentoring"], True)
    assert practised(db, cast, "bob") == {"api-design", "mentoring"}


def test_what_i_added_stays_for_who_confirmed_it(
    db: Connection, cast: Cast, work: int, skills: dict[str, int]
) -> None:
    say(db, cast, "alice", work, skills["mentoring"], True)
    say(db, cast, "bob", work, skills["mentoring"], True)
    say(db, cast, "alice", work, skills["mentoring"], None)
    assert practised(db, cast, "alice") == {"api-design"}
    assert practised(db, cast, "bob") == {"api-design", "mentoring"}
    say(db, cast, "bob", work, skills["mentoring"], None)
    assert "mentoring" not in mine(db, cast, "bob", work)


def test_nobody_sees_what_another_refused(
    db: Connection, cast: Cast, work: int, skills: dict[str, int]
) -> None:
    before = mine(db, cast, "alice", work)
    say(db, cast, "bob", work, skills["api-design"], False)
    assert mine(db, cast, "alice", work) == before


def test_changing_refuses_one_and_adds_the_other(
    db: Connection, cast: Cast, work: int, skills: dict[str, int]
) -> None:
    bob = cast.actor(cast.bob)
    actions_links.change(db, bob, KEY, work, skills["api-design"], skills["mentoring"])
    assert practised(db, cast, "bob") == {"mentoring"}


def test_many_are_answered_at_once_or_none(
    db: Connection, cast: Cast, work: int, skills: dict[str, int]
) -> None:
    bob, other = cast.actor(cast.bob), make_item(db, "8")
    pairs = [(work, skills["api-design"]), (other, skills["api-design"])]
    with pytest.raises(NotFound):
        actions_links.say_many(db, bob, KEY, pairs, False)
    assert value(db, "SELECT count(*) FROM answer") == 0
    contribute(db, cast, other, bob="assignee")
    assert actions_links.say_many(db, bob, KEY, pairs, False) == 2
    assert value(db, "SELECT count(*) FROM answer WHERE NOT is_mine") == 2


@pytest.mark.parametrize("who", ["charlie", "dana"])
def test_only_who_did_it_has_a_say(
    db: Connection, cast: Cast, work: int, skills: dict[str, int], who: str
) -> None:
    """Charlie talked along, and Dana administers."""
    with pytest.raises(NotFound):
        say(db, cast, who, work, skills["api-design"], True)
    assert mine(db, cast, who, work) == {}


def test_the_system_has_no_say(db: Connection, work: int, skills: dict[str, int]) -> None:
    with pytest.raises(Forbidden):
        actions_links.say(db, SYSTEM, KEY, work, skills["api-design"], True)
    with pytest.raises(Forbidden):
        reads_links.my_links(db, SYSTEM, KEY, [work])


def test_there_must_be_such_a_skill(db: Connection, cast: Cast, work: int) -> None:
    with pytest.raises(NotFound):
        say(db, cast, "bob", work, 999_999, True)


def test_saying_the_same_again_changes_nothing(
    db: Connection, cast: Cast, work: int, skills: dict[str, int]
) -> None:
    say(db, cast, "bob", work, skills["api-design"], True)
    at = column(db, "SELECT said_at FROM answer")
    with clock.at(clock.now() + (clock.now() - clock.now().replace(hour=1))):
        assert say(db, cast, "bob", work, skills["api-design"], True) is True
    assert column(db, "SELECT said_at FROM answer") == at
