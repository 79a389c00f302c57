"""What came of a period, for planners: money and hours against plan, and what grew as a count."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial

import pytest

from service import clock
from service.actor import Member
from service.budgets import actions_buying as buying
from service.budgets import actions_plan as planning
from service.budgets import actions_requests as requests
from service.budgets import reads_after
from service.budgets.ledger import Amount
from service.budgets.model import Budget
from service.budgets.model_plan import Assumed
from service.db.sql import Connection
from service.growth import actions_share
from service.growth.model_share import Audience
from service.people.model import Person
from tests.budgets.making import EURO, HOUR, NO_BILL, make_budget, make_owner, make_request
from tests.cast import Cast
from tests.growth.teams import join, make_skill, people, place, talk_about
from tests.web.browse import Browse, plain, statements, text

SPRING = datetime(2026, 3, 2, 9, tzinfo=UTC)
AUTUMN = datetime(2026, 11, 2, 9, tzinfo=UTC)
NEXT_YEAR = datetime(2027, 2, 1, 9, tzinfo=UTC)
NOTHING = "For this period there is nothing that may be counted."


@pytest.fixture
def budget(db: Connection, cast: Cast) -> Iterator[Budget]:
    """A budget of 2026 of team Loom, in spring."""
    with clock.at(SPRING):
        yield make_budget(db, money=5000 * EURO, team_id=cast.team_id)


@pytest.fixture
def lace(db: Connection) -> int:
    return make_skill(db, "lace")


def after(browse: Browse, viewer: Person, budget: Budget, at: datetime = NEXT_YEAR) -> str:
    with clock.at(at):
        return plain(text(browse(viewer), f"/budgets/{budget.id}/after")).replace("\xa0", " ")


def buy(
    db: Connection, cast: Cast, who: Person, budget: Budget, skill: int, shares: bool = True
) -> int:
    """A wish on a skill, bought at once."""
    me = cast.actor(who)
    wish = make_request(db, me, budget, skill_id=skill, shares_level=shares, money=100 * EURO)
    requests.send(db, me, wish)
    buying.purchase(db, me, wish, Amount(100 * EURO, 0), NO_BILL)
    return wish


def grow(db: Connection, cast: Cast, who: Person, budget: Budget, skill: int, to: int) -> None:
    """Somebody places themselves at two, buys, and then places themselves again in autumn."""
    place(db, who, skill, 2)
    buy(db, cast, who, budget, skill)
    with clock.at(AUTUMN):
        place(db, who, skill, to)


def open_to(db: Connection, who: Person, skill: int, audience: Audience, reader: Person) -> None:
    """Somebody shows where they place themselves on a skill."""
    reader_id = reader.id if audience is Audience.PERSON else None
    actions_share.share(db, Member(who.id), skill, audience, reader_id, 12, shows_place=True)


def lead(db: Connection, team_id: int, who: Person) -> None:
    db.execute(
        "UPDATE membership SET is_lead = true WHERE team_id = %s AND person_id = %s",
        (team_id, who.id),
    )


@pytest.fixture
def five(db: Connection, cast: Cast, budget: Budget, lace: int) -> list[Person]:
    """Five in the team who let a plan reckon with their place; three of them went further."""
    some = people(db, 5)
    join(db, cast.team_id, *some)
    for person, to in zip(some, (3, 4, 3, 2, 1), strict=True):
        grow(db, cast, person, budget, lace, to)
    return some


def test_only_planners_read_it(db: Connection, cast: Cast, browse: Browse, budget: Budget) -> None:
    make_owner(db, cast, "charlie")
    for person, status in (
        (cast.alice, 200), (cast.charlie, 200), (cast.bob, 404), (cast.dana, 404),
    ):  # fmt: skip
        assert browse(person).get(f"/budgets/{budget.id}/after").status_code == status


def test_money_and_hours_stand_against_the_plan(
    db: Connection, cast: Cast, browse: Browse, budget: Budget
) -> None:
    alice, bob = cast.actor(cast.alice), cast.actor(cast.bob)
    db.execute("UPDATE budget SET mode = 'approve', demanded_by = 'the fund'")
    owner = make_owner(db, cast, "charlie")
    first, second, third = (make_request(db, bob, budget, minutes=8 * HOUR) for _ in range(3))
    for wish in (first, second, third):
        requests.send(db, bob, wish)
    plan = planning.keep(db, alice, budget.id, "Spring", Assumed(0, 9000 * EURO, 9000 * EURO))
    for wish in (first, second):
        planning.decide(db, owner, plan, wish, True, None, None)
    planning.decide(db, owner, plan, third, False, "Later.", None)
    assert "No plan was carried out" in after(browse, cast.alice, budget)
    planning.commit(db, owner, plan)
    buying.purchase(db, bob, first, Amount(350 * EURO, 7 * HOUR), NO_BILL)
    db.execute("UPDATE budget SET mode = 'trust', demanded_by = NULL")
    outside = make_request(db, bob, budget, money=50 * EURO)
    requests.send(db, bob, outside)
    buying.purchase(db, bob, outside, Amount(50 * EURO, HOUR), NO_BILL)
    page = after(browse, cast.alice, budget)
    assert "Spring 1 of 2 wishes bought € 800 16 hours € 350 7 hours" in page
    assert "Outside a plan – € 50 1 hour" in page
    assert "Together € 800 16 hours € 400 8 hours" in page
    running = after(browse, cast.alice, budget, AUTUMN)
    assert "this is how it stands today" in running
    assert "It is counted once the period has ended." in running


def test_what_grew_is_one_count_without_names(
    cast: Cast, browse: Browse, budget: Budget, five: list[Person]
) -> None:
    page = after(browse, cast.alice, budget)
    assert "3 of 5 people placed themselves further on the skill of their wish" in page
    assert not any(person.name in page for person in five)


def test_below_five_there_is_no_number(
    db: Connection, cast: Cast, browse: Browse, budget: Budget, lace: int
) -> None:
    some = people(db, 5)
    join(db, cast.team_id, *some)
    for person in some[:4]:
        grow(db, cast, person, budget, lace, 3)
    buy(db, cast, some[4], budget, lace)  # who never placed themselves
    page = after(browse, cast.alice, budget)
    assert NOTHING in page
    assert "placed themselves further" not in page


@pytest.mark.parametrize("audience", list(Audience))
def test_those_who_shared_their_place_with_a_colleague_are_not_among_the_five(
    db: Connection, cast: Cast, browse: Browse, budget: Budget, lace: int, five: list[Person],
    audience: Audience,
) -> None:  # fmt: skip
    """Four who show a planner where they stand would leave the fifth alone in the count; a share
    that ended was read before, so that it counts as well."""
    for person in five[:4]:
        with clock.at(SPRING):
            open_to(db, person, lace, audience, cast.alice)
    assert NOTHING in after(browse, cast.alice, budget)
    db.execute("UPDATE share SET ended_at = made_at + interval '1 day', shows_place = false")
    assert NOTHING in after(browse, cast.alice, budget)
    for person in people(db, 4, called="Fay"):
        join(db, cast.team_id, person)
        grow(db, cast, person, budget, lace, 3)
    assert "7 of 9 people" in after(browse, cast.alice, budget)


def test_those_in_a_dialogue_about_a_level_are_not_among_the_five(
    db: Connection, cast: Cast, browse: Browse, budget: Budget, lace: int, five: list[Person]
) -> None:
    with clock.at(SPRING):
        talk_about(db, lace, cast.alice, 3, five[0])
    assert NOTHING in after(browse, cast.alice, budget)


def test_those_who_published_their_map_are_not_among_the_five(
    db: Connection, cast: Cast, browse: Browse, budget: Budget, five: list[Person]
) -> None:
    db.execute("INSERT INTO map_published VALUES (%s, %s)", (five[0].id, clock.now()))
    assert NOTHING in after(browse, cast.alice, budget)


def test_a_share_of_another_skill_is_no_hindrance(
    db: Connection, cast: Cast, browse: Browse, budget: Budget, five: list[Person]
) -> None:
    with clock.at(SPRING):
        open_to(db, five[0], make_skill(db, "weaving"), Audience.EVERYONE, cast.alice)
    assert "3 of 5 people" in after(browse, cast.alice, budget)


def test_a_reader_knows_themselves_and_is_not_among_the_five(
    db: Connection, cast: Cast, browse: Browse, budget: Budget, lace: int, five: list[Person]
) -> None:
    lead(db, cast.team_id, five[0])
    assert NOTHING in after(browse, five[0], budget)
    assert "3 of 5 people" in after(browse, cast.alice, budget)


def test_who_does_not_share_changes_nothing_on_the_page(
    db: Connection, cast: Cast, browse: Browse, budget: Budget, lace: int, five: list[Person]
) -> None:
    place(db, cast.bob, lace, 2)
    buy(db, cast, cast.bob, budget, lace, shares=False)
    before = after(browse, cast.alice, budget)
    for level in (1, 5):
        with clock.at(AUTUMN):
            place(db, cast.bob, lace, level)
        assert after(browse, cast.alice, budget) == before
    assert "3 of 5 people" in before


def test_to_be_counted_can_be_taken_back_until_the_period_ends(
    db: Connection, cast: Cast, browse: Browse, budget: Budget, lace: int, five: list[Person]
) -> None:
    """Later it would tell what the one who takes it back did."""
    place(db, cast.bob, lace, 2)
    wish = buy(db, cast, cast.bob, budget, lace)
    form = {"shows_to_planners": "yes"}
    tick = "Count me among those who grew"
    assert "3 of 6 people" in after(browse, cast.alice, budget)
    with clock.at(NEXT_YEAR):
        assert tick not in text(browse(cast.bob), f"/requests/{wish}")
        browse(cast.bob).post(f"/requests/{wish}/title", data=form)
    assert "3 of 6 people" in after(browse, cast.alice, budget)
    with clock.at(AUTUMN):
        assert tick in text(browse(cast.bob), f"/requests/{wish}")
        browse(cast.bob).post(f"/requests/{wish}/title", data=form)
    assert "3 of 5 people" in after(browse, cast.alice, budget)


def test_two_looks_never_differ_by_one_person(
    db: Connection, cast: Cast, browse: Browse, budget: Budget, lace: int, five: list[Person]
) -> None:
    """What happens after the end changes nothing; who is erased takes the whole count along."""
    place(db, cast.bob, lace, 2)
    with clock.at(NEXT_YEAR):
        place(db, five[3], lace, 5)
        place(db, cast.bob, lace, 5)
    with clock.at(SPRING):
        late = make_request(
            db, cast.actor(cast.bob), budget, skill_id=lace, shares_level=True, money=EURO
        )
        requests.send(db, cast.actor(cast.bob), late)
    with clock.at(NEXT_YEAR):
        buying.purchase(db, cast.actor(cast.bob), late, Amount(EURO, 0), NO_BILL)
    assert "3 of 5 people" in after(browse, cast.alice, budget)
    join(db, cast.team_id, cast.charlie)
    grow(db, cast, cast.charlie, budget, lace, 4)
    assert "4 of 6 people" in after(browse, cast.alice, budget)
    db.execute(
        "UPDATE person SET erased_at = %(now)s, left_at = %(now)s, password_hash = NULL"
        " WHERE id = %(id)s",
        {"now": NEXT_YEAR, "id": cast.charlie.id},
    )
    assert NOTHING in after(browse, cast.alice, budget)


def test_no_plan_is_lost_and_the_sums_are_of_all(
    db: Connection, cast: Cast, browse: Browse, budget: Budget, monkeypatch: pytest.MonkeyPatch
) -> None:
    db.execute("UPDATE budget SET mode = 'approve', demanded_by = 'the fund'")
    owner = make_owner(db, cast, "charlie")
    look = partial(text, browse(cast.alice), f"/budgets/{budget.id}/after")
    bob = cast.actor(cast.bob)
    with clock.at(SPRING):
        for number in range(reads_after.PAGE + 2):
            wish = make_request(db, bob, budget, money=10 * EURO)
            requests.send(db, bob, wish)
            plan = planning.keep(
                db, owner, budget.id, f"Round {number:02}", Assumed(0, 9000 * EURO, 9000 * EURO)
            )
            planning.decide(db, owner, plan, wish, True, None, None)
            planning.commit(db, owner, plan)
            if number == 0:
                few = statements(monkeypatch, look)
                buying.purchase(db, bob, wish, Amount(7 * EURO, 0), NO_BILL)
        assert statements(monkeypatch, look) == few
    first = after(browse, cast.alice, budget)
    assert re.findall(r"Round \d\d", first) == [f"Round {one:02}" for one in range(26, 1, -1)]
    assert "All plans together € 270 0 hours € 7 0 hours" in first
    with clock.at(NEXT_YEAR):
        link = re.search(rf"/budgets/{budget.id}/after\?after=\d+", look())
    assert link
    second = plain(text(browse(cast.alice), link[0])).replace("\xa0", " ")
    assert re.findall(r"Round \d\d", second) == ["Round 01", "Round 00"]
    assert "All plans together € 270 0 hours € 7 0 hours" in second
    assert browse(cast.alice).get(f"/budgets/{budget.id}/after?after=1").status_code == 404
