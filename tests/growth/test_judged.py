"""The described cases: judged once, and what they tell the night."""

import pytest

from service.actor import System
from service.db.sql import Connection, value
from service.errors import Forbidden, NotFound
from service.growth import actions_judged, actions_learning, reads_judged
from service.growth.actions_judged import JudgedAlready
from service.growth.vignettes import vignettes
from tests.cast import Cast
from tests.growth.making import make_skill, practise, say, see

NIGHT = System("test")


def judge_all(db: Connection, cast: Cast, by: str, higher: int) -> None:
    for one in vignettes():
        level = min(max(one.level + higher, 1), 5)
        actions_judged.judge(db, cast.actor(getattr(cast, by)), one.slug, level)


def test_there_are_six_from_all_over_the_scale_in_both_languages() -> None:
    assert len(vignettes()) == len({one.slug for one in vignettes()}) == 6
    assert {one.level for one in vignettes()} == {1, 2, 3, 4, 5}
    for one in vignettes():
        assert one.case("en") != one.case("nl")
        assert one.why("en") != one.why("nl")


def test_a_case_is_judged_once(db: Connection, cast: Cast) -> None:
    bob = cast.actor(cast.bob)
    actions_judged.judge(db, bob, "two-ways", 3)
    with pytest.raises(JudgedAlready):
        actions_judged.judge(db, bob, "two-ways", 4)
    assert [one.mine for one in reads_judged.cases(db, bob) if one.mine] == [3]
    assert not [one.mine for one in reads_judged.cases(db, cast.actor(cast.alice)) if one.mine]


def test_a_case_that_is_none_and_the_system(db: Connection, cast: Cast) -> None:
    with pytest.raises(NotFound):
        actions_judged.judge(db, cast.actor(cast.bob), "three-ways", 3)
    with pytest.raises(Forbidden):
        actions_judged.judge(db, NIGHT, "two-ways", 3)


def test_who_judges_mildly_counts_as_mild(db: Connection, cast: Cast) -> None:
    judge_all(db, cast, "alice", +1)
    judge_all(db, cast, "bob", 0)
    actions_learning.learn(db, NIGHT)
    means = dict(db.execute("SELECT giver_id, mean FROM tendency").fetchall())
    assert means[cast.alice.id] > means[cast.bob.id]
    assert value(db, "SELECT leniency FROM learned") > 0


def test_how_strict_i_am_is_told_to_me_once_it_is_known(db: Connection, cast: Cast) -> None:
    skill = make_skill(db, "facilitating")
    assert reads_judged.my_tendency(db, cast.actor(cast.dana)) is None
    for number in range(8):
        for giver, level in ((cast.alice, 4), (cast.charlie, 4), (cast.dana, 2)):
            key = f"PAY-{number}-{giver.name}"
            work = practise(db, cast, skill, key=key, days=5 + 3 * number)
            see(db, say(db, giver, cast.bob, work), skill, level)
    judge_all(db, cast, "dana", -1)
    actions_learning.learn(db, NIGHT)
    mine = reads_judged.my_tendency(db, cast.actor(cast.dana))
    assert mine
    assert mine.mean < -0.3
    assert reads_judged.my_tendency(db, cast.actor(cast.bob)) is None
