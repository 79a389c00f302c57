"""What a suggestion assumes: each number can be changed, is kept, and tells of nobody."""

import re
from urllib.parse import urlencode

import pytest

from service.aims import actions as aims
from service.budgets import actions as budgets
from service.budgets.ledger import Amount
from service.db.sql import Connection, value
from tests.budgets.making import EURO, KEEP, make_budget, make_owner
from tests.cast import Cast
from tests.web.browse import Browse, plain, text
from tests.web.test_planning import budget, id_of

__all__ = ["budget"]


#: Two wishes alike, and money for one: the slightest difference in worth would change which.
ALIKE = "UPDATE request SET kind = 'course', money = 40000, minutes = 0, skill_id = %s"
#: All that somebody could have decided.
KEPT = [
    "SELECT count(*) FROM plan",
    "SELECT count(*) FROM request_step",
    "SELECT count(*) FROM ledger",
]
TOLD_APART = "reserve=80&floor=0&spread=2&less=0.97"


def test_no_level_changes_what_planners_read(
    db: Connection, cast: Cast, browse: Browse, budget: int
) -> None:
    """Whatever Bob places himself at, shared with the plan or not, the page is the same."""
    make_owner(db, cast, "charlie")
    skill = value(
        db, "INSERT INTO area (slug, position, name_en, name_nl) VALUES ('a', 1, 'A', 'A')"
        " RETURNING id",
    )  # fmt: skip
    skill = value(
        db, "INSERT INTO skill (slug, area_id, position) VALUES ('lace', %(area)s, 1) RETURNING id",
        area=skill,
    )  # fmt: skip
    db.execute(
        "INSERT INTO skill_version (skill_id, number, name_en, name_nl, summary_en, summary_nl,"
        " valid_from) VALUES (%s, 1, 'Lace', 'Kant', '', '', '2026-01-01')",
        (skill,),
    )
    db.execute(ALIKE, (skill,))
    lace = id_of(db, "Course on lace")
    address = f"/budgets/{budget}/plan?{TOLD_APART}&weight={lace}:less"
    pages = set()
    for shares in (False, True):
        db.execute("UPDATE request SET shares_level = %s WHERE title = 'Course on lace'", (shares,))
        for level in (1, 3, 5):
            aims.place(db, cast.actor(cast.bob), skill, level, 3, False)
            pages.add(plain(text(browse(cast.charlie), address)))
    assert len(pages) == 1


def test_the_effect_of_an_assumption_shows_at_once(
    db: Connection, cast: Cast, browse: Browse, budget: int
) -> None:
    alice = browse(cast.alice)
    usual = plain(text(alice, f"/budgets/{budget}/plan")).replace("\xa0", " ")
    assert "€ 900 in these lines, € 300 kept for the unforeseen, € 800 not used" in usual
    less = plain(text(alice, f"/budgets/{budget}/plan?reserve=70")).replace("\xa0", " ")
    assert "€ 500 in these lines, € 1,400 kept" in less or "€ 400 in these lines" in less
    assert "As usual: € 900 and 8 hours , 2 people, 0.4 levels." in less
    assert "As usual: 15." in less
    wrong = alice.get(f"/budgets/{budget}/plan?reserve=200")
    assert wrong.status_code == 422
    assert "Write a percentage from 0 to 90." in plain(wrong.get_data(as_text=True))
    weighed = f"/budgets/{budget}/plan?reserve=70&weight={id_of(db, 'Course on lace')}:more"
    assert "Course on lace" in text(alice, weighed)
    assert alice.get(f"/budgets/{budget}/plan?weight=1:huge").status_code == 422


def test_an_amount_in_a_field_has_the_mark_of_the_reader_and_comes_back_the_same(
    cast: Cast, browse: Browse, budget: int
) -> None:
    alice, address = browse(cast.alice), f"/budgets/{budget}/plan?cap=1000.50"
    assert 'value="1000.50"' in text(alice, address)
    alice.post("/language", data={"language": "nl"})
    assert 'value="1000,50"' in text(alice, address)
    kept = {"name": "Voorjaar", "cap": "1000,50"}
    plan = alice.post(f"/budgets/{budget}/plan", data=kept).location.rsplit("/", 1)[1]
    kept = {"name": "Zomer", "cap": "1000,25"}
    other = alice.post(f"/budgets/{budget}/plan", data=kept).location.rsplit("/", 1)[1]
    side = plain(text(alice, f"/plans/{plan}/beside/{other}")).replace("\xa0", " ")
    assert "€ 1.000,50 € 1.000,25" in side


def test_every_assumption_can_be_changed_is_explained_and_is_kept_with_a_plan(
    db: Connection, cast: Cast, browse: Browse, budget: int
) -> None:
    alice, address = browse(cast.alice), f"/budgets/{budget}/plan"
    page = text(alice, address)
    for name in ("reserve", "floor", "cap", "reach", "spread", "less", "more"):
        assert f'id="{name}"' in page
        assert f'id="{name}-why"' in page
    lace = id_of(db, "Course on lace")
    changed = {"reach": "0.4", "spread": "1,5", "less": "0.3", "more": "2", "course": "0,9"}
    shown = plain(text(alice, f"{address}?{urlencode(changed)}&weight={lace}:less"))
    assert "As usual: € 900 and 8 hours , 2 people, 0.4 levels." in shown.replace("\xa0", " ")
    plans = [
        alice.post(address, data={"name": name, **more}).location.rsplit("/", 1)[1]
        for name, more in (("Usual", {}), ("Bold", changed | {"weight": f"{lace}:less"}))
    ]
    side = plain(text(alice, f"/plans/{plans[0]}/beside/{plans[1]}")).replace("\xa0", " ")
    for words in (
        "How far ahead a wish is aimed 1 levels 0.4 levels",
        "How unsure it is where somebody stands 0.75 levels 1.5 levels",
        "What counts less counts 0.6 times 0.3 times",
        "What counts more counts 1.4 times 2 times",
        "Course 0.22 levels 0.9 levels",
        "counts less",
    ):
        assert words in side
    same = plain(text(alice, f"/plans/{plans[0]}/beside/{plans[0]}"))
    assert "Nothing: both were worked out with the same numbers." in same


def test_a_plan_from_before_some_assumptions_were_kept_was_worked_out_as_usual(
    db: Connection, cast: Cast, browse: Browse, budget: int
) -> None:
    alice, address = browse(cast.alice), f"/budgets/{budget}/plan"
    plan = alice.post(address, data={"name": "Old"}).location.rsplit("/", 1)[1]
    db.execute("UPDATE plan SET assumed = assumed - ARRAY['reach', 'spread', 'less', 'more']")
    new = alice.post(address, data={"name": "New", "spread": "1"}).location.rsplit("/", 1)[1]
    side = plain(text(alice, f"/plans/{plan}/beside/{new}")).replace("\xa0", " ")
    assert "somebody stands 0.75 levels 1 levels" in side


@pytest.mark.parametrize("wrong", ["reach=0", "spread=9", "less=1.2", "more=0.9", "spread=nan"])
def test_an_assumption_that_cannot_be_is_said_at_its_field(
    cast: Cast, browse: Browse, budget: int, wrong: str
) -> None:
    answer = browse(cast.alice).get(f"/budgets/{budget}/plan?{wrong}")
    name, _, typed = wrong.partition("=")
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert f'id="{name}-error"' in page
    assert f'value="{typed}"' in page
    assert re.search(r"<details[^>]* open", page), "where it is wrong is open"


def test_a_weight_stays_when_its_wish_drops_out(
    db: Connection, cast: Cast, browse: Browse, budget: int
) -> None:
    lace = id_of(db, "Course on lace")
    page = text(browse(cast.alice), f"/budgets/{budget}/plan?reserve=90&weight={lace}:less")
    assert f'name="weight" value="{lace}:less" form="assume"' in page


def test_only_what_is_not_usual_is_sent_of_weights(
    db: Connection, cast: Cast, browse: Browse, budget: int
) -> None:
    """An address that is too long is refused."""
    lace = id_of(db, "Course on lace")
    page = text(browse(cast.alice), f"/budgets/{budget}/plan?weight=&weight={lace}:more")
    assert f'<option value="{lace}:more" selected>' in page
    assert '<option value="" selected>as usual' in page


def test_a_plan_without_a_name_keeps_what_it_assumes(
    db: Connection, cast: Cast, browse: Browse, budget: int
) -> None:
    lace = id_of(db, "Course on lace")
    sent = {"name": " ", "reserve": "33", "weight": f"{lace}:less"}
    answer = browse(cast.alice).post(f"/budgets/{budget}/plan", data=sent)
    assert answer.status_code == 422
    for kept in ('name="reserve" value="33"', f'name="weight" value="{lace}:less"'):
        assert kept in answer.text.partition('id="as-assumed"')[2]


def test_a_budget_with_less_than_nothing_can_be_planned(
    db: Connection, cast: Cast, browse: Browse, budget: int
) -> None:
    db.execute("UPDATE budget SET may_go_below = true")
    budgets.correct(db, KEEP, budget, Amount(-3000 * EURO, 0), "Cut")
    assert browse(cast.alice).get(f"/budgets/{budget}/plan").status_code == 200


def test_plans_of_two_budgets_do_not_stand_side_by_side(
    db: Connection, cast: Cast, browse: Browse, budget: int
) -> None:
    alice = browse(cast.alice)
    elsewhere = make_budget(db, name="Other", currency="USD", team_id=cast.team_id).id
    plans = [
        alice.post(f"/budgets/{one}/plan", data={"name": "Ours"}).location.rsplit("/", 1)[1]
        for one in (budget, elsewhere)
    ]
    assert alice.get(f"/plans/{plans[0]}/beside/{plans[1]}").status_code == 404


def test_assumptions_are_tried_at_an_address_of_their_own(
    db: Connection, cast: Cast, browse: Browse, budget: int
) -> None:
    lace = id_of(db, "Course on lace")
    sent = {"reserve": "70", "cap": "", "weight": ["", f"{lace}:more"]}
    answer = browse(cast.alice).post(f"/budgets/{budget}/plan/try", data=sent)
    assert answer.status_code == 303
    assert answer.location == f"/budgets/{budget}/plan?reserve=70&weight={lace}:more"
    wrong = browse(cast.alice).post(f"/budgets/{budget}/plan/try", data={"reserve": "200"})
    assert wrong.status_code == 422
    assert "Write a percentage from 0 to 90." in plain(wrong.text)
    assert 'id="reserve" name="reserve" value="200"' in wrong.text


def test_thousands_of_wishes_can_be_weighed_without_a_script(
    db: Connection, cast: Cast, browse: Browse, budget: int
) -> None:
    """The page itself answers, as no address holds them; nothing is kept or reserved."""
    before = [value(db, one) for one in KEPT]
    weights = [f"{10**9 + number}:{'more' if number % 2 else 'less'}" for number in range(5000)]
    alice, address = browse(cast.alice), f"/budgets/{budget}/plan/try"
    answer = alice.post(address, data={"reserve": "70", "weight": weights})
    assert answer.status_code == 200
    assert 'id="reserve" name="reserve" value="70"' in answer.text
    kept = answer.text.partition('id="as-assumed"')[2]
    assert all(f'value="{one}"' in kept for one in weights), "they are there to be kept"
    assert alice.get(address).location == f"/budgets/{budget}/plan", "where another language leads"
    assert [value(db, one) for one in KEPT] == before


def test_only_planners_try_assumptions(cast: Cast, browse: Browse, budget: int) -> None:
    for stranger in (cast.bob, cast.dana):
        for method in ("get", "post"):
            answer = getattr(browse(stranger), method)(f"/budgets/{budget}/plan/try")
            assert answer.status_code == 404
