"""What a team needs, beside what people propose: for whom, from which counts, and no name."""

import pytest

from service.aims import actions_focus
from service.budgets import reads_plan
from service.db.sql import Connection
from service.errors import Forbidden, NotFound
from service.growth import team_reads
from service.growth.model_share import Audience
from service.growth.team_model import How
from service.people.model import Person
from tests.budgets.making import make_budget, make_owner
from tests.cast import Cast
from tests.growth.teams import (
    count,
    join,
    make_open,
    make_skill,
    observe,
    people,
    place,
    show,
)
from tests.web.browse import Browse, plain, text
from tests.web.test_planning import budget

__all__ = ["budget"]


def test_what_a_team_needs_stands_beside_the_wishes(
    db: Connection, cast: Cast, browse: Browse, budget: int
) -> None:
    lace, many = make_skill(db, "lace"), people(db, 5)
    join(db, cast.team_id, *many)
    for person in many:
        place(db, person, lace, 4 if person == many[0] else 2, wish=2)
    db.execute("UPDATE request SET skill_id = %s", (lace,))
    address = f"/budgets/{budget}/plan"
    before = plain(text(browse(cast.alice), address))
    assert "show nothing yet that the team needs" in before
    count(db)
    lead = plain(text(browse(cast.alice), address))
    assert "Lace 1 one thread 0 5 Secret coaching; Course on lace" in lead, "her own, too"
    make_owner(db, cast, "charlie")
    owner = plain(text(browse(cast.charlie), address))
    assert "Lace 1 one thread 0 5 Course on lace" in owner, "the counts, and what is shown to him"


def test_planners_from_elsewhere_see_counts_of_those_who_were_told(
    db: Connection, cast: Cast, browse: Browse, budget: int
) -> None:
    """Who chose before budget owners could see anything is in no count that they see."""
    lace, many = make_skill(db, "lace"), people(db, 5, How.NAMED)
    join(db, cast.team_id, *many)
    for person in many:
        place(db, person, lace, 4 if person == many[0] else 2, wish=2)
    count(db)
    make_owner(db, cast, "charlie")
    db.execute("UPDATE team_share SET reaches_planners = false WHERE person_id = %s", (many[1].id,))
    address = f"/budgets/{budget}/plan"

    def page(person: Person) -> str:
        return plain(text(browse(person), address))

    def told(person: Person) -> bool:
        return "New since you chose" not in plain(text(browse(person), "/team/share"))

    assert "one thread" not in page(cast.charlie)
    assert "one thread" in page(cast.alice), "the team goes on seeing it"
    assert [told(many[0]), told(many[1])] == [True, False]
    browse(many[1]).post("/team/share", data={"how": "counted"})
    assert told(many[1])
    assert "Lace 1 one thread 0 5" in page(cast.charlie)
    assert "Erin" not in page(cast.charlie), "never a name"
    browse(many[1]).post("/team/share", data={})
    assert "one thread" not in page(cast.charlie)


def test_what_is_shown_to_a_team_alone_is_in_no_count_of_planners(
    db: Connection, cast: Cast, browse: Browse, budget: int
) -> None:
    lace, six = make_skill(db, "lace"), people(db, 6)
    join(db, cast.team_id, *six)
    for person in six[:5]:
        place(db, person, lace, 2, wish=1)
    count(db)
    observe(db, cast, six[5], lace, 5)
    show(db, six[5], lace, Audience.TEAM)
    make_owner(db, cast, "charlie")
    address = f"/budgets/{budget}/plan"
    assert "Lace 1 one thread 0 5" in plain(text(browse(cast.alice), address))
    assert "Lace 0 0 5" in plain(text(browse(cast.charlie), address))


def test_coming_work_is_counted_for_planners_without_its_titles(
    db: Connection, cast: Cast, browse: Browse, budget: int
) -> None:
    lace, five = make_skill(db, "lace"), people(db, 5)
    join(db, cast.team_id, *five)
    for person in five:
        place(db, person, lace, 2, wish=1)
    count(db)
    make_open(db, cast, lace, "LOOM-1", "A new pattern")
    hidden = make_open(db, cast, lace, "LOOM-2", "Kept apart")
    db.execute("UPDATE work_item SET is_secret = true WHERE id = %s", (hidden,))
    make_owner(db, cast, "charlie")
    owner = plain(text(browse(cast.charlie), f"/budgets/{budget}/plan"))
    assert "Lace 0 1 5" in owner
    assert "A new pattern" not in owner


def test_planning_tells_needs_to_nobody_else(
    db: Connection, cast: Cast, browse: Browse, budget: int
) -> None:
    """Not to who owns nothing and leads nothing here; a budget of no team has none."""
    make_owner(db, cast, "charlie")
    whole = make_budget(db, name="All")
    assert "What the team needs" not in plain(
        text(browse(cast.charlie), f"/budgets/{whole.id}/plan")
    )
    for stranger in (cast.bob, cast.dana):
        with pytest.raises(NotFound):
            reads_plan.needs(db, cast.actor(stranger), budget)
    with pytest.raises(Forbidden):
        team_reads.for_planners(db, cast.actor(cast.charlie), cast.team_id)


def test_focuses_that_people_let_count_are_told_without_a_level_or_a_name(
    db: Connection, cast: Cast, browse: Browse, budget: int
) -> None:
    """Told to whoever plans alike; who also shows it to the reader is counted like the others."""
    lace, five = make_skill(db, "lace"), people(db, 5, counts_focus=True)
    join(db, cast.team_id, *five)
    for person in five[:3]:
        actions_focus.focus(db, cast.actor(person), lace, None, True)
    make_owner(db, cast, "charlie")
    address = f"/budgets/{budget}/plan"
    assert "There is no count of focuses that may be shown." in plain(
        text(browse(cast.alice), address)
    )
    count(db)
    show(db, five[0], lace, Audience.LEAD, place=True)
    for reader in (cast.alice, cast.charlie):
        page = plain(text(browse(reader), address))
        assert "Lace the focus of 3 people" in page
        assert "Erin" not in page
    with pytest.raises(NotFound):
        reads_plan.focuses(db, cast.actor(cast.bob), budget)
    with pytest.raises(Forbidden):
        team_reads.shared_focuses(db, cast.actor(cast.charlie), cast.team_id)


def test_each_says_for_themselves_whether_their_focuses_count(cast: Cast, browse: Browse) -> None:
    me = browse(cast.bob)
    tick = 'name="counts_focus" value="true" checked'
    assert tick not in text(me, "/team/share"), "not before they say so"
    me.post("/team/share", data={"how": "counted", "counts_focus": "true"})
    assert tick in text(me, "/team/share")
    me.post("/team/share", data={"how": "counted"})
    assert tick not in text(me, "/team/share")
