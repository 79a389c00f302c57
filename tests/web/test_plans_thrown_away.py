"""A kept plan goes when who made it says so, and only then."""

import pytest

from service.db.sql import Connection, value
from tests.budgets.making import make_owner
from tests.cast import Cast
from tests.web.browse import Browse, plain, text
from tests.web.test_planning import budget, id_of

__all__ = ["budget"]
AWAY = "Throw this plan away"


@pytest.fixture
def plan(db: Connection, cast: Cast, browse: Browse, budget: int) -> str:
    """A plan of Alice, in which a line was agreed to."""
    made = browse(cast.alice).post(f"/budgets/{budget}/plan", data={"name": "Ours"}).location
    wish = id_of(db, "Course on lace")
    browse(cast.alice).post(f"{made}/lines/{wish}", data={"yes": "1", "reason": "Good"})
    return str(made)


def test_who_made_it_throws_it_away_with_its_lines(
    db: Connection, cast: Cast, browse: Browse, budget: int, plan: str
) -> None:
    alice = browse(cast.alice)
    assert AWAY in text(alice, plan)
    answer = alice.post(f"{plan}/throw-away")
    assert answer.location == f"/budgets/{budget}/plan"
    page = plain(text(alice, answer.location))
    assert "Thrown away." in page
    assert "Ours" not in page
    assert alice.get(plan).status_code == 404
    assert value(db, "SELECT count(*) FROM plan_line") == 0
    assert "Course on lace" in page, "the wish stays"


def test_other_planners_keep_it_and_strangers_do_not_find_it(
    db: Connection, cast: Cast, browse: Browse, plan: str
) -> None:
    make_owner(db, cast, "charlie")
    assert AWAY not in text(browse(cast.charlie), plan)
    for person, status in ((cast.charlie, 403), (cast.bob, 404), (cast.dana, 404)):
        assert browse(person).post(f"{plan}/throw-away").status_code == status
    assert "Ours" in text(browse(cast.alice), plan)


def test_what_was_carried_out_stays(db: Connection, cast: Cast, browse: Browse, plan: str) -> None:
    alice = browse(cast.alice)
    alice.post(f"{plan}/commit")
    assert AWAY not in text(alice, plan)
    assert alice.post(f"{plan}/throw-away").status_code == 409
    assert "Ours" in text(alice, plan)
