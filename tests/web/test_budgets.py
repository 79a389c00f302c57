"""Development money and time as pages: the three ways of deciding, the ledger, strangers."""

import io

import pytest

from service.budgets import reads
from service.budgets.model import Mode
from service.db.sql import Connection, value
from tests.budgets.making import EURO, KEEP, NO_BILL, make_budget, make_owner, make_request
from tests.cast import Cast
from tests.web.asking import PDF, WISH, asked, go, said_at
from tests.web.browse import Browse, at_field, plain, text


def test_with_trust_one_decides_alone_and_brings_it_back(
    db: Connection, cast: Cast, browse: Browse
) -> None:
    budget = make_budget(db, team_id=cast.team_id)
    bob = browse(cast.bob)
    page = asked(bob, budget.id)
    assert "This is yours to decide" in plain(text(bob, page))
    assert "It is reserved" in go(bob, f"{page}/send")
    ledger = plain(text(browse(cast.alice), f"/budgets/{budget.id}"))
    assert "Course on lace 2 March, reserve − € 400 − 7.5 hours € 600" in ledger.replace(
        "\xa0", " "
    )
    go(bob, f"{page}/purchase", money="380,50", minutes="8", no_bill=NO_BILL)
    file = {"file": (io.BytesIO(PDF), "../bill.pdf")}
    bob.post(f"{page}/proof", data=file)
    assert "bill.pdf" in plain(text(bob, page))
    go(bob, f"{page}/complete")
    go(bob, f"{page}/share", tried="I made a collar.", passes_on="Begin small.", shared_by="talk")
    assert "I made a collar." in plain(text(browse(cast.alice), page))
    assert "€ 380.50 spent, € 0 reserved" in plain(text(bob, f"/budgets/{budget.id}")).replace(
        "\xa0", " "
    )


def test_with_advice_one_hears_two_and_then_decides(
    db: Connection, cast: Cast, browse: Browse
) -> None:
    budget = make_budget(db, mode=Mode.ADVICE)
    bob, alice, charlie = (browse(one) for one in (cast.bob, cast.alice, cast.charlie))
    page = asked(bob, budget.id)
    one_only = bob.post(f"{page}/send", data={"affected": cast.alice.id})
    assert one_only.status_code == 422
    assert "somebody who knows" in plain(one_only.get_data(as_text=True))
    go(bob, f"{page}/send", affected=str(cast.alice.id), knows=str(cast.charlie.id))
    assert "Bob asks your advice: Course on lace" in plain(text(alice, "/"))
    assert bob.post(f"{page}/commit").status_code == 422
    for client, person in ((alice, cast.alice), (charlie, cast.charlie)):
        advice = value(db, "SELECT id FROM advice WHERE adviser_id = %(id)s", id=person.id)
        go(client, f"/advice/{advice}/say", said="Take the shorter one.")
        assert (
            browse(cast.dana).post(f"/advice/{advice}/say", data={"said": "x"}).status_code == 404
        )
        assert "Advice came in" in plain(text(bob, "/budgets"))
        go(bob, f"/advice/{advice}/answer", said="I shall look at it.", said_at=said_at(bob, page))
    assert "I shall look at it." in plain(text(alice, page))
    assert "It is reserved" in go(bob, f"{page}/commit")


def test_with_approval_it_is_plain_who_decides_and_why_not(
    db: Connection, cast: Cast, browse: Browse
) -> None:
    budget = make_budget(db, mode=Mode.APPROVE)
    make_owner(db, cast, "alice")
    make_owner(db, cast, "bob")
    bob, alice = browse(cast.bob), browse(cast.alice)
    page = asked(bob, budget.id)
    assert "One of these decides: Alice." in plain(text(bob, page))
    go(bob, f"{page}/send")
    assert bob.post(f"{page}/approve").status_code == 403, "not one's own"
    assert browse(cast.charlie).post(f"{page}/approve").status_code == 404
    assert "Bob waits for a decision" in plain(text(alice, "/"))
    go(alice, f"{page}/question", said="For whom?")
    assert "A budget owner asked you something." in plain(text(bob, "/"))
    go(bob, f"{page}/answer", said="For the team.")
    no_way_out = alice.post(f"{page}/decline", data={"reason": "Too dear."})
    assert no_way_out.status_code == 422
    assert "Too dear." in no_way_out.get_data(as_text=True), "what was typed is still there"
    go(alice, f"{page}/decline", reason="Too dear.", alternative="The book first.")
    said = plain(text(bob, page))
    assert "Not this way: Too dear." in said
    assert "What could work: The book first." in said
    assert alice.post(f"{page}/approve").status_code == 409, "it was decided already"


def test_conditions_stand_beside_a_yes(db: Connection, cast: Cast, browse: Browse) -> None:
    budget = make_budget(db, mode=Mode.APPROVE)
    make_owner(db, cast, "alice")
    page = asked(browse(cast.bob), budget.id)
    go(browse(cast.bob), f"{page}/send")
    go(browse(cast.alice), f"{page}/approve", conditions="After the summer.")
    assert "After the summer." in plain(text(browse(cast.bob), page))


def test_what_was_typed_stays_when_it_needs_another_look(
    db: Connection, cast: Cast, browse: Browse
) -> None:
    budget = make_budget(db)
    bob = browse(cast.bob)
    for wrong, message in (
        ({"money": "a lot"}, "Write an amount"),
        ({"money": "0.500"}, "Write an amount"),
        ({"money": "", "minutes": ""}, "Ask for money, for hours, or for both."),
        ({"link": "javascript:alert(1)"}, "begins with https://"),
        ({"begins_on": "2026-05-02", "ends_on": "2026-05-01"}, "It ends before it begins."),
    ):
        answer = bob.post(f"/budgets/{budget.id}/ask", data=WISH | wrong)
        assert answer.status_code == 422
        page = answer.get_data(as_text=True)
        assert message in plain(page)
        assert "Course on lace" in page


def test_a_name_that_nobody_sees_is_none(db: Connection, cast: Cast, browse: Browse) -> None:
    make_owner(db, cast, "charlie")
    new = {
        "name": "\u200b\u2060", "whose": "organisation", "currency": "EUR", "mode": "advice",
        "begins_on": "2026-01-01", "ends_on": "2026-12-31",
    }  # fmt: skip
    answer = browse(cast.charlie).post("/budgets/new", data=new)
    assert answer.status_code == 422
    assert at_field(answer.text, "name") == "Fill this in."
    assert reads.budgets(db, KEEP) == []


@pytest.mark.parametrize("currency", ["XXX", "XTS", "DEM", "FRF", "EU"])
def test_a_currency_out_of_use_is_said_at_its_field(
    db: Connection, cast: Cast, browse: Browse, currency: str
) -> None:
    make_owner(db, cast, "charlie")
    new = {
        "name": "Old", "whose": "organisation", "currency": currency, "mode": "advice",
        "begins_on": "2026-01-01", "ends_on": "2026-12-31",
    }  # fmt: skip
    answer = browse(cast.charlie).post("/budgets/new", data=new)
    assert answer.status_code == 422
    assert "in use, like EUR." in at_field(answer.text, "currency")
    assert f'value="{currency}"' in answer.text
    assert reads.budgets(db, KEEP) == []


def test_more_than_there_is_is_said_at_the_button(
    db: Connection, cast: Cast, browse: Browse
) -> None:
    budget = make_budget(db, money=100 * EURO)
    page = asked(browse(cast.bob), budget.id)
    answer = browse(cast.bob).post(f"{page}/send")
    assert answer.status_code == 422
    assert "There is not so much left in this budget." in plain(answer.get_data(as_text=True))


def test_a_stranger_finds_no_budget_and_no_request(
    db: Connection, cast: Cast, browse: Browse
) -> None:
    budget = make_budget(db, team_id=cast.team_id)
    page = asked(browse(cast.bob), budget.id)
    go(browse(cast.bob), f"{page}/send")
    number = page.rsplit("/", 1)[1]
    for person in (cast.charlie, cast.dana):
        stranger = browse(person)
        for address in (f"/budgets/{budget.id}", f"/budgets/{budget.id}/ask", page,
                        "/budgets/all", "/budgets/new", f"/budgets/{budget.id}/change",
                        f"/budgets/{budget.id}/next"):  # fmt: skip
            assert stranger.get(address).status_code == 404, address
        for press in ("send", "commit", "cancel", "complete", "purchase", "approve", "title"):
            answer = stranger.post(f"/requests/{number}/{press}", data={"money": "1"})
            assert answer.status_code == 404, press
    assert browse(cast.alice).get(page).status_code == 404, "nor does a lead read the request"
    assert browse(cast.charlie).get("/budgets/owners").status_code == 404


def test_an_owner_makes_and_keeps_a_budget(db: Connection, cast: Cast, browse: Browse) -> None:
    go(browse(cast.dana), "/budgets/owners", person_id=str(cast.charlie.id))
    owner = browse(cast.charlie)
    new = {
        "name": "Growing 2026", "whose": f"team-{cast.team_id}", "currency": "eur",
        "begins_on": "2026-01-01", "ends_on": "2026-12-31", "money": "1.500,50", "minutes": "40",
        "mode": "trust", "trust_limit": "250", "carry_years": "1",
    }  # fmt: skip
    answer = owner.post("/budgets/new", data=new)
    assert answer.status_code == 303, plain(answer.get_data(as_text=True))
    page = str(answer.location)
    (made,) = reads.budgets(db, KEEP)
    assert (made.free, made.free_minutes, made.trust_limit) == (150_050, 2400, 25_000)
    go(owner, f"{page}/grant", money="100", note="A gift")
    go(owner, f"{page}/correct", money="-50.50", note="Counted twice")
    assert owner.post(f"{page}/correct", data={"money": "-9999", "note": "x"}).status_code == 422
    assert "A gift" in plain(text(owner, page))
    changed = new | {"mode": "approve"}
    answer = owner.post(f"{page}/change", data=changed)
    assert answer.status_code == 422
    assert "Say which law or funder" in plain(answer.get_data(as_text=True))
    go(owner, f"{page}/change", **changed | {"demanded_by": "the fund"})
    answer = owner.post(f"{page}/next", data={"begins_on": "2027-01-01", "ends_on": "2027-12-31"})
    assert answer.status_code == 303
    (after, before) = reads.budgets(db, KEEP)
    assert (after.free, before.free) == (0, 155_000), "until the period has ended"
    early = {"begins_on": "2026-12-31", "ends_on": "2027-12-31"}
    refused = owner.post(f"/budgets/{after.id}/next", data=early)
    assert refused.status_code == 422
    assert "Begin it after the present period has ended." in plain(refused.text)
    assert owner.post("/budgets/new", data=new | {"ends_on": "2025-01-01"}).status_code == 422


def test_a_budget_that_changes_leaves_what_is_under_way(
    db: Connection, cast: Cast, browse: Browse
) -> None:
    budget = make_budget(db)
    owner = make_owner(db, cast, "alice")
    page = asked(browse(cast.bob), budget.id)
    go(browse(cast.bob), f"{page}/send")
    change = {"name": "Growing", "mode": "approve", "demanded_by": "the fund", "carry_years": "1"}
    go(browse(cast.alice), f"/budgets/{budget.id}/change", **change)
    assert "Bought?" in plain(text(browse(cast.bob), page))
    go(browse(cast.bob), f"{page}/purchase", money="100", minutes="1", no_bill=NO_BILL)
    assert make_request(db, owner, budget) > 0


def test_what_cannot_be_is_said_at_its_field(db: Connection, cast: Cast, browse: Browse) -> None:
    make_owner(db, cast, "charlie")
    bob, owner, budget = browse(cast.bob), browse(cast.charlie), make_budget(db)
    far = {"begins_on": "9999-01-01", "ends_on": "9999-12-31"}
    for client, address, sent, words in (
        (bob, f"/budgets/{budget.id}/ask", WISH | far, "years 2000 to 2999"),
        (bob, f"/budgets/{budget.id}/ask", WISH | {"skill_id": "999999"}, "Choose a skill"),
        (owner, f"/budgets/{budget.id}/next", far, "years 2000 to 2999"),
        (owner, f"/budgets/{budget.id}/grant", {"note": "A gift"}, "Write an amount or hours."),
        (owner, f"/budgets/{budget.id}/correct", {"note": "A slip"}, "Write an amount or hours."),
    ):
        answer = client.post(address, data=sent)
        assert (answer.status_code, words in plain(answer.text)) == (422, True), address
        typed = next(sent[name] for name in ("title", "note", "ends_on") if name in sent)
        assert typed in answer.text, "what was typed stays"
    page = asked(bob, budget.id)
    go(bob, f"{page}/send")
    nothing = bob.post(f"{page}/purchase", data={"money": "", "minutes": ""})
    assert nothing.status_code == 422
    assert "also when that is 0" in plain(nothing.text)
    go(bob, f"{page}/purchase", money="0")
