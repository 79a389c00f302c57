"""Who reads what of a request: proofs and bills, what waits for an owner, what comes back."""

import io
import re

import pytest

from service.budgets import actions_buying as buying
from service.budgets import actions_requests as requests
from service.budgets.ledger import Amount
from service.budgets.model import Mode
from service.budgets.model_requests import Part
from service.db.sql import Connection, value
from tests.budgets.making import EURO, NO_BILL, make_budget, make_owner, make_request
from tests.cast import Cast, make_person
from tests.growth.making import make_skill
from tests.web.asking import PDF, asked, go, said_at
from tests.web.browse import Browse, plain, text


def test_sharing_back_widens_what_came_back_and_nothing_else(
    db: Connection, cast: Cast, browse: Browse
) -> None:
    """Advice was written for who asked it; a teammate reads what was tried, and no more."""
    budget = make_budget(db, team_id=cast.team_id, mode=Mode.ADVICE)
    erin = make_person(db, "Erin")
    db.execute(
        "INSERT INTO membership (team_id, person_id, since) VALUES (%s, %s, '2026-01-01')",
        (cast.team_id, erin.id),
    )
    bob = browse(cast.bob)
    page = asked(bob, budget.id, for_whom="My sister.")
    go(bob, f"{page}/send", affected=str(cast.charlie.id), knows=str(cast.dana.id))
    for adviser in (cast.charlie, cast.dana):
        number = value(
            db, "SELECT id FROM advice WHERE adviser_id = %(adviser)s", adviser=adviser.id
        )
        go(browse(adviser), f"/advice/{number}/say", said=f"{adviser.name} says: rest.")
        answer = f"No rest, {adviser.name}."
        go(bob, f"/advice/{number}/answer", said=answer, said_at=said_at(bob, page))
    go(bob, f"{page}/commit")
    go(bob, f"{page}/purchase", money="380", no_bill=NO_BILL)
    go(bob, f"{page}/complete")
    assert browse(erin).get(page).status_code == 404
    go(bob, f"{page}/share", tried="I made a collar.", passes_on="Begin small.", shared_by="talk")
    teammate = plain(text(browse(erin), page))
    assert "I made a collar." in teammate
    assert "Begin small." in teammate
    for words in ("says: rest", "No rest", "I want to make it myself.", "My sister."):
        assert words in plain(text(browse(cast.charlie), page)), "who advised reads all as before"
        assert words not in teammate


@pytest.mark.parametrize(
    ("content", "status"),
    [(PDF, 303), (b"\x89PNG\r\n\x1a\n" + b"0", 303), (b"\xff\xd8\xff\xe0", 303),
     (b"<html><script>alert(1)</script>", 422), (b"", 422),
     (b"%PDF-" + b"0" * (5 * 1024 * 1024), 422), (b"%PDF-" + b"0" * (26 * 1024 * 1024), 413)],
    ids=["pdf", "png", "jpeg", "page", "empty", "over five", "far over"],
)  # fmt: skip
def test_proof_is_what_it_begins_as(
    db: Connection, cast: Cast, browse: Browse, content: bytes, status: int
) -> None:
    budget, bob = make_budget(db), browse(cast.bob)
    page = asked(bob, budget.id)
    go(bob, f"{page}/send")
    # By hand, as the test client would leave a large file open.
    head = b'--b\r\nContent-Disposition: form-data; name="file"; filename="proof.html"\r\n\r\n'
    body, kind = head + content + b"\r\n--b--\r\n", "multipart/form-data; boundary=b"
    assert bob.post(f"{page}/proof", data=body, content_type=kind).status_code == status


def test_proof_is_only_ever_saved_and_not_by_strangers(
    db: Connection, cast: Cast, browse: Browse
) -> None:
    budget, bob = make_budget(db), browse(cast.bob)
    page = asked(bob, budget.id)
    go(bob, f"{page}/send")
    bob.post(f"{page}/proof", data={"file": (io.BytesIO(PDF), "rechnung für 2026.pdf")})
    proof = value(db, "SELECT id FROM proof")
    answer = bob.get(f"/proofs/{proof}")
    assert answer.data == PDF
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Type"] == "application/pdf"
    assert browse(cast.alice).get(f"/proofs/{proof}").status_code == 404
    make_owner(db, cast, "alice")
    assert browse(cast.alice).get(f"/proofs/{proof}").status_code == 200


def test_an_owner_books_a_bill_whose_title_is_kept_from_them(
    db: Connection, cast: Cast, browse: Browse
) -> None:
    budget, bob = make_budget(db, team_id=cast.team_id), cast.actor(cast.bob)
    wish = make_request(db, bob, budget, title="Burn-out coaching", money=100 * EURO)
    requests.send(db, bob, wish)
    buying.purchase(db, bob, wish, Amount(100 * EURO, 0), NO_BILL)
    file = {"file": (io.BytesIO(PDF), "burn-out coaching.pdf")}
    browse(cast.bob).post(f"/requests/{wish}/proof", data=file)
    make_owner(db, cast, "charlie")
    proof = value(db, "SELECT id FROM proof")
    link = f'href="/proofs/{proof}">bill {proof}</a>'
    assert text(browse(cast.charlie), f"/budgets/{budget.id}").count(link) == 1
    assert link not in text(browse(cast.alice), f"/budgets/{budget.id}")
    names = [
        browse(who).get(f"/proofs/{proof}").headers["Content-Disposition"].partition("''")[2]
        for who in (cast.charlie, cast.bob)
    ]
    assert names == [f"bill%20{proof}.pdf", "burn-out%20coaching.pdf"]


def test_an_owner_finds_all_that_waits_for_a_decision(
    db: Connection, cast: Cast, browse: Browse
) -> None:
    budget, bob = make_budget(db, mode=Mode.APPROVE, demanded_by="the fund"), cast.actor(cast.bob)
    for number in range(1, 22):
        requests.send(db, bob, make_request(db, bob, budget, title=f"Book {number:02}", money=EURO))
    make_owner(db, cast, "charlie")
    for address in ("/budgets", "/"):
        first = text(browse(cast.charlie), address)
        assert ("Book 20" in first, "Book 21" in first) == (True, False)
    more = re.search(r'href="(/budgets\?decide_after=\d+)"', first)
    assert more
    rest = text(browse(cast.charlie), more[1])
    assert ("Book 20" in rest, "Book 21" in rest, "More that" in rest) == (False, True, False)


@pytest.mark.parametrize(
    ("of_team", "wish", "told"),
    [
        (False, {}, "Read by you."),
        (False, {"shows_to_planners": True}, "Read by you, the budget owners."),
        (True, {}, "Read by you, everybody the budget is for."),
        (True, {"hides_title": True}, "Read by you."),
    ],
)
def test_the_form_names_who_will_read_what_comes_back(
    db: Connection, cast: Cast, browse: Browse, of_team: bool, wish: dict[str, bool], told: str
) -> None:
    bob = cast.actor(cast.bob)
    team, person = (cast.team_id, None) if of_team else (None, cast.bob.id)
    budget = make_budget(db, team_id=team, person_id=person)
    made = make_request(db, bob, budget, money=EURO, **wish)
    requests.send(db, bob, made)
    page = f"/requests/{made}"
    assert "Read by you, the budget owners." in plain(text(browse(cast.bob), page)), "of a bill"
    buying.purchase(db, bob, made, Amount(EURO, 0), NO_BILL)
    requests.complete(db, bob, made)
    assert told in plain(text(browse(cast.bob), page))


@pytest.mark.parametrize("mode", [Mode.ADVICE, Mode.APPROVE])
def test_only_who_asked_reads_that_it_is_a_focus(
    db: Connection, cast: Cast, browse: Browse, mode: Mode
) -> None:
    """Planners learn of a focus where it is shown to them, and the counts know that."""
    lace = make_skill(db, "lace")
    make_owner(db, cast, "charlie")
    bob, budget = cast.actor(cast.bob), make_budget(db, mode=mode)
    made = make_request(db, bob, budget, skill_id=lace, serves_focus=True)
    requests.send(db, bob, made, [(cast.alice.id, Part.AFFECTED), (cast.charlie.id, Part.KNOWS)])
    page = f"/requests/{made}"
    assert "my focus" in text(browse(cast.bob), page)
    reads_it = text(browse(cast.charlie), page)
    assert "Serves" in reads_it
    assert "focus" not in reads_it.split("<h1>")[1]


def test_advisers_read_why_there_is_no_bill_and_the_form_says_so(
    db: Connection, cast: Cast, browse: Browse
) -> None:
    bob, budget = cast.actor(cast.bob), make_budget(db, mode=Mode.ADVICE)
    made = make_request(db, bob, budget)
    requests.send(db, bob, made, [(cast.alice.id, Part.AFFECTED), (cast.charlie.id, Part.KNOWS)])
    db.execute("UPDATE request SET state = 'committed', way = 'advice'")
    page = f"/requests/{made}"
    told = plain(text(browse(cast.bob), page))
    assert "Read by you, whoever gave advice, the budget owners." in told
