"""Planning as pages: who plans, what planners see, and that nothing happens before they decide."""

from datetime import UTC, date, datetime

import pytest

from service import clock
from service.budgets import actions as budgets
from service.budgets import actions_buying as buying
from service.budgets import actions_requests as requests
from service.budgets import reads
from service.budgets.ledger import Amount
from service.budgets.model import Mode
from service.budgets.model_requests import Part
from service.db.sql import Connection, column, value
from tests.budgets.making import EURO, KEEP, NO_BILL, make_budget, make_owner, make_request
from tests.cast import Cast, make_person
from tests.web.browse import Browse, plain, text


@pytest.fixture
def budget(db: Connection, cast: Cast) -> int:
    """A budget of team Loom, 2,000 euro, with a shown wish of Bob and a private one of Alice."""
    made = make_budget(db, money=2000 * EURO, team_id=cast.team_id, mode=Mode.ADVICE)
    asking = {
        cast.bob: {"title": "Course on lace", "minutes": 480, "shows_to_planners": True},
        cast.alice: {"title": "Secret coaching", "kind": "coaching", "money": 500 * EURO},
    }
    for person, wish in asking.items():
        actor = cast.actor(person)
        request = make_request(db, actor, made, **wish)
        advisers = [(cast.charlie.id, Part.AFFECTED), (cast.dana.id, Part.KNOWS)]
        requests.send(db, actor, request, advisers)
    return made.id


def id_of(db: Connection, title: str) -> int:
    return int(value(db, "SELECT id FROM request WHERE title = %(title)s", title=title))


def test_owners_and_leads_plan_and_nobody_else(
    db: Connection, cast: Cast, browse: Browse, budget: int
) -> None:
    make_owner(db, cast, "charlie")
    for person, status in (
        (cast.alice, 200), (cast.charlie, 200), (cast.bob, 404), (cast.dana, 404),
    ):  # fmt: skip
        assert browse(person).get(f"/budgets/{budget}/plan").status_code == status
    for person in (cast.bob, cast.dana):
        answer = browse(person).post(f"/budgets/{budget}/plan", data={"name": "Mine"})
        assert answer.status_code == 404
    plan = browse(cast.alice).post(f"/budgets/{budget}/plan", data={"name": "Ours"}).location
    for person in (cast.bob, cast.dana):
        assert browse(person).get(plan).status_code == 404
        for press in ("commit", f"lines/{id_of(db, 'Course on lace')}", "add"):
            answer = browse(person).post(f"{plan}/{press}", data={"yes": "1", "request_id": "1"})
            assert answer.status_code == 404
        for file in ("plan.csv", "plan.xlsx"):
            assert browse(person).get(f"{plan}/{file}").status_code == 404


def test_planners_read_only_what_is_shown_to_them(
    db: Connection, cast: Cast, browse: Browse, budget: int
) -> None:
    make_owner(db, cast, "charlie")
    owner = browse(cast.charlie)
    page = text(owner, f"/budgets/{budget}/plan")
    assert "Course on lace" in page
    assert "A wish of Alice, kept private" in page
    made = owner.post(f"/budgets/{budget}/plan", data={"name": "Ours"}).location
    for address in (f"/budgets/{budget}/plan", made, f"{made}/plan.csv?form=plain"):
        assert "Secret coaching" not in text(owner, address)
    assert page.count("Expected step about") == 1, "how far it may go would tell its kind"
    for address in (made, f"{made}/plan.csv?form=plain"):
        assert "Course" in text(owner, address)
        assert "Coaching" not in text(owner, address), "an amount and a name, nothing else"


def test_a_plan_is_kept_decided_and_carried_out(
    db: Connection, cast: Cast, browse: Browse, budget: int
) -> None:
    alice = browse(cast.alice)
    plan = alice.post(f"/budgets/{budget}/plan", data={"name": "Spring", "reserve": "15"}).location
    other = alice.post(f"/budgets/{budget}/plan", data={"name": "Lean", "reserve": "90"}).location
    lace, own = id_of(db, "Course on lace"), id_of(db, "Secret coaching")
    nothing = alice.post(f"{plan}/commit")
    assert nothing.status_code == 422
    assert "Agree to at least one line first." in plain(nothing.get_data(as_text=True))
    assert (
        alice.post(f"{plan}/lines/{lace}", data={"yes": "1", "reason": "Yes."}).status_code == 303
    )
    assert alice.post(f"{plan}/lines/{own}", data={"yes": "1"}).status_code == 403, "one's own"
    alice.post(f"{plan}/lines/{own}", data={"reason": "Later."})
    assert "Later." in text(alice, plan)
    numbers = [page.rsplit("/", 1)[1] for page in (plan, other)]
    side = plain(text(alice, f"/plans/{numbers[0]}/beside/{numbers[1]}"))
    assert "left out" in side
    assert "Together € 400 and 8 hours" in side.replace("\xa0", " "), "hours stand beside money"
    differs = side.replace("\xa0", " ").partition("What they assume differently")[2]
    assert "Keep for the unforeseen 15 % 90 %" in differs
    assert "At most per person" not in differs, "only what differs"
    (line,) = reads.budgets(db, KEEP)
    assert line.reserved == 0, "nothing happens until somebody decides"
    done = alice.post(f"{plan}/commit", follow_redirects=True)
    assert "1 wish is reserved." in plain(done.get_data(as_text=True))
    (line,) = reads.budgets(db, KEEP)
    assert line.reserved == 400 * EURO
    assert "Spring" in text(browse(cast.bob), f"/requests/{lace}"), "Bob reads why"
    assert alice.post(f"{plan}/commit").status_code == 409
    for page in (f"/requests/{own}", "/mine/budgets/planned"):
        assert "Later." in text(alice, page)
        assert "Later." not in browse(cast.bob).get(page).text, "to who asked alone"
    late = alice.post(f"{plan}/lines/{lace}", data={"yes": "1", "reason": "Not in May."})
    assert late.status_code == 409
    assert "What you typed was not sent" in late.text
    assert "Not in May." in late.text
    for file in ("plan.csv", "plan.xlsx"):
        assert alice.get(f"{plan}/{file}").status_code == 200
    buying.purchase(db, cast.actor(cast.bob), lace, Amount(1 * EURO, 0), NO_BILL)
    against = plain(text(alice, plan)).replace("\xa0", " ")
    assert "€ 1 spent so far on 1 of 1 wishes; planned for them € 400" in against, "only the agreed"


def test_what_was_decided_meanwhile_is_passed_over(
    db: Connection, cast: Cast, browse: Browse, budget: int
) -> None:
    alice, lace = browse(cast.alice), id_of(db, "Course on lace")
    plan = alice.post(f"/budgets/{budget}/plan", data={"name": "Spring"}).location
    alice.post(f"{plan}/lines/{lace}", data={"yes": "1"})
    requests.cancel(db, cast.actor(cast.bob), lace)
    nothing = alice.post(f"{plan}/commit")
    assert nothing.status_code == 422
    assert "The plan stays as it is." in plain(nothing.get_data(as_text=True))
    bob = cast.actor(cast.bob)
    wish = make_request(db, bob, reads.budget(db, KEEP, budget), money=10 * EURO)
    requests.send(db, bob, wish, [(cast.alice.id, Part.AFFECTED), (cast.dana.id, Part.KNOWS)])
    for _ in range(2):
        assert alice.post(f"{plan}/add", data={"request_id": wish}).status_code == 303
    alice.post(f"{plan}/lines/{wish}", data={"yes": "1"})
    done = plain(alice.post(f"{plan}/commit", follow_redirects=True).get_data(as_text=True))
    assert "1 wish is reserved. 1 was decided or taken back meanwhile." in done


def test_a_lead_does_not_approve_where_an_owner_must(
    db: Connection, cast: Cast, browse: Browse
) -> None:
    made = make_budget(db, team_id=cast.team_id, mode=Mode.APPROVE)
    request = make_request(db, cast.actor(cast.bob), made)
    requests.send(db, cast.actor(cast.bob), request)
    alice = browse(cast.alice)
    plan = alice.post(f"/budgets/{made.id}/plan", data={"name": "Spring"}).location
    alice.post(f"{plan}/lines/{request}", data={"yes": "1"})
    refused = alice.post(f"{plan}/commit")
    assert refused.status_code == 422
    assert "it waits for a budget owner" in plain(refused.get_data(as_text=True))
    (line,) = reads.budgets(db, KEEP)
    assert line.reserved == 0
    assert "Carry it out" in text(alice, plan), "the plan is not used up"
    assert "In plans" not in text(browse(cast.bob), f"/requests/{request}")


def test_what_will_be_used_stands_beside_the_envelope_with_how_it_is_reckoned(
    db: Connection, cast: Cast, browse: Browse, budget: int
) -> None:
    alice, address = browse(cast.alice), f"/budgets/{budget}/plan"
    make_owner(db, cast, "charlie")
    with clock.at(datetime(2026, 7, 2, 9, tzinfo=UTC)):
        assert "that takes three wishes" in plain(text(alice, address))
        bob = cast.actor(cast.bob)
        db.execute("UPDATE budget SET mode = 'trust'")
        for _ in range(3):
            wish = make_request(db, bob, reads.budget(db, KEEP, budget), money=100 * EURO)
            requests.send(db, bob, wish)
        words = "At the pace so far about € 598 will be used, and € 1,402 is left."
        for person, page in (
            (cast.alice, address), (cast.charlie, address), (cast.charlie, "/budgets/all"),
            (cast.charlie, f"/budgets/{budget}/next"),
        ):  # fmt: skip
            shown = plain(text(browse(person), page)).replace("\xa0", " ")
            assert words in shown
            assert "26 weeks to go" in shown
            assert "The pace is what was spent and reserved so far" in shown
    with clock.at(datetime(2026, 1, 9, 9, tzinfo=UTC)):
        assert "that takes four weeks" in plain(text(alice, address))


def test_an_ended_period_shows_what_was_not_used_and_what_went_over(
    db: Connection, cast: Cast, browse: Browse, budget: int
) -> None:
    make_owner(db, cast, "charlie")
    period = (date(2027, 1, 1), date(2027, 12, 31))
    budgets.begin_next(db, KEEP, budget, Amount(0, 0), *period)
    with clock.at(datetime(2027, 2, 1, 9, tzinfo=UTC)):
        budgets.carry_ended(db, KEEP)
        for address in (f"/budgets/{budget}", "/budgets/all?all=1"):
            page = plain(text(browse(cast.charlie), address)).replace("\xa0", " ")
            assert "€ 2,000 of € 2,000 not used" in page
            assert "40 hours of 40 hours not used" in page
            assert "Went over to the next period: € 2,000 and 40 hours" in page
        table = text(browse(cast.charlie), "/budgets/all.csv?form=plain").splitlines()
        ended = next(row for row in table if ",2026-12-31," in row)
        assert ended.endswith("EUR,2000.00,0.00,0.00,0.00,2000.00,40.00,0.00,0.00,0.00,40.00")


def test_how_many_had_nothing_is_counted_from_five_people_on(
    db: Connection, cast: Cast, browse: Browse, budget: int
) -> None:
    alice = browse(cast.alice)
    page = plain(text(alice, f"/budgets/{budget}/plan"))
    assert "something was reserved" not in page
    assert "You are one of those who had nothing yet." in page
    for number in range(3):
        person = make_person(db, f"Erin{number}")
        db.execute(
            "INSERT INTO membership (team_id, person_id, since) VALUES (%s, %s, '2026-01-01')",
            (cast.team_id, person.id),
        )
    before = plain(text(alice, f"/budgets/{budget}/plan"))
    assert "For fewer than five people something was reserved or spent so far." in before
    assert "It is for 5 people today. So at least one of them had no money" in before
    bob = cast.actor(cast.bob)
    db.execute("UPDATE budget SET mode = 'trust', trust_limit = 50000")
    requests.send(db, bob, make_request(db, bob, reads.budget(db, KEEP, budget), money=10 * EURO))
    after = plain(text(alice, f"/budgets/{budget}/plan"))
    for page in (before, after):
        assert "For fewer than five people" in page, "one more tells nothing"


def test_hours_are_planned_where_there_is_no_money(
    db: Connection, cast: Cast, browse: Browse
) -> None:
    alice, bob = browse(cast.alice), cast.actor(cast.bob)
    made = make_budget(db, money=0, minutes=2400, team_id=cast.team_id, mode=Mode.ADVICE)
    wish = make_request(
        db, bob, made, title="An hour a day", kind="study_time", money=0, minutes=600,
        why="To read it slowly.", shows_to_planners=True,
    )  # fmt: skip
    requests.send(db, bob, wish, [(cast.alice.id, Part.AFFECTED), (cast.dana.id, Part.KNOWS)])
    page = plain(text(alice, f"/budgets/{made.id}/plan")).replace("\xa0", " ")
    assert "Still free: 40 hours . This would use 10 hours of it, for one wish" in page
    assert "up to 16 hours for everyone who asked, and at most 60 hours per person" in page
    assert "€" not in page.split("What the free hours could do")[1]
    assert "To read it slowly." in page, "planners read the wish that is shown to them"
    assert "10 hours in these lines, 6 hours kept for the unforeseen, 24 hours not used" in page
    assert "10 hours in this plan, 30 hours left after it" in page
    assert "It comes to 10 hours for one person" in page
    tried = alice.get(f"/budgets/{made.id}/plan?floor=2&cap=4:30")
    assert "at most 4.5 hours per person" in plain(tried.text).replace("\xa0", " ")
    wrong = alice.get(f"/budgets/{made.id}/plan?cap=much")
    assert wrong.status_code == 422
    assert "Write hours, like 8 or 7:30." in plain(wrong.text)
    plan = alice.post(f"/budgets/{made.id}/plan", data={"name": "Spring"}).location
    assert "To read it slowly." in text(alice, plan)
    alice.post(f"{plan}/lines/{wish}", data={"yes": "1"})
    alice.post(f"{plan}/commit")
    (line,) = reads.budgets(db, KEEP)
    assert line.reserved_minutes == 600


def test_long_plans_are_paged_and_a_decision_leads_back_to_its_line(
    db: Connection, cast: Cast, browse: Browse
) -> None:
    alice, bob = browse(cast.alice), cast.actor(cast.bob)
    made = make_budget(db, money=9000 * EURO, team_id=cast.team_id, mode=Mode.ADVICE)
    asked = [(cast.alice.id, Part.AFFECTED), (cast.dana.id, Part.KNOWS)]
    for number in range(101):
        wish = make_request(
            db, bob, made, title=f"Book {number:03}", money=EURO, shows_to_planners=True
        )
        requests.send(db, bob, wish, asked)
    address = f"/budgets/{made.id}/plan"
    plan = alice.post(address, data={"name": "Spring"}).location
    for request_id in column(db, "SELECT id FROM request WHERE budget_id = %(id)s", id=made.id):
        alice.post(f"{plan}/add", data={"request_id": request_id})
    first, second = text(alice, plan), text(alice, f"{plan}?page=2")
    assert (first.count('class="g-planline"'), second.count('class="g-planline"')) == (100, 1)
    last = value(db, "SELECT max(id) FROM request WHERE budget_id = %(id)s", id=made.id)
    noted = alice.post(f"{plan}/lines/{last}", data={"yes": "1"})
    assert noted.location.endswith(f"?page=2#line-{last}")


def test_nobody_undoes_a_decision_that_they_have_not_seen(
    db: Connection, cast: Cast, browse: Browse, budget: int
) -> None:
    make_owner(db, cast, "charlie")
    alice, charlie = browse(cast.alice), browse(cast.charlie)
    plan = alice.post(f"/budgets/{budget}/plan", data={"name": "Spring"}).location
    line = f"{plan}/lines/{id_of(db, 'Course on lace')}"
    assert alice.post(line, data={"was": "", "yes": "1", "reason": "Good."}).status_code == 303
    late = charlie.post(line, data={"was": "", "reason": "Rather next year."})
    assert late.status_code == 422
    page = late.get_data(as_text=True)
    assert "Somebody else decided this line meanwhile." in plain(page)
    assert 'value="Rather next year."' in page, "nothing typed is lost"
    assert 'name="was" value="1"' in page, "now they have seen it"
    assert charlie.post(line, data={"was": "1", "reason": "Next year."}).status_code == 303
    assert "left out Next year." in plain(text(alice, plan))


def test_a_wish_above_what_there_is_for_each_is_in_the_suggestion_and_may_be_left_out(
    db: Connection, cast: Cast, browse: Browse
) -> None:
    """The budget of all would else never hold one real course."""
    make_owner(db, cast, "charlie")
    bob = cast.actor(cast.bob)
    budget = make_budget(db, money=1100 * EURO, mode=Mode.APPROVE, demanded_by="the fund")
    requests.send(db, bob, make_request(db, bob, budget, money=890 * EURO))
    address = f"/budgets/{budget.id}/plan"
    page = plain(text(browse(cast.charlie), address)).replace("\xa0", " ")
    assert "This would use € 890 of it" in page
    low = plain(text(browse(cast.charlie), f"{address}?cap=300")).replace("\xa0", " ")
    assert "None of the wishes fits what is assumed" in low
    assert "It is above € 300 per person." in low
    assert "Keep this plan" in low, "lines may be put in by hand"


def test_my_data_does_not_tell_a_title_that_planners_do_not_read(
    db: Connection, cast: Cast, browse: Browse
) -> None:
    make_owner(db, cast, "charlie")
    charlie, bob = browse(cast.charlie), cast.actor(cast.bob)
    made = make_budget(db, money=2000 * EURO, mode=Mode.ADVICE)
    for title, shows in (("Secret coaching", False), ("A book on lace", True)):
        wish = make_request(db, bob, made, title=title, money=EURO, shows_to_planners=shows)
        requests.send(db, bob, wish, [(cast.alice.id, Part.AFFECTED), (cast.dana.id, Part.KNOWS)])
    plan = charlie.post(f"/budgets/{made.id}/plan", data={"name": "Spring"}).location
    for wish in column(db, "SELECT id FROM request WHERE budget_id = %(id)s", id=made.id):
        charlie.post(f"{plan}/lines/{wish}", data={"yes": "1"})
    charlie.post(f"{plan}/commit")
    mine = charlie.get("/mine.json").get_data(as_text=True)
    assert "A book on lace" in mine
    assert "Secret coaching" not in mine
    assert "Secret coaching" in browse(cast.bob).get("/mine.json").get_data(as_text=True)
