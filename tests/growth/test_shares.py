"""Nobody sees a level of another without a share, and then only that."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from service import clock
from service.actor import System
from service.db.sql import Connection, value
from service.errors import Forbidden, NotFound
from service.growth import actions_share, reads, reads_portfolio, reads_share
from service.growth.actions_share import NobodyToShareWith
from service.growth.model_share import Audience
from service.people.model import Person
from tests.cast import Cast, make_person
from tests.growth.making import DAY, make_skill, place, practise, say, see


@pytest.fixture
def facilitating(db: Connection) -> int:
    return make_skill(db, "facilitating")


@pytest.fixture
def bobs(db: Connection, cast: Cast, facilitating: int) -> int:
    """Bob was seen facilitating often enough, by others than the cast, and placed himself."""
    for number in range(5):
        giver = make_person(db, f"Giver{number}")
        work = practise(db, cast, facilitating, key=f"PAY-{number}", days=10 * number + 5)
        see(db, say(db, giver, cast.bob, work), facilitating, 4)
    place(db, cast.bob, facilitating, 2)
    return facilitating


Give = Callable[..., None]


@pytest.fixture
def give(db: Connection, cast: Cast, bobs: int) -> Give:
    def share(
        audience: Audience, whom: Person | None = None, months: int = 3, place: bool = False
    ) -> None:
        other = whom.id if whom else None
        actions_share.share(db, cast.actor(cast.bob), bobs, audience, other, months, place)

    return share


def sees(db: Connection, cast: Cast, viewer: Person) -> list[reads_share.SharedRow]:
    try:
        return reads_share.shared_map(db, cast.actor(viewer), cast.bob.id).rows
    except NotFound:
        return []


def viewers(db: Connection, cast: Cast) -> set[str]:
    everyone = (cast.alice, cast.bob, cast.charlie, cast.dana)
    return {one.name for one in everyone if sees(db, cast, one)}


def test_without_a_share_nobody_sees_anything(db: Connection, cast: Cast, bobs: int) -> None:
    assert viewers(db, cast) == set()
    for other in (cast.alice, cast.charlie, cast.dana):
        assert reads_share.sharers(db, cast.actor(other)) == []


@pytest.mark.parametrize(
    ("audience", "whom", "expected"),
    [
        (Audience.PERSON, "charlie", {"Charlie"}),
        (Audience.TEAM, None, {"Alice"}),
        (Audience.LEAD, None, {"Alice"}),
        (Audience.EVERYONE, None, {"Alice", "Charlie", "Dana"}),
    ],
)
def test_a_share_reaches_its_audience_and_nobody_else(
    db: Connection, cast: Cast, give: Give, audience: Audience, whom: str | None,
    expected: set[str],
) -> None:  # fmt: skip
    give(audience, getattr(cast, whom) if whom else None)
    assert viewers(db, cast) == expected


def test_a_lead_is_no_team_mate_and_a_team_mate_no_lead(
    db: Connection, cast: Cast, give: Give
) -> None:
    db.execute("INSERT INTO membership (team_id, person_id, since) VALUES (%s, %s, %s)",
               (cast.team_id, cast.charlie.id, clock.today()))  # fmt: skip
    give(Audience.LEAD)
    assert viewers(db, cast) == {"Alice"}
    give(Audience.TEAM)
    assert viewers(db, cast) == {"Alice", "Charlie"}


def test_it_is_exactly_what_i_was_shown(db: Connection, cast: Cast, give: Give, bobs: int) -> None:
    give(Audience.EVERYONE)
    (row,) = sees(db, cast, cast.charlie)
    skill = row.skill
    mine = reads_share.as_shared(db, cast.actor(cast.bob), skill, shows_place=False)
    assert row.shown is not None
    assert (row.shown, row.level, row.last_seen) == (mine.shown, None, mine.last_seen)
    own = reads.growth_map(db, cast.actor(cast.bob)).rows[0]
    assert row.shown == own.shown


def test_my_own_place_is_shown_only_when_i_say_so(db: Connection, cast: Cast, give: Give) -> None:
    give(Audience.TEAM)
    give(Audience.PERSON, cast.charlie, place=True)
    assert [row.level for row in sees(db, cast, cast.alice)] == [None]
    assert [row.level for row in sees(db, cast, cast.charlie)] == [2]
    give(Audience.PERSON, cast.charlie)
    assert [row.level for row in sees(db, cast, cast.charlie)] == [None]


def test_other_skills_stay_mine(db: Connection, cast: Cast, give: Give) -> None:
    place(db, cast.bob, make_skill(db, "testing", position=2), 5)
    give(Audience.EVERYONE, place=True)
    assert [row.skill.slug for row in sees(db, cast, cast.charlie)] == ["facilitating"]


def test_it_ends_with_its_time_and_when_i_take_it_back(
    db: Connection, cast: Cast, give: Give
) -> None:
    give(Audience.TEAM, months=1)
    with clock.at(clock.now() + 30 * DAY):
        assert viewers(db, cast) == {"Alice"}
    with clock.at(clock.now() + 31 * DAY):
        assert viewers(db, cast) == set()
        assert reads_share.shares(db, cast.actor(cast.bob)) == []
    (share,) = reads_share.shares(db, cast.actor(cast.bob))
    for other in (cast.alice, cast.dana):
        with pytest.raises(NotFound):
            actions_share.end(db, cast.actor(other), share.id)
    actions_share.end(db, cast.actor(cast.bob), share.id)
    assert viewers(db, cast) == set()
    with pytest.raises(NotFound):
        actions_share.end(db, cast.actor(cast.bob), share.id)


def test_who_leaves_the_team_sees_it_no_longer(db: Connection, cast: Cast, give: Give) -> None:
    give(Audience.TEAM)
    give(Audience.LEAD)
    db.execute("UPDATE membership SET until = %s WHERE person_id = %s",
               (clock.today(), cast.alice.id))  # fmt: skip
    assert viewers(db, cast) == set()


def test_what_somebody_shared_goes_with_them(db: Connection, cast: Cast, give: Give) -> None:
    give(Audience.EVERYONE)
    db.execute("UPDATE person SET left_at = %s WHERE id = %s", (clock.now(), cast.bob.id))
    assert viewers(db, cast) == set()
    assert reads_share.sharers(db, cast.actor(cast.charlie)) == []


def test_who_looked_is_mine_to_see(db: Connection, cast: Cast, give: Give) -> None:
    give(Audience.EVERYONE)
    assert reads_share.looks(db, cast.actor(cast.bob)) == []
    sees(db, cast, cast.charlie)
    sees(db, cast, cast.charlie)
    with clock.at(clock.now() + timedelta(hours=2)):
        sees(db, cast, cast.charlie)
    looks = reads_share.looks(db, cast.actor(cast.bob))
    assert [one.viewer for one in looks] == ["Charlie", "Charlie"]
    assert looks[0].at - looks[1].at == timedelta(hours=2)
    for other in (cast.charlie, cast.dana):
        assert reads_share.looks(db, cast.actor(other)) == []


@pytest.mark.parametrize("whom", ["bob", None])
def test_one_shares_with_another_who_takes_part(
    db: Connection, cast: Cast, give: Give, whom: str | None
) -> None:
    with pytest.raises(NobodyToShareWith):
        give(Audience.PERSON, getattr(cast, whom) if whom else None)
    db.execute("UPDATE person SET takes_part = false WHERE id = %s", (cast.charlie.id,))
    with pytest.raises(NobodyToShareWith):
        give(Audience.PERSON, cast.charlie)


def test_sharing_again_changes_how_long(db: Connection, cast: Cast, give: Give) -> None:
    give(Audience.TEAM, months=1)
    give(Audience.TEAM, months=12)
    (share,) = reads_share.shares(db, cast.actor(cast.bob))
    assert share.until > clock.now() + 360 * DAY


def test_the_system_looks_at_nobody(db: Connection, cast: Cast, give: Give) -> None:
    give(Audience.EVERYONE)
    with pytest.raises(Forbidden):
        reads_share.shared_map(db, System("test"), cast.bob.id)


def test_a_portfolio_has_only_words_that_everybody_may_read(
    db: Connection, cast: Cast, bobs: int
) -> None:
    circles = {"two": False, "team": True, "wall": True}
    for readers, is_shared in circles.items():
        work = practise(db, cast, bobs, key=f"W-{readers}")
        words = say(db, cast.alice, cast.bob, work, effect=f"for {readers}")
        shared_at = clock.now() if is_shared else None
        db.execute("UPDATE feedback SET readers = %s, shared_at = %s WHERE id = %s",
                   (readers, shared_at, words))  # fmt: skip
    (chapter,) = reads_portfolio.portfolio(db, cast.actor(cast.bob), ["facilitating"])
    assert [one.effect for one in chapter.words] == ["for wall"]
    assert chapter.shown is not None
    db.execute("UPDATE feedback SET shared_at = NULL WHERE readers = 'wall'")
    (chapter,) = reads_portfolio.portfolio(db, cast.actor(cast.bob), ["facilitating"])
    assert chapter.words == []
    assert value(db, "SELECT count(*) FROM feedback WHERE readers = 'wall'") == 1
    assert reads_portfolio.portfolio(db, cast.actor(cast.alice), ["testing"]) == []
