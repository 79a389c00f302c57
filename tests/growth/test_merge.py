"""Shares and dialogues follow a skill that is merged."""

import pytest

from service.actor import System
from service.db.sql import Connection
from service.errors import Forbidden
from service.growth import (
    actions_dialogue,
    actions_merge,
    actions_share,
    reads_dialogue,
    reads_share,
)
from service.growth.model_dialogue import State
from service.growth.model_share import Audience
from tests.cast import Cast
from tests.growth.making import make_skill

SYSTEM = System("test")


@pytest.fixture
def two(db: Connection) -> tuple[int, int]:
    skills = make_skill(db, "chairing"), make_skill(db, "facilitating", position=2)
    db.execute("INSERT INTO skill_level SELECT id, 3, 'alone', 'zelf', '{}', '{}'"
               " FROM skill_version")  # fmt: skip
    return skills


def test_shares_go_along_and_none_is_doubled(
    db: Connection, cast: Cast, two: tuple[int, int]
) -> None:
    bob = cast.actor(cast.bob)
    for skill, audience in (
        (two[0], Audience.TEAM),
        (two[0], Audience.LEAD),
        (two[1], Audience.TEAM),
    ):
        actions_share.share(db, bob, skill, audience, None, 3, shows_place=False)
    actions_merge.move_skill(db, SYSTEM, *two)
    shares = reads_share.shares(db, bob)
    assert [(one.slug, one.audience) for one in shares] == [
        ("facilitating", "lead"), ("facilitating", "team"),
    ]  # fmt: skip


def test_an_open_dialogue_goes_along_unless_there_is_one(
    db: Connection, cast: Cast, two: tuple[int, int]
) -> None:
    alone = actions_dialogue.begin(db, cast.actor(cast.bob), two[0], 3)
    for skill in two:
        actions_dialogue.begin(db, cast.actor(cast.alice), skill, 3)
    actions_merge.move_skill(db, SYSTEM, *two)
    moved = reads_dialogue.dialogue(db, cast.actor(cast.bob), alone).head
    assert (moved.slug, moved.state, moved.name_en) == ("facilitating", State.DRAFT, "Chairing")
    states = [one.state for one in reads_dialogue.dialogues(db, cast.actor(cast.alice))]
    assert states == [State.DRAFT, State.WITHDRAWN]


def test_only_the_system_moves(db: Connection, cast: Cast, two: tuple[int, int]) -> None:
    with pytest.raises(Forbidden):
        actions_merge.move_skill(db, cast.actor(cast.dana), *two)
